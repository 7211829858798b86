import { accepted, type Checked, checked, hasErrors, refused } from '../core/checked.ts'
import { isCrankNicolson } from '../kernel/machine.ts'
import type { NativeModel } from '../kernel/abi.ts'
import { createArena, createArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { ModelDocument, RunSettings } from '../model/document.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { Catalogue } from '../mechanisms/catalogue.ts'
import { withSlopesOfCurrents } from '../mechanisms/chooseCurrents.ts'
import { inContinuousTime } from '../mechanisms/chooseIntegration.ts'
import { withRates } from '../mechanisms/chooseRates.ts'
import { chooseTables } from '../mechanisms/chooseTables.ts'
import { ionDefaults } from '../mechanisms/ions.ts'
import { checkContinuous, isLocal, layOutAdaptive } from './adaptiveSets.ts'
import { assembleGroup, createIonPrograms, createProgramList, type ModelContext } from './assembleGroup.ts'
import type { CellModel, SharedSettings } from './cellModel.ts'
import { type CellPlan, createPlanner, type Planner } from './cellPlan.ts'
import { columnsOfAll, createLiveVariables } from './liveVariables.ts'
import { placeCircuits } from './circuitSets.ts'
import { placeConnections } from './connectionSets.ts'
import { callOrder } from './membrane.ts'
import { type NetworkPlan, planNetwork } from './networkPlan.ts'
import { placeElectrodes } from './electrodeSets.ts'
import { parameterPlaces } from './parameterPlaces.ts'
import { connectionsPlayed, placePlays, planPlays, waveformsOf } from './playSets.ts'
import { placeProbes, resolveProbes, voltageAddresses } from './probes.ts'
import type { PreparedCells, PreparedRun } from './preparedRun.ts'
import { whoseFault } from './runFaults.ts'
import { stepCount } from './stepCount.ts'
import { placeTransfers } from './transferSets.ts'
import { placeTrees } from './treePlaces.ts'
import { planCells } from './planCells.ts'
import { columnsToKeep } from './columnsToKeep.ts'
import { divideCells } from './divideCells.ts'
import type { PrepareOptions } from './prepareOptions.ts'

/** Several threads may share the steps of one group from so many nodes on (native/threads.cc, cable/parts.ts). */
const nodesWorthSharing = 4096

/** What a model refers to. */
export interface PrepareSurroundings {
  readonly morphology: Morphology
  readonly catalogue: Catalogue
}

function mechanismsInUse(plans: readonly CellPlan[], network: NetworkPlan): Set<CompiledMechanism> {
  const inUse = new Set<CompiledMechanism>(network.processes.map(({ mechanism }) => mechanism))
  for (const { densities } of plans) for (const use of densities) inUse.add(use.mechanism)
  return inUse
}

/** Lays out the arena for cells that are planned, fills it, and binds every program to it. */
function bindCells(
  plans: readonly CellPlan[],
  kinds: Planner['kinds'],
  { run, globals, network = {} }: SharedSettings,
  catalogue: Catalogue,
  options: PrepareOptions,
): Checked<PreparedCells> {
  const resolved = plans.map(plan => resolveProbes(plan))
  const diagnostics = resolved.flatMap(probes => probes.diagnostics)
  if (hasErrors(diagnostics)) return refused(diagnostics)
  const networkPlan = planNetwork(network, plans, catalogue, run.eventOrder)
  const { value: playPlan, diagnostics: wrongPlays } = planPlays(network.plays ?? [], {
    plans,
    network: networkPlan,
    mechanisms: catalogue,
  })
  if (!playPlan) return refused(wrongPlays)
  const inUse = mechanismsInUse(plans, networkPlan)
  const isAdaptive = run.method === 'adaptive'
  const inTheWay = isAdaptive ? checkContinuous(inUse, run) : []
  if (hasErrors(inTheWay)) return refused(inTheWay)
  const division = divideCells(plans, networkPlan, run, options)
  if (!division.value) return refused(division.diagnostics)
  diagnostics.push(...division.diagnostics)
  const { groupPlans, layoutThreads, layoutRanks } = division.value
  const places = placeTrees(plans, groupPlans)
  const functionTables = network.functionTables ?? []
  const context: ModelContext = {
    plans,
    places,
    layout: createArenaLayout(),
    programs: createProgramList(),
    mechanisms: callOrder(inUse, catalogue),
    hasMechanism: (kind, name) => kinds.has(kind, name),
    ionDefaults: ion => ionDefaults(ion, inUse),
    recorded: new Set([
      ...columnsToKeep(
        resolved.flatMap(probes => probes.value ?? []),
        plans,
        network,
        networkPlan,
        playPlan,
      ),
      ...(options.keepAll ? columnsOfAll(inUse) : []),
    ]),
    vInitMv: run.vInitMv,
    uniforms: {
      dtMs: run.dtMs,
      celsius: run.celsius,
      secondOrder: isCrankNicolson(run.method),
      globals,
      functionTables,
      randomGlobalIndex: run.randomGlobalIndex ?? 0,
    },
    network: networkPlan,
    functionTables,
    series: network.series ?? [],
    streams: network.streams ?? [],
    randomIds: network.randomIds ?? [],
    ionProgram: createIonPrograms(),
  }
  const assembled = groupPlans.map((group, index) => {
    const first = context.layout.length()
    return { first, ...assembleGroup(group, index, context) }
  })
  const arenaOfGroups = Int32Array.of(...assembled.map(({ first }) => first), context.layout.length())
  const groups = assembled.flatMap(({ value }) => value ?? [])
  if (groups.length < assembled.length)
    return refused(assembled.flatMap(({ diagnostics: found }) => [...found]))
  const { layout } = context
  const { value: circuits, diagnostics: wrongCircuits } = placeCircuits({
    plans,
    groups,
    places,
    network: networkPlan,
    layout,
  })
  if (!circuits) return refused(wrongCircuits)
  const courses = circuits.courses(playPlan.plays.length)
  const probeContext = { plans, groups, places, network: networkPlan, circuits }
  const electrodes = placeElectrodes(network.electrodes ?? [], probeContext, layout)
  const placed = placeProbes(
    {
      resolved: resolved.map(probes => probes.value ?? []),
      processProbes: network.processProbes ?? [],
      processSpikes: network.processSpikes ?? [],
      electrodes,
      atSteps: isLocal(run) && run.adaptive?.samples === 'every-step',
    },
    probeContext,
  )

  const inPlays = new Set(connectionsPlayed(playPlan))
  const recorded = groups.map((_, index) => placed.ofGroup(index))
  const connections = placeConnections(
    recorded.map((one, index) => ({ ...one, assembled: groups[index]! })),
    networkPlan,
    connection => options.keepAll === true || inPlays.has(connection),
    context.layout,
  )
  const plays = placePlays(playPlan, { ...probeContext, connections })
  const transfersOf = placeTransfers(probeContext)
  const arenaLength = context.layout.length()
  const arena = createArena(arenaLength, buffer => options.machine.arenaOffset(buffer))
  for (const group of groups) group.fill(arena.values)
  circuits.fill(arena.values)
  connections.fill(arena.values)
  const steps = stepCount(run.tStopMs, run.dtMs)
  const canShareSteps = groups.some(({ nodes }) => nodes.count >= nodesWorthSharing)
  const model: NativeModel = {
    arena: arena.buffer,
    arenaLength,
    programs: context.programs.programs,
    waveforms: [...waveformsOf(playPlan), ...courses.waveforms],
    arenaOfGroups,
    groups: groups.map((group, index) => ({
      ...group.native,
      ...recorded[index]!,
      ...connections.ofGroup(index),
      ...electrodes.ofGroup(index),
      plays: [...courses.ofGroup(index), ...plays[index]!],
      ...circuits.ofGroup(index, arena.values),
      ...transfersOf(index),
      ...(isAdaptive ? { adaptive: layOutAdaptive(groups[index]!, run, steps) } : {}),
    })),
  }
  return accepted(
    {
      run,
      model,
      cells: plans.map(({ model: { name }, shape }) => ({
        name,
        sectionNames: shape.sections.names,
        compartments: shape.compartments,
      })),
      groupOfCell: plans.map((_, cell) => places.group[places.firstTree[cell]!]!),
      voltageAddress: voltageAddresses(plans, groups, places),
      probes: [...placed.probes, ...placed.electrodes],
      electrodes: network.electrodes ?? [],
      sampled: placed.sampled,
      timeRow: 0,
      traceRows: model.groups.reduce((rows, group) => rows + group.probes.length, 0),
      spikes: placed.spikes,
      series: groups.flatMap(({ series }) =>
        series.map(one => ({ ...one, process: networkPlan.processes[one.process]!.id })),
      ),
      live: createLiveVariables(probeContext, connections),
      membranes: groups.map(({ sets }) => sets),
      steps,
      threads: Math.max(1, canShareSteps ? options.threads : Math.min(options.threads, groups.length)),
      layoutThreads,
      layoutRanks,
      arenaBytes: arena.buffer.byteLength,
      parameters: () => parameterPlaces(model, groups),
      circuits: circuits.names,
      whose: fault => whoseFault(fault, groups, model),
    },
    diagnostics,
  )
}

/** The catalogue with the programs that a method of integration runs. */
function forMethod(catalogue: Catalogue, method: RunSettings['method']): Catalogue {
  if (method === 'adaptive') return inContinuousTime(catalogue)
  return method === 'crank-nicolson-corrected' ? withSlopesOfCurrents(catalogue) : catalogue
}

/**
 * Prepares a simulation of many cells that share run settings: a population, a sweep, a benchmark. Cells of one
 * shape are solved side by side; a cell's numbers do not depend on its neighbours or on the number of threads.
 */
export function prepareCells(
  cells: readonly CellModel[],
  shared: SharedSettings,
  catalogue: Catalogue,
  options: PrepareOptions,
): Checked<PreparedCells> {
  const tabulated = chooseTables(catalogue, shared.globals)
  const integrated = forMethod(tabulated, shared.run.method)
  const chosen = options.linearise ? withRates(integrated) : integrated
  const planner = createPlanner(chosen)
  const planned = planCells(cells, shared, chosen, planner)
  if (!planned.value) return refused(planned.diagnostics)
  const bound = bindCells(planned.value, planner.kinds, shared, chosen, options)
  return checked(bound.value, [...planned.diagnostics, ...bound.diagnostics])
}

/**
 * Where the two streams of text meet: a model document, its morphology and the compiled mechanisms become an
 * arena and programs bound to it. Pure but for the buffer's place in memory.
 */
export function prepareRun(
  document: ModelDocument,
  { morphology, catalogue }: PrepareSurroundings,
  options: PrepareOptions,
): Checked<PreparedRun> {
  const { run, globals } = document
  const { artificialCells, connections, functionTables, series, streams, plays, circuits } = document
  const { electrodes, randomIds, transfers, processProbes, processSpikes } = document
  const network = {
    artificialCells,
    connections,
    functionTables,
    series,
    streams,
    plays,
    electrodes,
    circuits,
    randomIds,
    transfers,
    processProbes,
    processSpikes,
  }
  const { value, diagnostics } = prepareCells(
    [{ name: '', morphology, description: document }],
    { run, globals, network },
    catalogue,
    options,
  )
  const cell = value?.cells[0]
  if (!value || !cell) return refused(diagnostics)
  return accepted({ ...value, document, compartments: cell.compartments }, diagnostics)
}
