import { type Command, Option } from 'commander'
import {
  type GivenOptions,
  type NtscableOptions,
  ntscableOptions,
  type OptionDefinition,
  readNtscableOptions,
} from '../../src-engine/index.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { printDiagnostics } from './output.ts'

/** What `--to` may say with `--ntscable` beside the formats of the writers, and which output of the program it means. */
const outputs: Readonly<Record<string, NtscableOptions['output']>> = {
  hoc: 'neuron',
  neuron: 'neuron',
  cable: 'cable',
  multi: 'multi',
}

/** The names of the program's outputs. */
export const ntscableFormats: readonly string[] = Object.keys(outputs)

/** The extension of the program's output, as the writers of these formats have it. */
export function ntscableExtension(to: string): string {
  const output = outputs[to]
  return output === 'neuron' ? '.hoc' : `.${to}.hoc`
}

/** Whether `--to` names an output of the program. */
export function isNtscableFormat(to: string): boolean {
  return Object.hasOwn(outputs, to)
}

/** What `--to` decides is no option of its own. */
const offered = ntscableOptions.filter(({ key }) => key !== 'output')

/** Adds the options of the engine's table to a command. */
export function addNtscableOptions(command: Command): Command {
  for (const definition of offered) command.addOption(optionOf(definition))
  return command
}

function optionOf(definition: OptionDefinition): Option {
  const { letter, name, help } = definition
  const flags = `${letter === '' ? '' : `-${letter}, `}--${name}`
  const text = `${help.replace(/\.$/, '')}${unitOf(definition)}`
  if (definition.kind === 'switch') return new Option(flags, text).helpGroup(group)
  const value = definition.kind === 'choice' ? '<choice>' : '<number>'
  const option = new Option(`${flags} ${value}`, text).helpGroup(group)
  return definition.kind === 'choice' ? option.choices(Object.keys(definition.choices)) : option
}

const group = 'With --ntscable:'

function unitOf(definition: OptionDefinition): string {
  return definition.kind === 'number' && definition.unit !== '' ? ` [${definition.unit}]` : ''
}

/** Commander names values after long flags: `--max-length` gives `maxLength`. */
function valueName({ name }: OptionDefinition): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/**
 * The options that a command was given.
 *
 * @returns undefined without `--ntscable`
 * @throws CommandEnd for wrong values, and for these options without `--ntscable`
 */
export function readNtscable(
  given: Readonly<Record<string, unknown>>,
  to: string,
): NtscableOptions | undefined {
  const values: Partial<Record<keyof NtscableOptions, string | boolean>> = {}
  for (const definition of offered) {
    const value = given[valueName(definition)]
    if (typeof value !== 'string' && typeof value !== 'boolean') continue
    if (given['ntscable'] !== true)
      throw new CommandEnd(exitCode.usage, `--${definition.name} has a meaning only with --ntscable.`)
    values[definition.key] = value
  }
  if (given['ntscable'] !== true) return undefined
  const wanted: GivenOptions = { ...values, output: outputs[to] ?? 'neuron' }
  const { value, diagnostics } = readNtscableOptions(wanted)
  if (!value) {
    printDiagnostics(diagnostics, '--ntscable')
    throw new CommandEnd(exitCode.usage)
  }
  // Formats that attach sections at ends only hold sections that end at branch points.
  return isNtscableFormat(to) ? value : { ...value, style: 'split' }
}
