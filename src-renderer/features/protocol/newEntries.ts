import type {
  ConnectionUse,
  EventSource,
  FunctionTableUse,
  Location,
  PointerUse,
  ProcessProbe,
  ProcessSpikes,
  RandomIdsUse,
  SeriesUse,
  StreamUse,
  TransferUse,
} from '../../../src-engine/model/document.ts'
import { freeId } from '../../stores/modelLists.ts'
import { insertedWith, processesOf, type ModelParts } from './modelParts.ts'
import { recordableAnywhere } from './recordable.ts'

/** A connection from a source that fires, or from v at a place, to a process that receives. */
export function newConnection(
  parts: ModelParts,
  at: Location,
  target = processesOf(parts).find(({ info }) => info.events.receives)?.id,
): ConnectionUse | undefined {
  if (target === undefined) return undefined
  const firing = processesOf(parts).find(({ id, info }) => info.events.fires && id !== target)
  const source: EventSource = firing
    ? { kind: 'process', process: firing.id }
    : { kind: 'threshold', at, variable: 'v', threshold: 0 }
  const weights = processesOf(parts).find(({ id }) => id === target)?.info.events.weights ?? []
  return {
    id: freeId(parts.document, 'connection'),
    source,
    target,
    delayMs: 1,
    weights: weights.length > 0 ? [0.001, ...weights.slice(1).map(() => 0)] : [],
  }
}

/** A probe of the first variable of a process or circuit that is not recorded. */
export function newProcessProbe(parts: ModelParts): ProcessProbe | undefined {
  const taken = new Set((parts.document.processProbes ?? []).map(({ variable }) => variable))
  const free = recordableAnywhere(parts).find(({ name }) => !taken.has(name))
  return free && { id: freeId(parts.document, 'record'), variable: free.name }
}

/** Records the first process that fires and is not recorded. */
export function newProcessSpikes(parts: ModelParts): ProcessSpikes | undefined {
  const taken = new Set((parts.document.processSpikes ?? []).map(({ process }) => process))
  const free = processesOf(parts).find(({ id, info }) => info.events.fires && !taken.has(id))
  return free && { id: freeId(parts.document, 'events'), process: free.id }
}

/** Numbers for the first series that a process keeps and has not been given. */
export function newSeries(parts: ModelParts, of?: string): SeriesUse | undefined {
  const given = new Set((parts.document.series ?? []).map(({ process, series }) => `${process}.${series}`))
  const wanting = processesOf(parts)
    .filter(({ id }) => of === undefined || id === of)
    .flatMap(({ id, info }) => info.series.map(series => ({ process: id, series })))
    .find(({ process, series }) => !given.has(`${process}.${series}`))
  return wanting && { id: freeId(parts.document, 'series'), ...wanting, values: [0, 1, 0] }
}

const ownerOf = (of: PointerUse['of']) => ('process' in of ? of.process : `${of.mechanism} ${of.region}`)

/** A pointer of a process or of an inserted mechanism that leads nowhere yet, to v at a place. */
export function newPointer(parts: ModelParts, at: Location, process?: string): PointerUse | undefined {
  const set = new Set((parts.document.pointers ?? []).map(({ of, pointer }) => `${ownerOf(of)}.${pointer}`))
  const ofProcesses = processesOf(parts)
    .filter(({ id }) => process === undefined || id === process)
    .flatMap(({ id, info }) => info.pointers.map(pointer => ({ of: { process: id }, pointer })))
  const ofDensities =
    process === undefined
      ? insertedWith(parts, ({ pointers }) => pointers.length > 0).flatMap(({ mechanism, region, info }) =>
          info.pointers.map(pointer => ({ of: { mechanism, region }, pointer })),
        )
      : []
  const wanting = [...ofProcesses, ...ofDensities].find(
    ({ of, pointer }) => !set.has(`${ownerOf(of)}.${pointer}`),
  )
  return wanting && { id: freeId(parts.document, 'pointer'), ...wanting, to: { at, variable: 'v' } }
}

/** Carries v of a place to the first variable of the first point process. */
export function newTransfer(parts: ModelParts, at: Location): TransferUse | undefined {
  const all = processesOf(parts)
    .filter(process => process.at)
    .flatMap(({ id, info }) =>
      info.fields.filter(({ scope }) => scope === 'range').map(field => ({ id, field })),
    )
  const takesPotential = ({ field }: (typeof all)[number]) => field.unit === 'mV' && field.role !== 'state'
  const target = all.find(takesPotential) ?? all[0]
  if (!target) return undefined
  return {
    id: freeId(parts.document, 'transfer'),
    from: { at, variable: 'v' },
    to: { process: target.id, variable: target.field.name },
  }
}

/** Names of all mechanisms that the model uses. */
function usedMechanisms({ document, mechanisms }: ModelParts) {
  const uses = [...document.mechanisms, ...document.pointProcesses, ...(document.artificialCells ?? [])]
  return [...new Set(uses.map(({ mechanism }) => mechanism))].flatMap(name => mechanisms.get(name) ?? [])
}

/** Values for the first function that a mechanism of the model leaves open. */
export function newFunctionTable(parts: ModelParts, mechanism?: string): FunctionTableUse | undefined {
  const given = new Set((parts.document.functionTables ?? []).map(use => `${use.mechanism}.${use.function}`))
  const wanting = usedMechanisms(parts)
    .filter(({ name }) => mechanism === undefined || name === mechanism)
    .flatMap(info => info.functionTables.map(table => ({ info, table })))
    .find(({ info, table }) => !given.has(`${info.name}.${table.name}`))
  if (!wanting) return undefined
  const { info, table } = wanting
  const two = table.arguments.length > 1
  return {
    id: freeId(parts.document, 'table'),
    mechanism: info.name,
    function: table.name,
    x: [0, 1],
    ...(two ? { x2: [0, 1] } : {}),
    y: two ? [0, 0, 0, 0] : [0, 1],
  }
}

/** A stream for the first mechanism that draws numbers and has none. */
export function newStream(parts: ModelParts): StreamUse | undefined {
  const given = new Set((parts.document.streams ?? []).map(use => `${use.mechanism}.${use.stream}`))
  const wanting = usedMechanisms(parts)
    .flatMap(({ name, randoms }) => randoms.map(stream => ({ mechanism: name, stream })))
    .find(({ mechanism, stream }) => !given.has(`${mechanism}.${stream}`))
  return wanting && { id: freeId(parts.document, 'stream'), ...wanting, distribution: 'uniform' }
}

/** Ids for the first stream of a process or of an inserted mechanism. */
export function newRandomIds(parts: ModelParts): RandomIdsUse | undefined {
  const id = freeId(parts.document, 'ids')
  const process = processesOf(parts).find(({ info }) => info.randoms.length > 0)
  if (process) return { id, of: { process: process.id }, stream: process.info.randoms[0] ?? '', ids: [1] }
  const [inserted] = insertedWith(parts, ({ randoms }) => randoms.length > 0)
  if (!inserted) return undefined
  const { mechanism, region, info } = inserted
  return { id, of: { mechanism, region }, stream: info.randoms[0] ?? '', ids: ['cell', 'compartment'] }
}
