import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  cableOptions,
  type OptionValue,
  type ReductionOption,
  reductionMethods,
  reductionOptions,
  type ReductionMethod,
  type ReductionSettings,
  type UniformCable,
} from '../../src-engine/index.ts'
import * as parse from './simulateOptions.ts'

/** What `hillock reduce` was asked. */
export interface ReduceOptions extends UniformCable {
  readonly method: ReductionMethod
  readonly recommend?: boolean
  readonly mechanisms?: string
  readonly out?: string
  readonly report?: string
  readonly json?: boolean
}

/** Adds the options of all methods, and those of the cable, from the engine's tables. */
export function addReductionOptions(command: Command): Command {
  command.addOption(
    new Option('--method <method>', 'how the cell is reduced')
      .choices(reductionMethods)
      .makeOptionMandatory(),
  )
  for (const { flag, unit, initial, help } of cableOptions)
    command.option(
      `--${flag} <value>`,
      `${help} [${unit}], where the file is no model`,
      parse.parsePositive,
      initial,
    )
  for (const option of reductionOptions) command.addOption(optionOf(option))
  return command
}

function optionOf({ flag, value, initial, help, methods }: ReductionOption): Option {
  const ofMethods = methods.length === reductionMethods.length ? '' : `${methods.join(', ')}: `
  const shown = initial === undefined || initial === false ? '' : ` (default: ${String(initial)})`
  const describe = (form: string, unit = '') =>
    new Option(
      `--${flag}${form}`,
      `${ofMethods}${help}${unit === '' ? '' : ` [${unit}]`}${value.kind === 'choice' ? ` (${value.choices.join(', ')})` : ''}${shown}`,
    )
  switch (value.kind) {
    case 'yes-no':
      return describe('')
    case 'choice':
      return describe(' <choice>')
    case 'number':
      return describe(' <number>', value.unit).argParser(parse.parseNumber)
    case 'count':
      return describe(' <count>').argParser(parse.parseNumber)
    case 'numbers':
      return describe(' <list>', value.unit).argParser(parseList)
    case 'groups':
      return describe(' <name=sections>').argParser((text: string, before: readonly string[] | undefined) => [
        ...(before ?? []),
        text,
      ])
  }
}

function parseList(text: string): readonly number[] {
  return text.split(',').map(one => {
    const value = Number(one)
    if (one.trim() === '' || !Number.isFinite(value))
      throw new InvalidArgumentError(`"${one}" is not a number.`)
    return value
  })
}

const attributeOf = (flag: string) => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The settings that were given on the command line, by their ids. */
export function givenSettings(command: Command): ReductionSettings {
  const values = command.opts<Record<string, OptionValue | undefined>>()
  const given = reductionOptions.flatMap(({ id, flag }) => {
    const value = values[attributeOf(flag)]
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(given)
}

/** The cable that was given, or is usual. */
export function givenCable(command: Command): UniformCable {
  const values = command.opts<Record<string, number | undefined>>()
  const entries = cableOptions.map(({ id, flag, initial }) => [id, values[attributeOf(flag)] ?? initial])
  return Object.fromEntries(entries) as unknown as UniformCable
}
