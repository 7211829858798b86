import { accepted, type Checked, hasErrors, refused } from '../../core/checked.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { magnitude } from '../../impedance/complex.ts'
import type { Discretisation } from '../../model/document.ts'
import type { Morphology } from '../../morphology/morphology.ts'
import { assembleReduced } from '../../morphology/reduction/assembleReduced.ts'
import { checkReducible } from '../../morphology/reduction/checkReducible.ts'
import { compareCells, reportCables } from '../../morphology/reduction/compareCells.ts'
import { type CableConstants, meanConstants } from '../../morphology/reduction/meanCable.ts'
import { type AxonChoice, commonestType, neuritesOf } from '../../morphology/reduction/neurites.ts'
import type { PassiveCable } from '../../morphology/reduction/passiveCable.ts'
import type { PlannedCable, PlannedSpan } from '../../morphology/reduction/plan.ts'
import type { ReducedCell } from '../../morphology/reduction/reducedCell.ts'
import { type SectionCables, sectionCables } from '../../morphology/reduction/sectionCables.ts'
import { impedanceAt } from '../cellImpedance.ts'
import { type PassiveCell, passiveCell } from '../passiveCell.ts'
import { impedanceCylinder } from './equivalentCylinder.ts'
import { cutOff, type Stem, stemsOf } from './stem.ts'

/** How a cell is reduced analytically. */
export interface AnalyticOptions {
  /** Frequency at which impedances are kept [Hz]; 0: steady currents. The paper uses 38 Hz for fast input. */
  readonly frequencyHz: number
  /** How the original is cut to compute its impedances. */
  readonly discretisation: Discretisation
  /** Number of compartments of each cylinder; 0: 2·⌊10·Λ/2⌋ + 1, as published. */
  readonly compartments: number
  /** Whether each compartment becomes a section, so that densities can differ along the cylinder. */
  readonly sectionPerCompartment: boolean
  readonly axon: AxonChoice
}

export const defaultAnalytic: AnalyticOptions = {
  frequencyHz: 0,
  discretisation: { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 },
  compartments: 0,
  sectionPerCompartment: false,
  axon: 'keep',
}

/** Replaces each dendrite that leaves the soma by one cylinder: Amsalem et al. (2020) Nat Commun 11:288. */
export function reduceAnalytically(
  morphology: Morphology,
  passive: PassiveCable,
  options: AnalyticOptions,
): Checked<ReducedCell> {
  const cables = sectionCables(morphology, passive)
  const { members, isKept } = neuritesOf(cables, options.axon)
  const found = checkReducible(cables, { members, isKept })
  if (hasErrors(found)) return refused(found)
  const planned: PlannedCable[] = []
  const spans = new Map<number, readonly PlannedSpan[]>()
  for (const stem of stemsOf(cables, members)) {
    const solved = cylinderOf(cables, stem, options, found)
    if (!solved) return refused(found)
    const own = spansOfStem(cables, stem, solved, planned.length)
    own.forEach((spansOfSection, section) => spans.set(section, spansOfSection))
    planned.push(plannedCable(cables, stem, solved, options))
  }
  if (hasErrors(found)) return refused(found)
  const assembled = assembleReduced(cables, { cables: planned, isKept, spans })
  return accepted(
    {
      morphology: assembled.morphology,
      sections: assembled.sections,
      mapping: assembled.mapping,
      report: {
        method: 'analytic',
        source: 'Amsalem, Eyal, Rogozinski, Gevaert, Kumbhar, Schürmann & Segev 2020, Nat Commun 11:288',
        settings: {
          frequencyHz: options.frequencyHz,
          compartments: options.compartments,
          axon: options.axon,
        },
        sections: { before: morphology.sections.count, after: assembled.morphology.sections.count },
        comparisons: compareCells(cables, assembled, { area: false }),
        cables: reportCables(cables, planned, assembled),
        remarks: [
          `Input impedance at the base of each dendrite and transfer impedance from its farthest place are kept at ${options.frequencyHz} Hz, in size; weights of synapses stay as they are.`,
        ],
      },
    },
    found,
  )
}

interface SolvedStem {
  readonly cell: PassiveCell
  readonly constants: CableConstants
  readonly inputMohm: number
  readonly smallestMohm: number
  readonly cylinder: ReturnType<typeof impedanceCylinder>
  /** Position on the cylinder of each compartment of the stem. */
  readonly positions: Float64Array
}

function cylinderOf(
  cables: SectionCables,
  stem: Stem,
  options: AnalyticOptions,
  found: Diagnostic[],
): SolvedStem | undefined {
  const { morphology, passive } = cutOff(cables, stem)
  const base = { section: 0, x: 0 }
  const { discretisation, frequencyHz } = options
  const made = passiveCell(morphology, passive, { discretisation, kept: [{ section: 0, end: 0 }] })
  found.push(...made.diagnostics)
  const cell = made.value
  if (!cell) return undefined
  const constants = meanConstants(cables, stem.sections, 'The analytic reduction', found)
  if (!constants) return undefined
  const { input, transfer } = impedanceAt(cell, base, frequencyHz)
  const zero = { re: NaN, im: NaN }
  const inputMohm = magnitude(input[cell.positionOf(base)] ?? zero)
  const { count } = cell.compartments
  const transfers = new Float64Array(count)
  cell.tree.nodes.forEach((node, position) => {
    if (node < count) transfers[node] = magnitude(transfer[position] ?? zero)
  })
  const smallestMohm = transfers.reduce((least, mohm) => Math.min(least, mohm), Infinity)
  const cylinder = impedanceCylinder(inputMohm, smallestMohm, frequencyHz, constants)
  const positions = transfers.map(mohm => cylinder.positionOf(mohm))
  return { cell, constants, inputMohm, smallestMohm, cylinder, positions }
}

function plannedCable(
  cables: SectionCables,
  { sections }: Stem,
  { cylinder, constants, inputMohm, smallestMohm }: SolvedStem,
  options: AnalyticOptions,
): PlannedCable {
  const { parent, parentX, name } = cables.morphology.sections
  const stem = sections[0]!
  const { lengthUm, diameterUm, electrotonicLength } = cylinder
  const wanted = options.compartments || 2 * Math.floor((10 * electrotonicLength) / 2) + 1
  const pieces = options.sectionPerCompartment ? wanted : 1
  return {
    label: `stem ${name[stem]}`,
    type: commonestType(cables, sections),
    parent: { section: parent[stem]!, x: parentX[stem]! },
    pieces: Array.from({ length: pieces }, () => ({ lengthUm: lengthUm / pieces, diameterUm })),
    positions: Array.from({ length: pieces + 1 }, (_, piece) => piece / pieces),
    raOhmCm: constants.raOhmCm,
    membraneFactor: 1,
    nseg: wanted / pieces,
    origins: sections,
    details: { electrotonicLength, inputMohm, smallestTransferMohm: smallestMohm },
  }
}

/** Compartment centres lie where their transfer impedance says; between them, and to where a section begins, evenly. */
function spansOfStem(
  { morphology }: SectionCables,
  { sections }: Stem,
  { cell, positions }: SolvedStem,
  cable: number,
): ReadonlyMap<number, readonly PlannedSpan[]> {
  const { parent, parentX } = morphology.sections
  const { firstOfSection } = cell.compartments
  const indices = new Map(sections.map((section, index) => [section, index]))
  const result = new Map<number, readonly PlannedSpan[]>()
  sections.forEach((section, index) => {
    const first = firstOfSection[index]!
    const count = firstOfSection[index + 1]! - first
    const above = result.get(parent[section]!)
    const x = parentX[section]!
    const start = index === 0 || !indices.has(parent[section]!) ? 0 : positionAt(above ?? [], x)
    const knots: [number, number][] = [[0, start]]
    for (let k = 0; k < count; k++) knots.push([(k + 0.5) / count, positions[first + k]!])
    const [, last] = knots[count] ?? [1, start]
    const [, before] = knots[count - 1] ?? [0, start]
    // Half a compartment beyond the last centre; from its start to its centre a single one goes half its way.
    const beyond = count === 1 ? last - before : (last - before) / 2
    knots.push([1, Math.min(1, Math.max(0, last + beyond))])
    result.set(
      section,
      knots.slice(1).map(([toX, to], knot) => {
        const [fromX, from] = knots[knot] ?? [0, start]
        return { fromX, toX, cable, from, to }
      }),
    )
  })
  return result
}

function positionAt(spans: readonly PlannedSpan[], x: number): number {
  const span = spans.find(one => x <= one.toX) ?? spans.at(-1)
  if (!span) return 0
  return span.from + ((x - span.fromX) / (span.toX - span.fromX)) * (span.to - span.from)
}
