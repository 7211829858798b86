import { accepted, type Checked, checked, hasErrors, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type { Machine, NativeModel } from '../kernel/abi.ts'
import { createArena, createArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { sharesWrittenUniforms } from '../kernel/instance.ts'
import { checkModel, mostCompartments } from '../model/check.ts'
import { modelMessages } from '../model/diagnostics.ts'
import type { ModelDocument } from '../model/document.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { Catalogue } from '../mechanisms/catalogue.ts'
import { ionDefaults } from '../mechanisms/ions.ts'
import { assembleGroup, createIonPrograms, createProgramList, type ModelContext } from './assembleGroup.ts'
import type { CellModel, SharedSettings } from './cellModel.ts'
import { type CellPlan, createPlanner, type Planner } from './cellPlan.ts'
import { callOrder } from './membrane.ts'
import { planGroups } from './packs.ts'
import { placeProbes, recordedColumns, resolveProbes, voltageAddresses } from './probes.ts'
import type { PreparedCells, PreparedRun } from './preparedRun.ts'
import { stepCount } from './stepCount.ts'
import { placeTrees } from './treePlaces.ts'

/** How a simulation is to be run. */
export interface PrepareOptions {
  /** Native threads to prepare for; they change the time that a run takes, never its numbers. */
  readonly threads: number
  /** Tells where an arena begins in its buffer. */
  readonly machine: Pick<Machine, 'arenaOffset'>
}

/** What a model refers to. */
export interface PrepareSurroundings {
  readonly morphology: Morphology
  readonly catalogue: Catalogue
}

/** Checks, cuts and lowers every cell; stops at the first that has an error. */
function planCells(
  cells: readonly CellModel[],
  shared: SharedSettings,
  catalogue: Catalogue,
  planner: Planner,
): Checked<CellPlan[]> {
  const plans: CellPlan[] = []
  let compartments = 0
  const said = new Map<string, Diagnostic>()
  for (const cell of cells) {
    const document: ModelDocument = {
      version: 1,
      morphology: cell.morphology.name,
      ...cell.description,
      ...shared,
    }
    const found = checkModel(document, { morphology: cell.morphology, mechanisms: catalogue })
    const { value, diagnostics } = hasErrors(found) ? refused<CellPlan>([]) : planner.plan(cell)
    for (const diagnostic of [...found, ...diagnostics]) said.set(diagnostic.message, diagnostic)
    if (!value) return refused([...said.values()])
    plans.push(value)
    compartments += value.shape.compartments.count
  }
  if (compartments > mostCompartments) {
    const facts = { section: '', count: compartments, most: mostCompartments }
    return refused([...said.values(), diagnose(modelMessages, 'model/too-many-compartments', facts)])
  }
  return accepted(plans, [...said.values()])
}

function mechanismsInUse(plans: readonly CellPlan[]): Set<CompiledMechanism> {
  const inUse = new Set<CompiledMechanism>()
  for (const { densities, points } of plans) {
    for (const use of densities) inUse.add(use.mechanism)
    for (const use of points) inUse.add(use.mechanism)
  }
  return inUse
}

/** Lays out the arena for cells that are planned, fills it, and binds every program to it. */
function bindCells(
  plans: readonly CellPlan[],
  kinds: Planner['kinds'],
  { run, globals }: SharedSettings,
  catalogue: Catalogue,
  options: PrepareOptions,
): Checked<PreparedCells> {
  const resolved = plans.map(plan => resolveProbes(plan))
  const diagnostics = resolved.flatMap(probes => probes.diagnostics)
  if (hasErrors(diagnostics)) return refused(diagnostics)
  const inUse = mechanismsInUse(plans)
  const shares = new Set([...inUse].filter(sharesWrittenUniforms))
  const sharesGlobals = (plan: CellPlan) =>
    shares.size > 0 &&
    (plan.densities.some(use => shares.has(use.mechanism)) ||
      plan.points.some(use => shares.has(use.mechanism)))
  const groupPlans = planGroups(plans, options.threads, sharesGlobals)
  const places = placeTrees(plans, groupPlans)
  const context: ModelContext = {
    plans,
    places,
    layout: createArenaLayout(),
    programs: createProgramList(),
    mechanisms: callOrder(inUse, catalogue),
    hasMechanism: (kind, name) => kinds.has(kind, name),
    ionDefaults: ion => ionDefaults(ion, inUse),
    recorded: recordedColumns(resolved.flatMap(probes => probes.value ?? [])),
    vInitMv: run.vInitMv,
    uniform: (mechanism, name) => {
      if (name === 't') return 0
      if (name === 'dt') return run.dtMs
      if (name === 'celsius') return run.celsius
      const field = mechanism?.fields.find(candidate => `${mechanism.name}.${candidate.name}` === name)
      if (!field)
        throw new InternalError('a program reads a number that nobody gives', {
          mechanism: mechanism?.name,
          name,
        })
      return globals[name] ?? field.default
    },
    ionProgram: createIonPrograms(),
  }
  const groups = groupPlans.map((group, index) => assembleGroup(group, index, context))
  const placed = placeProbes(
    plans,
    resolved.map(probes => probes.value ?? []),
    groups,
    places,
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
      steps: stepCount(run.tStopMs, run.dtMs),
      threads: Math.max(1, Math.min(options.threads, groups.length)),
      arenaBytes: arena.buffer.byteLength,
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
  const planner = createPlanner(catalogue)
  const planned = planCells(cells, shared, catalogue, planner)
  if (!planned.value) return refused(planned.diagnostics)
  const bound = bindCells(planned.value, planner.kinds, shared, catalogue, options)
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
  const { value, diagnostics } = prepareCells(
    [{ name: '', morphology, description: document }],
    { run, globals },
    catalogue,
    options,
  )
  const cell = value?.cells[0]
  if (!value || !cell) return refused(diagnostics)
  return accepted({ ...value, document, compartments: cell.compartments }, diagnostics)
}
