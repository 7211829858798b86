import { buildListed } from '../../listed/buildListed.ts'
import type { Morphology } from '../../morphology.ts'
import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import type { Place3d } from '../../traced/tracedCell.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { genesisLines, type GenesisLine } from './genesisLines.ts'
import { listCompartments } from './listCompartments.ts'
import { initialGenesisState, readCommand, type GenesisState } from './readCommand.ts'
import { compartmentNumbers, placeCompartment, type GenesisCompartment } from './readCompartment.ts'

/** GENESIS cell descriptor: commands that begin with *, and compartments `name parent x y z diameter`. */
export const genesisFormat: MorphologyFormat = {
  id: 'genesis',
  title: 'GENESIS',
  extensions: ['.p'],
  sniff: sniffGenesis,
  read: readGenesis,
}

/** Reads a GENESIS file (SPEC.md, rules T30 to T36). */
function readGenesis(input: ReaderInput): Morphology | undefined {
  const { report, options } = input
  const compartments = readCompartments(input)
  if (compartments.length === 0 && !report.failed) report.say('genesis/no-compartments', {})
  if (report.failed) return undefined
  const sections = listCompartments(compartments, options.compartments, report)
  return buildListed(sections, input.name, genesisFormat.id)
}

function readCompartments(input: ReaderInput): GenesisCompartment[] {
  const { report } = input
  const state = initialGenesisState()
  const compartments: GenesisCompartment[] = []
  const indices = new Map<string, number>()
  let [channels, firstChannels, prototypes, firstPrototype] = [0, 0, 0, 0]
  for (const source of genesisLines(input)) {
    const { words, line } = source
    if (words[0]?.startsWith('*')) {
      const fault = readCommand(source, state, report)
      if (fault !== undefined) sayDamaged(source, fault, input)
      continue
    }
    if (state.isPrototype) {
      if (prototypes++ === 0) firstPrototype = line
      continue
    }
    const compartment = readCompartment(source, { state, compartments, indices }, input)
    if (!compartment) continue
    if (compartment.channels > 0 && channels === 0) firstChannels = line
    channels += compartment.channels
    indices.set(compartment.name, compartments.length)
    compartments.push(compartment)
    if (compartment.diameterUm === 0) report.say('morphology/zero-diameter', {}, { line })
    if (compartment.diameterUm < 0) report.say('morphology/negative-diameter', {}, { line })
  }
  if (channels > 0) report.say('genesis/channels-not-kept', { count: channels }, { line: firstChannels })
  if (prototypes > 0)
    report.say('genesis/prototype-left-out', { count: prototypes }, { line: firstPrototype })
  const [[, parameterLine] = []] = state.parameters
  if (parameterLine !== undefined) {
    const names = [...state.parameters.keys()].join(', ')
    report.say('genesis/parameters-not-kept', { names }, { line: parameterLine })
  }
  return compartments
}

interface Reading {
  readonly state: GenesisState
  readonly compartments: readonly GenesisCompartment[]
  readonly indices: ReadonlyMap<string, number>
}

function readCompartment(
  source: GenesisLine,
  { state, compartments, indices }: Reading,
  input: ReaderInput,
): GenesisCompartment | undefined {
  const { report, options } = input
  const { words, line } = source
  const [name = '', parentName = ''] = words
  const numbers = compartmentNumbers(source, state)
  if (typeof numbers === 'string') return sayDamaged(source, numbers, input)
  const earlier = indices.get(name)
  if (earlier !== undefined) {
    const firstLine = compartments[earlier]?.line ?? 1
    report.say('genesis/repeated-name', { name, firstLine }, { line })
    return undefined
  }
  if (state.isRelative === undefined) {
    state.isRelative = true
    report.say('genesis/relative-assumed', {}, { line })
  }
  const origin: Place3d = { x: 0, y: 0, z: 0 }
  const root = { index: -1, end: origin }
  if (parentName === 'none') return placeCompartment(source, numbers, state, root)
  const index = parentName === '.' ? compartments.length - 1 : (indices.get(parentName) ?? -1)
  const above = compartments[index]
  if (above) return placeCompartment(source, numbers, state, { index, end: above.end })
  const lenient = options.missingParents === 'root'
  const facts = { name, parent: parentName }
  report.say(lenient ? 'genesis/missing-parent-root' : 'genesis/missing-parent', facts, { line })
  return lenient ? placeCompartment(source, numbers, state, root) : undefined
}

function sayDamaged({ words, line }: GenesisLine, what: string, input: ReaderInput): undefined {
  const skips = input.options.damagedLines === 'skip'
  const code = skips ? 'genesis/line-skipped' : 'genesis/unreadable-line'
  input.report.say(code, { line: words.join(' ').slice(0, 60), what }, { line })
  return undefined
}

const sniffedBytes = 20000

function sniffGenesis(text: DecodedText): Likelihood {
  const beginning = textBetween(text, 0, sniffedBytes)
  const command =
    /^[ \t]*\*(relative|absolute|cartesian|polar|compt|set_global|set_compt_param|start_cell|double_endpoint|(a?sym)metric)\b/m
  return command.test(beginning) ? 'certain' : 'no'
}
