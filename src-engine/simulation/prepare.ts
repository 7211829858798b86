import { accepted, type Checked, checked, hasErrors, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { Machine, NativeModel } from '../kernel/abi.ts'
import { createArena, createArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { checkModel, checkNetwork, mostCompartments } from '../model/check.ts'
import { type CellScope, type Network, processVariable } from '../model/checkEvents.ts'
import { modelMessages } from '../model/diagnostics.ts'
import type { Location, ModelDocument } from '../model/document.ts'
import { ionsOf } from '../model/properties.ts'
import { indexSections } from '../model/regions.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { Catalogue } from '../mechanisms/catalogue.ts'
import { chooseTables } from '../mechanisms/chooseTables.ts'
import { ionDefaults } from '../mechanisms/ions.ts'
import { assembleGroup, createIonPrograms, createProgramList, type ModelContext } from './assembleGroup.ts'
import type { CellModel, SharedSettings } from './cellModel.ts'
import { type CellPlan, createPlanner, type Planner } from './cellPlan.ts'
import { columnsOfAll, createLiveVariables } from './liveVariables.ts'
import { findCoupling } from './coupling.ts'
import { callOrder } from './membrane.ts'
import { type NetworkPlan, planNetwork } from './networkPlan.ts'
import { planGroups } from './packs.ts'
import { compartmentOf } from './places.ts'
import { variablesOfPointers } from './pointerSets.ts'
import { placeProbes, resolveProbes, voltageAddresses } from './probes.ts'
import type { PreparedCells, PreparedRun } from './preparedRun.ts'
import { whoseFault } from './runFaults.ts'
import { stepCount } from './stepCount.ts'
import { placeTrees } from './treePlaces.ts'
import { columnsOfVariables, resolveIn, type ResolvedVariable, scopeOf } from './variablePlaces.ts'

/** How a simulation is to be run. */
export interface PrepareOptions {
  /** Native threads to prepare for; they change the time that a run takes, never its numbers. */
  readonly threads: number
  /** Nodes that a group of cells holds at most, where it can; no numbers depend on it either. */
  readonly mostNodesOfGroup?: number
  /** Tells where an arena begins in its buffer. */
  readonly machine: Pick<Machine, 'arenaOffset'>
  /** Whether every variable can be found while it runs, not only those that somebody records or computes with. */
  readonly keepAll?: boolean
}

/** What a model refers to. */
export interface PrepareSurroundings {
  readonly morphology: Morphology
  readonly catalogue: Catalogue
}

/** Places at the ends of a cell's sections whose voltage is compared with a threshold. */
function placesRead(network: Network, cell: string): Location[] {
  return (network.connections ?? []).flatMap(({ source }) =>
    source.kind === 'threshold' && (source.cell ?? '') === cell && source.variable === 'v' ? [source.at] : [],
  )
}

/** Checks, cuts and lowers every cell; stops at the first that has an error. */
function planCells(
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
      : planner.plan(cell, placesRead(network, cell.name))
    for (const diagnostic of [...found, ...diagnostics]) said.set(diagnostic.message, diagnostic)
    if (!value) return refused([...said.values()])
    plans.push(value)
    scopes.push(cellScope(cell, catalogue))
    compartments += value.shape.compartments.count
  }
  for (const found of checkNetwork(network, scopes, catalogue)) said.set(found.message, found)
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

function mechanismsInUse(plans: readonly CellPlan[], network: NetworkPlan): Set<CompiledMechanism> {
  const inUse = new Set<CompiledMechanism>(network.processes.map(({ mechanism }) => mechanism))
  for (const { densities } of plans) for (const use of densities) inUse.add(use.mechanism)
  return inUse
}

/** Own and ion columns that somebody reads although no program may need them. */
function columnsToKeep(
  probes: readonly ResolvedVariable[],
  plans: readonly CellPlan[],
  network: Network,
  { connections, processes }: NetworkPlan,
): ReadonlySet<string> {
  const detectors = connections.flatMap(({ source }) => {
    const plan = source.kind === 'threshold' ? plans[source.cell] : undefined
    if (!plan || source.kind !== 'threshold') return []
    return resolveIn(scopeOf(plan, compartmentOf(source.at, plan.shape)), source.variable) ?? []
  })
  const columns = columnsOfVariables([...probes, ...detectors, ...plans.flatMap(variablesOfPointers)])
  const mechanisms = new Map(processes.map(({ id, mechanism }) => [id, mechanism]))
  for (const { variable } of network.processProbes ?? []) {
    const found = processVariable(variable, mechanisms)
    if (found && found.field.scope !== 'global') columns.add(`${found.mechanism.name}.${found.column}`)
  }
  return columns
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
  const inUse = mechanismsInUse(plans, networkPlan)
  const groupPlans = planGroups(plans, findCoupling(plans, networkPlan, run.dtMs), {
    threads: options.threads,
    dtMs: run.dtMs,
    mostNodes: options.mostNodesOfGroup,
  })
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
      ),
      ...(options.keepAll ? columnsOfAll(inUse) : []),
    ]),
    vInitMv: run.vInitMv,
    uniforms: {
      dtMs: run.dtMs,
      celsius: run.celsius,
      secondOrder: run.method === 'crank-nicolson',
      globals,
      functionTables,
    },
    network: networkPlan,
    functionTables,
    series: network.series ?? [],
    streams: network.streams ?? [],
    ionProgram: createIonPrograms(),
  }
  const assembled = groupPlans.map((group, index) => assembleGroup(group, index, context))
  const groups = assembled.flatMap(({ value }) => value ?? [])
  if (groups.length < assembled.length)
    return refused(assembled.flatMap(({ diagnostics: found }) => [...found]))
  const probeContext = { plans, groups, places, network: networkPlan }
  const placed = placeProbes(
    {
      resolved: resolved.map(probes => probes.value ?? []),
      processProbes: network.processProbes ?? [],
      processSpikes: network.processSpikes ?? [],
    },
    probeContext,
  )

  const arenaLength = context.layout.length()
  const arena = createArena(arenaLength, buffer => options.machine.arenaOffset(buffer))
  for (const group of groups) group.fill(arena.values)
  const model: NativeModel = {
    arena: arena.buffer,
    arenaLength,
    programs: context.programs.programs,
    groups: groups.map((group, index) => ({ ...group.native, ...placed.ofGroup(index) })),
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
      voltageAddress: voltageAddresses(plans, groups, places),
      probes: placed.probes,
      timeRow: 0,
      traceRows: model.groups.reduce((rows, group) => rows + group.probes.length, 0),
      spikes: placed.spikes,
      series: groups.flatMap(({ series }) =>
        series.map(one => ({ ...one, process: networkPlan.processes[one.process]!.id })),
      ),
      live: createLiveVariables(probeContext),
      steps: stepCount(run.tStopMs, run.dtMs),
      threads: Math.max(1, Math.min(options.threads, groups.length)),
      arenaBytes: arena.buffer.byteLength,
      whose: fault => whoseFault(fault, groups, model),
    },
    diagnostics,
  )
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
  const chosen = chooseTables(catalogue, shared.globals)
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
  const { artificialCells, connections, functionTables, series, streams, processProbes, processSpikes } =
    document
  const network = {
    artificialCells,
    connections,
    functionTables,
    series,
    streams,
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
