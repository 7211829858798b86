import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { scopeOfSection } from './checkProbes.ts'
import { about, checkLocation, checkMechanism, checkParameters, type UseContext } from './checkUses.ts'
import { modelMessages } from './diagnostics.ts'
import type { ConnectionUse, EventSource, ModelDocument, SeriesUse } from './document.ts'
import { checkGids, gidOwners, type GidOwners, unknownGid } from './checkGids.ts'
import { eventMessages } from './eventDiagnostics.ts'
import { circuitNames, type CircuitNames, circuitUnknown } from './linearCircuit.ts'
import type { MechanismLookup } from './mechanismLookup.ts'
import { fieldNamed, resolveVariable } from './variables.ts'
import { unknownVariable } from './unknownVariable.ts'

/** What a document says beside its cell: what lives by events, and what is connected with what. */
export type Network = Partial<
  Pick<
    ModelDocument,
    | 'artificialCells'
    | 'connections'
    | 'functionTables'
    | 'series'
    | 'streams'
    | 'randomIds'
    | 'transfers'
    | 'plays'
    | 'electrodes'
    | 'circuits'
    | 'processProbes'
    | 'processSpikes'
  >
>

/** What a cell is checked against, and what of its description says what there is at a place. */
export interface CellScope {
  readonly name: string
  readonly context: UseContext
  readonly description: Pick<ModelDocument, 'mechanisms' | 'pointProcesses' | 'spikes' | 'pointers'>
}

/** Names of the cells and of all their processes: what a network may name. */
export interface NetworkScope {
  readonly cells: ReadonlyMap<string, CellScope>
  /** Point processes, behind their cell's name and a dot where it has one, and artificial cells. */
  readonly processes: ReadonlyMap<string, CompiledMechanism>
  readonly mechanisms: MechanismLookup
  readonly gids: GidOwners
  readonly circuits: readonly CircuitNames[]
  readonly connections: ReadonlyMap<string, ConnectionUse>
}

/** The id of a cell's point process in a simulation of several cells. */
export function qualifiedId(cell: string, id: string): string {
  return cell ? `${cell}.${id}` : id
}

/** Everything that a network's entries may name. Unknown mechanisms are left out: others report them. */
export function networkScope(
  network: Network,
  cells: readonly CellScope[],
  mechanisms: MechanismLookup,
): NetworkScope {
  const processes = new Map<string, CompiledMechanism>()
  const add = (id: string, name: string) => {
    const mechanism = mechanisms.get(name)
    if (mechanism) processes.set(id, mechanism)
  }
  for (const { name, description } of cells)
    for (const use of description.pointProcesses) add(qualifiedId(name, use.id), use.mechanism)
  for (const use of network.artificialCells ?? []) add(use.id, use.mechanism)
  const circuits = (network.circuits ?? []).map(circuitNames)
  const gids = gidOwners(network, cells, processes)
  const connections = new Map((network.connections ?? []).map(use => [use.id, use]))
  const named = new Map(cells.map(cell => [cell.name, cell]))
  return { cells: named, processes, mechanisms, gids, circuits, connections }
}

const unknownProcess = (name: string, use: string, { processes }: NetworkScope) =>
  diagnose(eventMessages, 'model/unknown-process', {
    name,
    use,
    meant: closestName(name, [...processes.keys()]),
  })

function checkSource(source: EventSource, use: string, scope: NetworkScope): Diagnostic[] {
  if (source.kind === 'process') {
    const mechanism = scope.processes.get(source.process)
    if (!mechanism) return [unknownProcess(source.process, use, scope)]
    if (mechanism.events.fires) return []
    const facts = { source: source.process, mechanism: mechanism.name, use }
    return [diagnose(eventMessages, 'model/sends-no-events', facts)]
  }
  if (source.kind === 'gid') return unknownGid(source.gid, use, scope.gids)
  const cell = scope.cells.get(source.cell ?? '')
  if (!cell) {
    const name = source.cell ?? ''
    const meant = closestName(name, [...scope.cells.keys()])
    return [diagnose(eventMessages, 'model/unknown-cell', { name, use, meant })]
  }
  const found = checkLocation(source.at, use, cell.context)
  const section = cell.context.sections.section(source.at.section)
  if (section !== undefined) {
    const variables = scopeOfSection(cell.description, section, cell.context)
    if (!resolveVariable(source.variable, variables)) {
      const place = `${source.at.section}(${source.at.x})`
      found.push(unknownVariable(source.variable, place, variables))
    }
  }
  if (!Number.isFinite(source.threshold))
    found.push(diagnose(modelMessages, 'model/value-not-finite', { name: 'threshold', use }))
  return found
}

function checkConnection(
  { id, source, target, delayMs, weights, leastDelayMs = delayMs }: ConnectionUse,
  scope: NetworkScope,
): Diagnostic[] {
  const use = `Connection "${id}"`
  const found = checkSource(source, use, scope)
  const mechanism = scope.processes.get(target)
  if (!mechanism) found.push(unknownProcess(target, use, scope))
  else if (!mechanism.events.receives)
    found.push(diagnose(eventMessages, 'model/takes-no-events', { target, mechanism: mechanism.name, use }))
  else if (weights.length > mechanism.events.weights.length) {
    const wanted = mechanism.events.weights.map(({ name }) => name)
    const facts = { given: weights.length, wanted, mechanism: mechanism.name, use }
    found.push(diagnose(eventMessages, 'model/too-many-weights', facts))
  }
  if (!Number.isFinite(delayMs))
    found.push(diagnose(modelMessages, 'model/value-not-finite', { name: 'delay', use }))
  else if (delayMs < 0) found.push(diagnose(eventMessages, 'model/negative-delay', { delayMs, use }))
  else if (!(leastDelayMs >= 0 && leastDelayMs <= delayMs))
    found.push(diagnose(eventMessages, 'model/least-delay', { leastDelayMs, delayMs, use }))
  weights.forEach((weight, index) => {
    if (!Number.isFinite(weight))
      found.push(diagnose(modelMessages, 'model/value-not-finite', { name: `weight ${index + 1}`, use }))
  })
  return found
}

function checkRecorded(network: Network, scope: NetworkScope): Diagnostic[] {
  const probes = (network.processProbes ?? []).flatMap(({ id, variable }) => {
    if (processVariable(variable, scope.processes) || circuitUnknown(variable, scope.circuits)) return []
    const all = [...scope.processes].flatMap(([owner, mechanism]) =>
      mechanism.fields.filter(field => field.scope !== 'hidden').map(field => `${owner}.${field.name}`),
    )
    const ofCircuits = scope.circuits.flatMap(({ id: of, unknowns }) =>
      unknowns.map(({ name }) => `${of}.${name}`),
    )
    const facts = {
      name: variable,
      use: `Probe "${id}"`,
      meant: closestName(variable, [...all, ...ofCircuits]),
    }
    const found = diagnose(eventMessages, 'model/unknown-process-variable', facts)
    return about(`processProbes.${id}`, [found])
  })
  const spikes = (network.processSpikes ?? []).flatMap(({ id, process }) =>
    about(`processSpikes.${id}`, checkSource({ kind: 'process', process }, `Spike recording "${id}"`, scope)),
  )
  return [...probes, ...spikes]
}

/** The process and the field that `stim.interval` stands for; the id may have dots of its own. */
export function processVariable(variable: string, processes: ReadonlyMap<string, CompiledMechanism>) {
  const dot = variable.lastIndexOf('.')
  const process = variable.slice(0, Math.max(0, dot))
  const mechanism = processes.get(process)
  const found = mechanism && fieldNamed(mechanism, variable.slice(dot + 1))
  return found && { process, mechanism, ...found }
}

/** Most numbers that a series can have. */
const mostRoom = 10_000_000

function checkSeries({ id, process, series, values, room }: SeriesUse, scope: NetworkScope): Diagnostic[] {
  const use = `Series "${id}"`
  const mechanism = scope.processes.get(process)
  if (!mechanism) return [unknownProcess(process, use, scope)]
  if (!mechanism.series.includes(series)) {
    const meant = closestName(series, mechanism.series)
    const facts = { name: series, mechanism: mechanism.name, meant }
    return [diagnose(eventMessages, 'model/unknown-series', facts)]
  }
  if (room !== undefined && !(Number.isInteger(room) && room >= 0 && room <= mostRoom))
    return [diagnose(eventMessages, 'model/series-room', { name: series, most: mostRoom })]
  return values.every(Number.isFinite)
    ? []
    : [diagnose(modelMessages, 'model/value-not-finite', { name: series, use })]
}

/** What is wrong with artificial cells, connections, and what is recorded of processes. */
export function checkEvents(network: Network, scope: NetworkScope): Diagnostic[] {
  const cells = (network.artificialCells ?? []).flatMap(use => {
    const entry = `artificialCells.${use.id}`
    const { mechanism, found } = checkMechanism(use.mechanism, 'artificial', scope)
    const name = `Artificial cell "${use.id}"`
    return about(entry, [
      ...found,
      ...(mechanism ? checkParameters(mechanism, use.parameters, name, entry) : []),
    ])
  })
  const connections = (network.connections ?? []).flatMap(use =>
    about(`connections.${use.id}`, checkConnection(use, scope)),
  )
  const series = (network.series ?? []).flatMap(use => about(`series.${use.id}`, checkSeries(use, scope)))
  return [...cells, ...checkGids(scope.gids), ...connections, ...series, ...checkRecorded(network, scope)]
}
