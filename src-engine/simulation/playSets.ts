import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type { NativePlay, Waveform } from '../kernel/plays.ts'
import { processVariable } from '../model/checkEvents.ts'
import { globalVariable } from '../model/checkPlays.ts'
import { circuitSource } from '../model/linearCircuit.ts'
import type { Location, PlayTarget, PlayUse } from '../model/document.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
import { playMessages } from '../model/playDiagnostics.ts'
import type { AssembledGroup } from './assembleGroup.ts'
import type { CellPlan } from './cellPlan.ts'
import { connectionVariable, type ConnectionVariable } from '../model/connectionVariables.ts'
import type { ConnectionPlaces } from './connectionSets.ts'
import type { CircuitSets } from './circuitSets.ts'
import type { NetworkPlan } from './networkPlan.ts'
import { compartmentOf, nodeOf } from './places.ts'
import { instanceOfProcess } from './probes.ts'
import { placeOfNode, type TreePlaces } from './treePlaces.ts'
import { addressOfVariable, resolveIn, type ResolvedVariable, scopeOf } from './variablePlaces.ts'

/** A number of the simulation that follows a course, with its factor. */
type Played = { readonly play: number; readonly scale: number } & (
  | { readonly kind: 'placed'; readonly cell: number; readonly node: number; readonly of: ResolvedVariable }
  | { readonly kind: 'process'; readonly process: number; readonly column: string }
  | { readonly kind: 'circuit'; readonly circuit: number; readonly row: number }
  | { readonly kind: 'connection'; readonly connection: number; readonly variable: ConnectionVariable }
  | { readonly kind: 'global'; readonly key: string }
)

/** What plays lead to, before anything has an address. */
export interface PlayPlan {
  readonly plays: readonly PlayUse[]
  readonly played: readonly Played[]
}

interface PlayContext {
  readonly plans: readonly CellPlan[]
  readonly network: NetworkPlan
  readonly mechanisms: MechanismLookup
}

/** Places at the ends of a cell's sections whose voltage follows a course. */
export function placesPlayed(plays: readonly PlayUse[], cell: string): Location[] {
  return plays.flatMap(({ targets }) =>
    targets.flatMap(({ at, variable, cell: of = '' }) => (at && variable === 'v' && of === cell ? [at] : [])),
  )
}

/** Finds what every play leads to; all of it has been checked but the numbers of factors. */
export function planPlays(plays: readonly PlayUse[], context: PlayContext): Checked<PlayPlan> {
  const diagnostics: Diagnostic[] = []
  const played = plays.flatMap((use, play) =>
    use.targets.flatMap(target => {
      const { value, diagnostics: found } = planTarget(target, use.id, context)
      diagnostics.push(...found)
      return (value ?? []).map(one => ({ ...one, play }))
    }),
  )
  return diagnostics.length > 0 ? refused(diagnostics) : accepted({ plays, played })
}

type Target = Played extends infer One ? (One extends unknown ? Omit<One, 'play'> : never) : never

function planTarget(target: PlayTarget, id: string, context: PlayContext): Checked<readonly Target[]> {
  const { at, region, variable, scale = 1 } = target
  if (target.connection !== undefined)
    return accepted([planOfConnection(target.connection, variable, Number(scale), context)])
  if (!at && region === undefined) return accepted(planUnplaced(variable, Number(scale), context))
  const cell = context.plans.findIndex(({ model }) => model.name === (target.cell ?? ''))
  const plan = context.plans[cell]
  if (!plan) throw new InternalError('a play leads to a cell that is not there', { id })
  const compartments = at ? [compartmentOf(at, plan.shape)] : compartmentsOf(region ?? '', plan)
  if (typeof scale !== 'number' && scale.length !== compartments.length) {
    const facts = {
      use: `Play "${id}"`,
      region: region ?? '',
      given: scale.length,
      wanted: compartments.length,
    }
    return refused([diagnose(playMessages, 'model/play-factors', facts, { subject: `plays.${id}` })])
  }
  return accepted(
    compartments.flatMap((compartment, index): Target[] => {
      const factor = typeof scale === 'number' ? scale : scale[index]!
      const of = resolveIn(scopeOf(plan, compartment), variable)
      if (!of) throw new InternalError('a played variable is not there', { id, variable })
      if ('field' in of.variable && of.variable.field.scope === 'global') {
        const owner = of.variable.kind === 'point' ? of.mechanism : of.variable.mechanism
        return [{ kind: 'global', key: `${owner}.${of.variable.column}`, scale: factor }]
      }
      const own = of.variable.kind === 'point' && plan.points.find(point => point.id === pointOf(of))?.node
      const there = of.variable.kind === 'voltage' && at ? nodeOf(at, plan.shape) : compartment
      return [
        { kind: 'placed', cell, node: own === false || own === undefined ? there : own, of, scale: factor },
      ]
    }),
  )
}

const pointOf = ({ variable }: ResolvedVariable) =>
  variable.kind === 'point' ? variable.pointProcess : undefined

function compartmentsOf(region: string, { shape: { sections, compartments } }: CellPlan): number[] {
  return [...(sections.region(region) ?? [])].flatMap(section => {
    const first = compartments.firstOfSection[section]!
    const count = compartments.firstOfSection[section + 1]! - first
    return Array.from({ length: count }, (_, index) => first + index)
  })
}

function planOfConnection(id: string, name: string, scale: number, { network }: PlayContext): Target {
  const connection = network.connectionOf.get(id) ?? -1
  const target = network.processes[network.connections[connection]?.target ?? -1]
  const variable = target && connectionVariable(target.mechanism, name)
  if (!variable) throw new InternalError('a play leads to nothing of a connection', { id, name })
  return { kind: 'connection', connection, variable, scale }
}

function planUnplaced(name: string, scale: number, { network, mechanisms }: PlayContext): Target[] {
  const owners = new Map(network.processes.map(({ id, mechanism }) => [id, mechanism]))
  const process = processVariable(name, owners)
  if (process) {
    const { field, column, mechanism } = process
    if (field.scope === 'global') return [{ kind: 'global', key: `${mechanism.name}.${column}`, scale }]
    return [{ kind: 'process', process: network.processOf.get(process.process)!, column, scale }]
  }
  const source = circuitSource(
    name,
    network.circuits.map(({ equations }) => equations),
  )
  if (source) return [{ kind: 'circuit', ...source, scale }]
  const global = globalVariable(name, { mechanisms })
  if (!global) throw new InternalError('a played variable is not there', { name })
  return [{ kind: 'global', key: global.key, scale }]
}

/** Variables that must have columns because they follow a course. */
export function variablesPlayed({ played }: PlayPlan): ResolvedVariable[] {
  return played.flatMap(one => (one.kind === 'placed' ? [one.of] : []))
}

/** Connections of which something follows a course. */
export function connectionsPlayed({ played }: PlayPlan): number[] {
  return played.flatMap(one => (one.kind === 'connection' ? [one.connection] : []))
}

/** Columns of processes that must exist because they follow a course: `NetStim.interval`. */
export function processColumnsPlayed({ played }: PlayPlan, { processes }: NetworkPlan): string[] {
  return played.flatMap(one =>
    one.kind === 'process' ? [`${processes[one.process]!.mechanism.name}.${one.column}`] : [],
  )
}

/** The waveforms of a simulation. Intervals are added up, as NEURON does for steps; of lines points lie at multiples. */
export function waveformsOf({ plays }: PlayPlan): Waveform[] {
  return plays.map(({ values, timesMs, course }) => ({
    timesMs:
      'intervalMs' in timesMs
        ? evenTimes(values.length, timesMs.intervalMs, course === 'stepped')
        : Float64Array.from(timesMs),
    values: Float64Array.from(values),
  }))
}

function evenTimes(count: number, interval: number, addedUp: boolean): Float64Array {
  const times = new Float64Array(count)
  for (let k = 1; k < count; k++) times[k] = addedUp ? times[k - 1]! + interval : k * interval
  return times
}

/** The plays of each group. Of several that lead to one number the last is kept. */
export function placePlays(
  { plays, played }: PlayPlan,
  { plans, groups, places, circuits, connections }: PlayPlaces,
): readonly (readonly NativePlay[])[] {
  const ofGroup = groups.map(() => new Map<number, PlayedNumber & { readonly play: number }>())
  for (const one of played) {
    const { play, scale } = one
    const write = (group: number, address: number, uniform: boolean, settable = false) =>
      ofGroup[group]!.set(address, { play, scale, uniform, settable })
    if (one.kind === 'global') {
      groups.forEach(({ uniforms }, group) => {
        if (uniforms.owners.has(one.key)) write(group, uniforms.address(one.key), true)
      })
    } else if (one.kind === 'connection') {
      const { group, address } = connections.find(one.connection, one.variable)!
      write(group, address, false, one.variable.kind === 'delay' || one.variable.kind === 'active')
    } else if (one.kind === 'circuit') {
      const { group, address } = circuits.sourceOf(one.circuit, one.row)
      write(group, address, false)
    } else if (one.kind === 'process') {
      const { group, set, instance } = instanceOfProcess(one.process, groups)
      write(group, (set.columns.get(one.column) ?? NaN) + instance, false)
    } else {
      const { group, node } = placeOfNode(places, plans[one.cell]!, one.cell, one.node)
      write(group, addressOfVariable(one.of, groups[group]!, node, one.cell), false)
    }
  }
  return ofGroup.map(byAddress => {
    const byPlay = plays.map((): [number, PlayedNumber][] => [])
    for (const entry of byAddress) byPlay[entry[1].play]!.push(entry)
    return plays.flatMap((use, play): NativePlay[] => {
      const own = byPlay[play]!
      if (own.length === 0) return []
      return [
        {
          waveform: play,
          stepped: use.course === 'stepped',
          extrapolates: use.beyond === 'extrapolate',
          writesUniforms: own.some(([, { uniform }]) => uniform),
          writesConnections: own.some(([, { settable }]) => settable),
          addresses: Int32Array.from(own, ([address]) => address),
          scales: Float64Array.from(own, ([, { scale }]) => scale),
        },
      ]
    })
  })
}

/** How a number follows: its factor, and whether it is a uniform, or a delay or switch of a connection. */
interface PlayedNumber {
  readonly scale: number
  readonly uniform: boolean
  readonly settable: boolean
}

interface PlayPlaces {
  readonly plans: readonly CellPlan[]
  readonly groups: readonly AssembledGroup[]
  readonly places: TreePlaces
  readonly circuits: CircuitSets
  readonly connections: ConnectionPlaces
}
