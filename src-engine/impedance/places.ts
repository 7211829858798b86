import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import { rateColumn } from '../kernel/compiledMechanism.ts'
import type { Location } from '../model/document.ts'
import type { PreparedCells } from '../simulation/preparedRun.ts'
import { impedanceMessages } from './diagnostics.ts'
import { type FlowingState, nodeAddress } from './linearise.ts'

/** The states of a group that flow, and the mechanisms whose states cannot. */
export function statesOf({ membranes }: PreparedCells, group: number) {
  const flowing: FlowingState[] = []
  const frozen: { readonly mechanism: string; readonly why: string }[] = []
  for (const { mechanism, node, columns } of membranes[group] ?? []) {
    const { name, fixedStepOnly, diffusions } = mechanism
    const continuous = diffusions.length > 0 ? undefined : mechanism.continuous
    const why = diffusions.length > 0 ? 'LONGITUDINAL_DIFFUSION joins its compartments' : fixedStepOnly
    const hasStates = mechanism.fields.some(({ role }) => role === 'state')
    if (!continuous && why !== undefined && hasStates) frozen.push({ mechanism: name, why })
    for (const { column, scale } of continuous?.states ?? []) {
      const [state, rate] = [columns.get(column), columns.get(rateColumn(column))]
      if (state === undefined || rate === undefined)
        throw new InternalError('a simulation was not prepared for small changes', {
          mechanism: name,
          column,
        })
      node.forEach((place, instance) =>
        flowing.push({
          name: `${column} of ${name}`,
          node: place,
          state: state + instance,
          rate: rate + instance,
          scale,
        }),
      )
    }
  }
  return { flowing, frozen }
}

/** The node of a place, within its group. */
export function nodeAt({ live, model }: PreparedCells, cell: string, at: Location) {
  const found = live.find(cell, at, 'v')
  if (!found) return undefined
  const group = model.groups.findIndex(one => {
    const first = nodeAddress(one, 'v')
    return found.address >= first && found.address < first + one.nodes
  })
  const lies = model.groups[group]
  return lies && { group, node: found.address - nodeAddress(lies, 'v') }
}

/** The middles of all compartments of a cell. */
export function compartmentsOf({ cells }: PreparedCells, name: string): readonly Location[] {
  const cell = cells.find(one => one.name === name)
  if (!cell) return []
  const { firstOfSection } = cell.compartments
  return cell.sectionNames.flatMap((section, index) => {
    const first = firstOfSection[index] ?? 0
    const count = (firstOfSection[index + 1] ?? first) - first
    return Array.from({ length: count }, (_, compartment) => ({ section, x: (compartment + 0.5) / count }))
  })
}

/** What is said of a place that is not there. */
export function noPlace({ cells }: PreparedCells, cell: string, { section }: Location): Diagnostic {
  const found = cells.find(({ name }) => name === cell)
  if (!found) {
    const meant = closestName(
      cell,
      cells.map(({ name }) => name),
    )
    return diagnose(impedanceMessages, 'impedance/no-cell', { name: cell, meant })
  }
  const names = found.sectionNames
  const meant = names.includes(section) ? undefined : closestName(section, names)
  return diagnose(impedanceMessages, 'impedance/no-place', { section, meant })
}
