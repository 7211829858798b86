import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { isLayers } from '../kernel/outside.ts'
import { processVariable } from '../model/checkEvents.ts'
import { connectionVariable, type ConnectionVariable } from '../model/connectionVariables.ts'
import type { Location } from '../model/document.ts'
import { ionsOf } from '../model/properties.ts'
import type { ConnectionPlaces } from './connectionSets.ts'
import { instanceOfProcess, type ProbeContext } from './probes.ts'
import { compartmentOf, nodeOf } from './places.ts'
import { addressOfVariable, placeOfVariable, resolveIn, scopeOf } from './variablePlaces.ts'

/** Where a number lies in the arena, and its unit. */
export interface VariableAddress {
  readonly address: number
  readonly unit: string
}

/** Finds the variables of a prepared simulation by their names, so that they can be read and set while it runs. */
export interface LiveVariables {
  /**
   * A variable at a place of a cell, as probes name it; undefined where there is none. The voltage of a section's end is
   * there where a probe, a detector or a point process sits on it, or the end is a fork's.
   */
  find(cell: string, at: Location, variable: string): VariableAddress | undefined
  /** A variable of a point process or artificial cell: `stim.interval`. */
  findOfProcess(variable: string): VariableAddress | undefined
  /**
   * What can be set of a connection by its id (model/connectionVariables.ts); of a delay also the shortest that it may
   * become [ms]. Only where every variable can be found (`keepAll`).
   */
  findOfConnection(
    id: string,
    variable: string,
  ): (VariableAddress & { readonly kind: ConnectionVariable['kind']; readonly leastMs: number }) | undefined
  /** A GLOBAL (`hh.q10`) or `celsius`, once for each group that has it; none where nothing has. */
  findGlobal(name: string): readonly number[]
}

/** Every own and ion column that a name could lead to: what must be laid out so that any variable can be found. */
export function columnsOfAll(mechanisms: Iterable<CompiledMechanism>): string[] {
  const all = [...mechanisms]
  return [
    ...all.flatMap(mechanism =>
      isLayers(mechanism)
        ? []
        : mechanism.fields
            .filter(field => field.scope !== 'global' && field.scope !== 'hidden')
            .map(field => `${mechanism.name}.${field.name}`),
    ),
    ...ionsOf(all).flatMap(ion => [`e${ion}`, `${ion}i`, `${ion}o`, `i${ion}`]),
  ]
}

/** The finder of a simulation whose groups are laid out. */
export function createLiveVariables(
  { plans, groups, places, network }: ProbeContext,
  connections: ConnectionPlaces,
): LiveVariables {
  const cells = new Map(plans.map((plan, number) => [plan.model.name, { plan, number }]))
  const mechanisms = new Map(network.processes.map(({ id, mechanism }) => [id, mechanism]))
  return {
    find(name, at, variable) {
      const cell = cells.get(name)
      const section = cell?.plan.shape.sections.section(at.section)
      if (!cell || section === undefined || !(at.x >= 0 && at.x <= 1)) return undefined
      const resolved = resolveIn(scopeOf(cell.plan, compartmentOf(at, cell.plan.shape)), variable)
      if (!resolved || (resolved.variable.kind === 'voltage' && nodeOf(at, cell.plan.shape) < 0))
        return undefined
      const { group, node } = placeOfVariable(resolved, at, cell, places)
      return {
        address: addressOfVariable(resolved, groups[group]!, node, cell.number),
        unit: resolved.variable.unit,
      }
    },
    findOfProcess(variable) {
      const found = processVariable(variable, mechanisms)
      if (!found) return undefined
      const { group, set, instance } = instanceOfProcess(network.processOf.get(found.process)!, groups)
      const address =
        found.field.scope === 'global'
          ? groups[group]!.uniforms.address(`${found.mechanism.name}.${found.column}`)
          : (set.columns.get(found.column) ?? NaN) + instance
      return Number.isInteger(address) ? { address, unit: found.unit } : undefined
    },
    findOfConnection(id, name) {
      const number = network.connectionOf.get(id)
      const connection = number === undefined ? undefined : network.connections[number]
      const target = connection && network.processes[connection.target]
      const variable = target && connectionVariable(target.mechanism, name)
      const place = variable && connections.find(number!, variable)
      if (!connection || !variable || !place) return undefined
      const { kind, unit } = variable
      return { address: place.address, unit, kind, leastMs: connection.leastDelayMs }
    },
    findGlobal: name =>
      groups.flatMap(({ uniforms }) => (uniforms.owners.has(name) ? [uniforms.address(name)] : [])),
  }
}
