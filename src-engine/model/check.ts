import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { Morphology } from '../morphology/morphology.ts'
import { checkRunSettings } from './checkRunSettings.ts'
import { checkUses, type UseContext } from './checkUses.ts'
import { checkEvents, type CellScope, type Network, networkScope } from './checkEvents.ts'
import { checkCircuitMethod, checkCircuits } from './checkCircuits.ts'
import { checkRandomIds } from './checkRandomIds.ts'
import { checkStreams } from './checkStreams.ts'
import { checkTransfers } from './checkTransfers.ts'
import { checkOutside } from './checkOutside.ts'
import { checkFunctionTables } from './checkFunctionTables.ts'
import { checkElectrodes, checkElectrodeSamples } from './checkElectrodes.ts'
import { checkPlays } from './checkPlays.ts'
import { checkPointers } from './checkPointers.ts'
import { checkProbes } from './checkProbes.ts'
import { checkSampleTimes } from './checkSampleTimes.ts'
import { modelMessages } from './diagnostics.ts'
import type { Discretisation, ModelDocument } from './document.ts'
import type { MechanismLookup } from './mechanismLookup.ts'
import { ionsOf } from './properties.ts'
import { indexSections } from './regions.ts'

/** What a model is checked against. */
export interface ModelSurroundings {
  readonly morphology: Morphology
  readonly mechanisms: MechanismLookup
}

/** Most compartments of one section, as in NEURON. */
export const mostCompartmentsOfSection = 32767

/** Most compartments of one cell: their index tables must stay within 32 bits many times over. */
export const mostCompartments = 4_000_000

function checkDiscretisation(discretisation: Discretisation): Diagnostic[] {
  const refuse = (what: string) => [
    diagnose(modelMessages, 'model/bad-discretisation', { what }, { subject: 'discretisation' }),
  ]
  const positive = (value: number) => Number.isFinite(value) && value > 0
  switch (discretisation.kind) {
    case 'fixed':
      return Number.isInteger(discretisation.count) &&
        discretisation.count >= 1 &&
        discretisation.count <= mostCompartmentsOfSection
        ? []
        : refuse(
            `the number of compartments of a section must be a whole number from 1 to ${mostCompartmentsOfSection}, not ${discretisation.count}`,
          )
    case 'maximum-length':
      return positive(discretisation.lengthUm)
        ? []
        : refuse(`the greatest length must be more than 0 µm, not ${discretisation.lengthUm}`)
    case 'd-lambda':
      if (!positive(discretisation.fraction))
        return refuse(
          `the fraction of the length constant must be more than 0, not ${discretisation.fraction}`,
        )
      return positive(discretisation.frequencyHz)
        ? []
        : refuse(`the frequency must be more than 0 Hz, not ${discretisation.frequencyHz}`)
  }
}

function checkRepeatedIds(items: readonly { readonly id: string }[], what: string): Diagnostic[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) repeated.add(id)
    seen.add(id)
  }
  return [...repeated].map(id => diagnose(modelMessages, 'model/repeated-id', { id, what }))
}

/** The mechanisms that a document uses and that exist, each once. */
function mechanismsInUse(document: ModelDocument, mechanisms: MechanismLookup) {
  const names = new Set([...document.mechanisms, ...document.pointProcesses].map(use => use.mechanism))
  return [...names].flatMap(name => mechanisms.get(name) ?? [])
}

/** What is wrong with what lives by events in a simulation of these cells, and with what it is connected. */
export function checkNetwork(
  network: Network,
  cells: readonly CellScope[],
  mechanisms: MechanismLookup,
): Diagnostic[] {
  const scope = networkScope(network, cells, mechanisms)
  const densities = cells.flatMap(({ description }) =>
    description.mechanisms.flatMap(use => mechanisms.get(use.mechanism) ?? []),
  )
  return [
    ...checkEvents(network, scope),
    ...checkPlays(network.plays ?? [], scope),
    ...checkElectrodes(network.electrodes ?? []),
    ...checkStreams(network.streams ?? [], mechanisms),
    ...checkRandomIds(network.randomIds ?? [], scope),
    ...checkTransfers(network.transfers ?? [], scope),
    ...checkCircuits(network.circuits ?? [], scope),
    ...checkFunctionTables(
      network.functionTables ?? [],
      new Set([...densities, ...scope.processes.values()]),
      mechanisms,
    ),
  ]
}

/** The cell of a document that has one. */
export function onlyCell(document: ModelDocument, { morphology, mechanisms }: ModelSurroundings): CellScope {
  const ions = ionsOf(mechanismsInUse(document, mechanisms))
  const context: UseContext = { sections: indexSections(morphology), mechanisms, ions }
  return { name: '', context, description: document }
}

/**
 * Everything that is wrong with a model, in the document's order. No error means that `prepareRun` can build it
 * (compartments of no extent and ions that meet a probe are only seen there, once the cell is cut).
 */
export function checkModel(
  document: ModelDocument,
  { morphology, mechanisms }: ModelSurroundings,
): Diagnostic[] {
  if (morphology.sections.count === 0)
    return [diagnose(modelMessages, 'model/empty-cell', { name: morphology.name })]
  const cell = onlyCell(document, { morphology, mechanisms })
  const { context } = cell
  return [
    ...checkDiscretisation(document.discretisation),
    ...checkRepeatedIds(document.mechanisms, 'mechanism uses'),
    ...checkRepeatedIds(document.properties, 'properties'),
    ...checkRepeatedIds(
      [...document.pointProcesses, ...(document.artificialCells ?? [])],
      document.artificialCells?.length ? 'point processes or artificial cells' : 'point processes',
    ),
    ...checkRepeatedIds(
      [...document.probes, ...(document.processProbes ?? []), ...(document.electrodes ?? [])],
      'probes',
    ),
    ...checkRepeatedIds([...document.spikes, ...(document.processSpikes ?? [])], 'spike detectors'),
    ...checkRepeatedIds(document.connections ?? [], 'connections'),
    ...checkRepeatedIds(document.pointers ?? [], 'pointers'),
    ...checkRepeatedIds(document.functionTables ?? [], 'function tables'),
    ...checkRepeatedIds(document.series ?? [], 'series'),
    ...checkRepeatedIds(document.streams ?? [], 'random streams'),
    ...checkRepeatedIds(document.randomIds ?? [], 'ids of random streams'),
    ...checkRepeatedIds(document.transfers ?? [], 'transfers'),
    ...checkRepeatedIds(document.plays ?? [], 'plays'),
    ...checkUses(document, context),
    ...checkOutside(document, { morphology, sections: context.sections, mechanisms }),
    ...checkProbes(document, context),
    ...checkSampleTimes(document),
    ...checkElectrodeSamples(document.electrodes ?? [], document.run),
    ...checkPointers(document, context),
    ...checkNetwork(document, [cell], mechanisms),
    ...checkRunSettings(document.run),
    ...checkCircuitMethod(document.circuits ?? [], document.run),
  ]
}
