import { accepted, type Checked, hasErrors, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { checkPointersBetweenCells } from '../model/checkPointers.ts'
import { checkModel, checkNetwork, mostCompartments } from '../model/check.ts'
import type { CellScope, Network } from '../model/checkEvents.ts'
import { checkCircuitMethod } from '../model/checkCircuits.ts'
import { checkElectrodeSamples } from '../model/checkElectrodes.ts'
import { modelMessages } from '../model/diagnostics.ts'
import type { Location, ModelDocument } from '../model/document.ts'
import { ionsOf } from '../model/properties.ts'
import { indexSections } from '../model/regions.ts'
import type { Catalogue } from '../mechanisms/catalogue.ts'
import type { CellModel, SharedSettings } from './cellModel.ts'
import type { CellPlan, Planner } from './cellPlan.ts'
import { placesPlayed } from './playSets.ts'

/** Places of a cell to which others' pointers lead. */
const pointedAt = (cells: readonly CellModel[], cell: string): Location[] =>
  cells.flatMap(({ description: { pointers = [] } }) =>
    pointers.flatMap(({ to }) => (to.cell === cell && to.at && to.variable === 'v' ? [to.at] : [])),
  )

/** Places at the ends of a cell's sections whose voltage is compared with a threshold, or follows a course. */
function placesRead(network: Network, cell: string): Location[] {
  const compared = (network.connections ?? []).flatMap(({ source }) =>
    source.kind === 'threshold' && (source.cell ?? '') === cell && source.variable === 'v' ? [source.at] : [],
  )
  const carried = (network.transfers ?? []).flatMap(({ from }) =>
    (from.cell ?? '') === cell && from.variable === 'v' ? [from.at] : [],
  )
  const ofCircuits = (network.circuits ?? []).flatMap(({ attached }) =>
    attached.flatMap(({ cell: of = '', at }) => (of === cell ? [at] : [])),
  )
  return [...ofCircuits, ...compared, ...carried, ...placesPlayed(network.plays ?? [], cell)]
}

/** Checks, cuts and lowers every cell; stops at the first that has an error. */
export function planCells(
  cells: readonly CellModel[],
  { network = {}, ...shared }: SharedSettings,
  catalogue: Catalogue,
  planner: Planner,
): Checked<CellPlan[]> {
  const plans: CellPlan[] = []
  let compartments = 0
  const said = new Map<string, Diagnostic>()
  const scopes: CellScope[] = []
  for (const cell of cells) {
    const document: ModelDocument = {
      version: 1,
      morphology: cell.morphology.name,
      ...cell.description,
      ...shared,
      ...(cell.name === '' && cells.length === 1 ? network : {}),
    }
    const found = checkModel(document, { morphology: cell.morphology, mechanisms: catalogue })
    const { value, diagnostics } = hasErrors(found)
      ? refused<CellPlan>([])
      : planner.plan(cell, [...placesRead(network, cell.name), ...pointedAt(cells, cell.name)])
    for (const diagnostic of [...found, ...diagnostics]) said.set(diagnostic.message, diagnostic)
    if (!value) return refused([...said.values()])
    plans.push(value)
    scopes.push(cellScope(cell, catalogue))
    compartments += value.shape.compartments.count
  }
  for (const found of checkNetwork(network, scopes, catalogue)) said.set(found.message, found)
  for (const found of checkPointersBetweenCells(scopes)) said.set(found.message, found)
  for (const found of checkCircuitMethod(network.circuits ?? [], shared.run)) said.set(found.message, found)
  for (const found of checkElectrodeSamples(network.electrodes ?? [], shared.run))
    said.set(found.message, found)
  if (compartments > mostCompartments) {
    const facts = { section: '', count: compartments, most: mostCompartments }
    return refused([...said.values(), diagnose(modelMessages, 'model/too-many-compartments', facts)])
  }
  return hasErrors([...said.values()]) ? refused([...said.values()]) : accepted(plans, [...said.values()])
}

/** What a network may name of a cell. */
function cellScope({ name, morphology, description }: CellModel, mechanisms: Catalogue): CellScope {
  const used = [...description.mechanisms, ...description.pointProcesses].flatMap(
    use => mechanisms.get(use.mechanism) ?? [],
  )
  return {
    name,
    description,
    context: { sections: indexSections(morphology), mechanisms, ions: ionsOf(used) },
  }
}
