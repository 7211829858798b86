import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { type NetworkScope, qualifiedId } from './checkEvents.ts'
import { scopeOfSection } from './checkProbes.ts'
import { about, checkLocation } from './checkUses.ts'
import type { TransferUse } from './document.ts'
import { eventMessages } from './eventDiagnostics.ts'
import { fieldNamed, resolveVariable } from './variables.ts'
import { unknownVariable } from './unknownVariable.ts'

function checkFrom({ from }: TransferUse, use: string, scope: NetworkScope): Diagnostic[] {
  const name = from.cell ?? ''
  const cell = scope.cells.get(name)
  if (!cell) {
    const meant = closestName(name, [...scope.cells.keys()])
    return [diagnose(eventMessages, 'model/unknown-cell', { name, use, meant })]
  }
  const found = checkLocation(from.at, use, cell.context)
  const section = cell.context.sections.section(from.at.section)
  if (section === undefined) return found
  const variables = scopeOfSection(cell.description, section, cell.context)
  if (resolveVariable(from.variable, variables)) return found
  const place = `${from.at.section}(${from.at.x})`
  return [...found, unknownVariable(from.variable, place, variables)]
}

/** The ids of all point processes of cells, as a network names them. */
function pointProcesses({ cells }: NetworkScope): Set<string> {
  return new Set(
    [...cells.values()].flatMap(({ name, description }) =>
      description.pointProcesses.map(({ id }) => qualifiedId(name, id)),
    ),
  )
}

function checkTo(
  { to }: TransferUse,
  use: string,
  scope: NetworkScope,
  points: ReadonlySet<string>,
): Diagnostic[] {
  const mechanism = scope.processes.get(to.process)
  if (!mechanism) {
    const meant = closestName(to.process, [...points])
    return [diagnose(eventMessages, 'model/unknown-process', { name: to.process, use, meant })]
  }
  if (!points.has(to.process))
    return [diagnose(eventMessages, 'model/transfer-to-no-point-process', { use, process: to.process })]
  if (fieldNamed(mechanism, to.variable)?.field.scope === 'range') return []
  const names = mechanism.fields.filter(({ scope: of }) => of === 'range').map(field => field.name)
  const facts = { name: `${to.process}.${to.variable}`, use, meant: closestName(to.variable, names) }
  return [diagnose(eventMessages, 'model/unknown-process-variable', facts)]
}

/** What is wrong with the values that a model carries from place to place. */
export function checkTransfers(transfers: readonly TransferUse[], scope: NetworkScope): Diagnostic[] {
  if (transfers.length === 0) return []
  const points = pointProcesses(scope)
  return transfers.flatMap(one => {
    const use = `Transfer "${one.id}"`
    return about(`transfers.${one.id}`, [...checkFrom(one, use, scope), ...checkTo(one, use, scope, points)])
  })
}
