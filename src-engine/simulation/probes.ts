import { accepted, type Checked, refused } from '../core/checked.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type { NativeGroup, SpikeDetector } from '../kernel/abi.ts'
import { processVariable } from '../model/checkEvents.ts'
import { circuitUnknown } from '../model/linearCircuit.ts'
import type { Probe, ProcessProbe, ProcessSpikes, SampleTimes } from '../model/document.ts'
import type { AssembledGroup } from './assembleGroup.ts'
import type { CellPlan } from './cellPlan.ts'
import type { CircuitSets } from './circuitSets.ts'
import { type DetectorEntry, groupEvents } from './eventSets.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { NetworkPlan } from './networkPlan.ts'
import { compartmentOf, nodeOf, placeLabel } from './places.ts'
import type { PreparedProbe, PreparedSampled, PreparedSpikeProbe } from './preparedRun.ts'
import type { PlacedElectrodes } from './electrodeSets.ts'
import { createSamplings, hasOwnTimes } from './samplingSets.ts'
import { placeOfNode, type TreePlaces } from './treePlaces.ts'
import {
  addressOfVariable,
  placeOfVariable,
  resolveIn,
  type ResolvedVariable,
  scopeOf,
} from './variablePlaces.ts'
import { unknownVariable } from '../model/unknownVariable.ts'

/** A probe whose variable is known. */
export interface ResolvedProbe extends ResolvedVariable {
  readonly probe: Probe
}

const nothingRecorded: Checked<readonly ResolvedProbe[]> = accepted([])

/** Finds what every probe of a cell stands for. */
export function resolveProbes(plan: CellPlan): Checked<readonly ResolvedProbe[]> {
  if (plan.model.description.probes.length === 0) return nothingRecorded
  const diagnostics: Diagnostic[] = []
  const probes = plan.model.description.probes.flatMap(probe => {
    const scope = scopeOf(plan, compartmentOf(probe.at, plan.shape))
    const resolved = resolveIn(scope, probe.variable)
    if (resolved) return [{ probe, ...resolved }]
    const place = `${probe.at.section}(${probe.at.x})`
    diagnostics.push(unknownVariable(probe.variable, place, scope, { subject: `probes.${probe.id}` }))
    return []
  })
  return diagnostics.length > 0 ? refused(diagnostics) : accepted(probes)
}

/** What is recorded of a simulation, besides the voltages and detectors that cells list. */
export interface Recordings {
  /** Of each cell. */
  readonly resolved: readonly (readonly ResolvedProbe[])[]
  readonly processProbes: readonly ProcessProbe[]
  readonly processSpikes: readonly ProcessSpikes[]
  readonly electrodes: PlacedElectrodes
  /** Whether every probe has a sample at each step of its cell. */
  readonly atSteps?: boolean
}

/** What probes are found by. */
export interface ProbeContext {
  readonly plans: readonly CellPlan[]
  readonly groups: readonly AssembledGroup[]
  readonly places: TreePlaces
  readonly network: NetworkPlan
}

/** Everything that probes and detectors become once the groups are laid out. */
export interface PlacedProbes {
  readonly probes: readonly PreparedProbe[]
  readonly electrodes: readonly PreparedProbe[]
  readonly sampled: readonly PreparedSampled[]
  readonly spikes: readonly PreparedSpikeProbe[]
  ofGroup(group: number): Pick<NativeGroup, 'detectors' | 'probes' | 'samplings' | 'events'>
}

/** The group in which a process lies, and its set and number there. */
export function instanceOfProcess(process: number, groups: readonly AssembledGroup[]) {
  for (const [group, { sets }] of groups.entries())
    for (const set of sets) {
      const instance = set.process.indexOf(process)
      if (instance >= 0) return { group, set, instance }
    }
  throw new InternalError('a process lies in no group', { process })
}

/** Gives every probe its address and its row, and every detector its place. The first row of all is t. */
export function placeProbes(
  { resolved, processProbes, processSpikes, electrodes, atSteps = false }: Recordings,
  context: ProbeContext & { readonly circuits: CircuitSets },
): PlacedProbes {
  const { plans, groups, places, network, circuits } = context
  const addresses: number[][] = groups.map((group, index) =>
    index === 0 ? [group.native.stepperUniforms[0]!] : [],
  )
  const electrodeRows = electrodes.sources.map(({ parts }) =>
    parts.map(({ group, address }) => ({ group, index: addresses[group]!.push(address) - 1 })),
  )
  const detectors = createDetectors(groups)
  const probes: (Omit<PreparedProbe, 'row'> & { readonly group: number; readonly index: number })[] = []
  const samplings = createSamplings(groups.length)
  const sampled: PreparedSampled[] = []
  const record = (
    { id, label, unit }: Omit<PreparedProbe, 'row'>,
    { group, address }: { readonly group: number; readonly address: number },
    times: SampleTimes,
  ) => {
    const own = atSteps ? 'steps' : times
    if (own === 'steps' || hasOwnTimes(own))
      sampled.push({ id, label, unit, ...samplings.add(group, address, own) })
    else probes.push({ id, label, unit, group, index: addresses[group]!.push(address) - 1 })
  }
  const spikes: PreparedSpikeProbe[] = []
  plans.forEach((plan, cell) => {
    const { shape, model } = plan
    for (const one of resolved[cell]!) {
      const { probe, variable } = one
      const { group, node } = placeOfVariable(one, probe.at, { plan, number: cell }, places)
      const address = addressOfVariable(one, groups[group]!, node, cell)
      const label = `${placeLabel(model.name, probe.at, shape)}.${probe.variable}`
      record({ id: probe.id, label, unit: variable.unit }, { group, address }, probe)
    }
    model.description.spikes.forEach(({ id, at, thresholdMv, gid }, spike) => {
      const { group, node } = placeOfNode(places, plan, cell, nodeOf(at, shape))
      const address = groups[group]!.nodes.columns.v + node
      const source = detectors.record(group, address, thresholdMv, { cell, spike, gid })
      spikes.push({ id, label: placeLabel(model.name, at, shape), group, source })
    })
  })
  const mechanisms = new Map(network.processes.map(({ id, mechanism }) => [id, mechanism]))
  const equations = network.circuits.map(circuit => circuit.equations)
  for (const { id, variable: name, ...times } of processProbes) {
    const found = processVariable(name, mechanisms)
    const unknown = found ? undefined : circuitUnknown(name, equations)
    if (unknown) {
      const { circuit, unknown: row, unit } = unknown
      record({ id, label: name, unit }, circuits.unknownOf(circuit, row), times)
      continue
    }
    if (!found) throw new InternalError('a probe of a process has no variable', { variable: name })
    const { group, set, instance } = instanceOfProcess(network.processOf.get(found.process)!, groups)
    const address =
      found.field.scope === 'global'
        ? groups[group]!.uniforms.address(`${found.mechanism.name}.${found.column}`)
        : (set.columns.get(found.column) ?? NaN) + instance
    record({ id, label: name, unit: found.unit }, { group, address }, times)
  }
  connectDetectors(context, detectors)
  const firing = processSpikes.map(({ id, process }) => {
    const number = network.processOf.get(process)!
    return { id, process, number, ...instanceOfProcess(number, groups) }
  })
  for (const { id, process, group, set, instance } of firing)
    spikes.push({
      id,
      label: process,
      group,
      source: detectors.count(group) + firstInstance(groups[group]!, set) + instance,
    })
  const recorded = new Set(firing.map(({ number }) => number))
  const firstRow = [0]
  addresses.forEach((list, group) => firstRow.push(firstRow[group]! + list.length))
  return {
    probes: probes.map(({ id, label, unit, group, index }) => ({
      id,
      label,
      unit,
      row: firstRow[group]! + index,
    })),
    electrodes: electrodes.sources.map(({ electrode: { id } }, index) => {
      const [row = 0, ...plus] = electrodeRows[index]!.map(one => firstRow[one.group]! + one.index)
      return { id, label: id, unit: 'mV', row, plus }
    }),
    sampled,
    spikes,
    ofGroup: group => {
      const assembled = groups[group]!
      const events = groupEvents(
        {
          ...detectors.ofGroup(group),
          weights: assembled.weights,
          recorded,
          flag: assembled.uniforms.address('flag'),
        },
        network,
      )
      return {
        detectors: detectors.native(group),
        probes: Int32Array.from(addresses[group]!),
        samplings: samplings.ofGroup(group),
        ...(events ? { events } : {}),
      }
    },
  }
}

/** Number of a set's first instance among those of the group that take part in events. */
function firstInstance({ weights }: AssembledGroup, set: InstanceSet): number {
  let first = 0
  for (const [one] of weights) {
    if (one === set) return first
    first += one.count
  }
  throw new InternalError('a process that fires takes no part in events', { mechanism: set.mechanism.name })
}

/** The detectors at which connections begin: one for each number and threshold. */
function connectDetectors(
  { plans, groups, places, network }: ProbeContext,
  detectors: ReturnType<typeof createDetectors>,
): void {
  network.connections.forEach(({ source }, connection) => {
    if (source.kind === 'detector') detectors.connectRecorded(source, connection)
    if (source.kind !== 'threshold') return
    const plan = plans[source.cell]!
    const resolved = resolveIn(scopeOf(plan, compartmentOf(source.at, plan.shape)), source.variable)
    if (!resolved) throw new InternalError('a detector has no variable', { variable: source.variable })
    const { group, node } = placeOfVariable(resolved, source.at, { plan, number: source.cell }, places)
    const address = addressOfVariable(resolved, groups[group]!, node, source.cell)
    detectors.connect(group, address, source.threshold, connection)
  })
}

/** A spike detector that a cell lists, by its place in the list. */
interface RecordedSpikes {
  readonly cell: number
  readonly spike: number
  readonly gid: number | undefined
}

/** Collects the detectors of each group; they are numbered as they come, whatever group they are in. */
function createDetectors(groups: readonly AssembledGroup[]) {
  const native: SpikeDetector[][] = groups.map(() => [])
  const entries: DetectorEntry[][] = groups.map(() => [])
  const detectorOf = groups.map(() => new Map<number, number>())
  const detectorNumberOf = new Map<number, number>()
  const shared = groups.map(() => new Map<string, number>())
  let numbered = 0
  const add = (
    group: number,
    detector: SpikeDetector,
    entry: Pick<DetectorEntry, 'recorded' | 'gid'>,
  ): number => {
    entries[group]!.push({ number: numbered++, ...entry })
    return native[group]!.push(detector) - 1
  }
  const begin = (connection: number, group: number, detector: number) => {
    detectorOf[group]!.set(connection, detector)
    detectorNumberOf.set(connection, entries[group]![detector]!.number)
  }
  const placeOfRecorded = new Map<string, { readonly group: number; readonly detector: number }>()
  return {
    record(group: number, address: number, threshold: number, { cell, spike, gid }: RecordedSpikes) {
      const detector = add(group, { address, threshold }, { recorded: true, gid })
      if (gid !== undefined) placeOfRecorded.set(`${cell}/${spike}`, { group, detector })
      return detector
    },
    connectRecorded({ cell, spike }: Pick<RecordedSpikes, 'cell' | 'spike'>, connection: number) {
      const place = placeOfRecorded.get(`${cell}/${spike}`)
      if (!place) throw new InternalError('a gid leads to no detector', { cell, spike })
      begin(connection, place.group, place.detector)
    },
    connect(group: number, address: number, threshold: number, connection: number) {
      const key = `${address}/${threshold}`
      const detector =
        shared[group]!.get(key) ?? add(group, { address, threshold }, { recorded: false, gid: undefined })
      shared[group]!.set(key, detector)
      begin(connection, group, detector)
    },
    count: (group: number) => native[group]!.length,
    native: (group: number): readonly SpikeDetector[] => native[group]!,
    ofGroup: (group: number) => ({
      detectors: entries[group]!,
      detectorOf: detectorOf[group]!,
      detectorNumberOf,
    }),
  }
}

/** Arena address of each compartment's v, cell after cell. */
export function voltageAddresses(
  plans: readonly CellPlan[],
  groups: readonly AssembledGroup[],
  places: TreePlaces,
): Int32Array {
  const addresses = new Int32Array(plans.reduce((sum, { shape }) => sum + shape.compartments.count, 0))
  let start = 0
  plans.forEach(({ shape: { compartments, lowered } }, cell) => {
    lowered.trees.forEach(({ node, rows }, tree) => {
      const index = places.firstTree[cell]! + tree
      const first = groups[places.group[index]!]!.nodes.columns.v + places.first[index]! + places.lane[index]!
      const lanes = places.lanes[index]!
      for (let row = 0; row < rows; row++)
        if (node[row]! < compartments.count) addresses[start + node[row]!] = first + row * lanes
    })
    start += compartments.count
  })
  return addresses
}
