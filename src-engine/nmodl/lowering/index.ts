import {
  type ContinuousPrograms,
  hookNames,
  type HookName,
  type HookPrograms,
  type TabulatedRoutine,
} from '../../kernel/compiledMechanism.ts'
import { ProgramBuilder } from '../../program/builder.ts'
import type { PassWatcher } from '../../program/printPasses.ts'
import type { Value } from '../../program/graph.ts'
import type { Program } from '../../program/program.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import type { Obstacle } from './continuous/fixedStep.ts'
import { type LoweredContinuous, lowerContinuous } from './continuous/lowerContinuous.ts'
import { lowerStops } from './events/stops.ts'
import { addCurrents, addSlopes } from './currentAndConductance.ts'
import type { Setting } from './execution.ts'
import { withHidden } from './hidden.ts'
import { hookLowerings, reportIdleHooks } from './hooks.ts'
import { ionWrites } from './ions.ts'
import { longArrays } from './longArrays.ts'
import type { LoweredHook } from './loweredHook.ts'
import { variableName } from './names.ts'
import { canLast, storing, variableOfInput } from './places.ts'
import { language } from './registry.ts'
import { tableOf } from './tables/readTable.ts'
import { Tables } from './tables/tabulate.ts'

/** What lowering makes of a mechanism. */
export interface LoweredMechanism {
  readonly programs: HookPrograms
  /** `current` with the slopes of ion currents, and the same with TABLE computed exactly; absent where no ion carries any. */
  readonly currentWithSlopes: Program | undefined
  readonly exactCurrentWithSlopes: Program | undefined
  /** The same with TABLE computed exactly; absent where there is no TABLE. */
  readonly exactPrograms: HookPrograms | undefined
  /** How the states go on in continuous time; absent where there are none, or where something stands in the way. */
  readonly continuous: ContinuousPrograms | undefined
  /** The same with TABLE computed exactly. */
  readonly exactContinuous: ContinuousPrograms | undefined
  /** What only makes sense in steps of one length. */
  readonly obstacle: Obstacle | undefined
  /** Tells where equations jump; absent where they do not. */
  readonly stops: Program | undefined
  readonly tables: readonly TabulatedRoutine[]
  /** Variables that have a number between hooks although nothing in the NEURON block makes them visible. */
  readonly lasting: ReadonlySet<string>
  /** The model with the numbers that its statements need to be remembered. */
  readonly model: MechanismModel
}

/** The hooks that have something to do. */
type LoweredHooks = ReadonlyMap<HookName, LoweredHook>

/** Turns a checked model into its programs. */
export function lower(
  report: Report,
  checked: MechanismModel,
  watch: PassWatcher = () => {},
): LoweredMechanism {
  const model = withHidden(checked)
  const hasTables = [...model.routines.values()].some(routine => tableOf(routine) !== undefined)
  const tables = new Tables()
  const setting = { model, report, language, memory: longArrays(model) }
  reportIdleHooks({ ...setting, tables })
  const lowerAll = () => ({
    hooks: lowerHooks({ ...setting, tables }),
    exact: hasTables ? lowerHooks({ ...setting, tables: undefined }) : undefined,
  })
  let lowered = lowerAll()
  for (let known = 0; known < setting.memory.size; lowered = lowerAll()) known = setting.memory.size
  const { hooks, exact } = lowered
  const lasting = findLasting(model, setting.memory, [...hooks.values(), ...(exact?.values() ?? [])])
  const programs = finish(report, model, hooks, lasting, watch)
  const flowing = lowerFlowing({ ...setting, tables }, hooks, lasting)
  const flowingExactly = exact && lowerFlowing({ ...setting, tables: undefined }, exact, lasting)
  return {
    programs,
    exactPrograms: exact && finish(report, model, exact, lasting),
    currentWithSlopes: withSlopes(report, model, hooks),
    exactCurrentWithSlopes: exact && withSlopes(report, model, exact),
    continuous: flowing.continuous,
    exactContinuous: flowingExactly?.continuous,
    obstacle: flowing.obstacle,
    stops: report.errors() > 0 ? undefined : lowerStops({ ...setting, tables }),
    tables: tables.all(),
    lasting,
    model,
  }
}

function lowerHooks(setting: Setting): LoweredHooks {
  const hooks = new Map<HookName, LoweredHook>()
  for (const name of hookNames) {
    const builder = new ProgramBuilder(`${setting.model.name}.${name}`)
    const hook = hookLowerings[name](setting, builder)
    if (hook) hooks.set(name, hook)
  }
  return hooks
}

/** The hook `current`, which is finished already, with the slopes of the ions' currents besides. */
function withSlopes(report: Report, model: MechanismModel, hooks: LoweredHooks): Program | undefined {
  const hook = hooks.get('current')
  if (report.errors() > 0 || !hook?.currents.some(({ current }) => current.ion !== undefined))
    return undefined
  const { builder, currents, conductances, conductanceIons: ions = [] } = hook
  addSlopes(builder, model, currents, { conductances, ions })
  return builder.finish()
}

/** The programs of continuous time, which keep what the hooks keep. */
function lowerFlowing(
  setting: Setting,
  hooks: LoweredHooks,
  lasting: ReadonlySet<string>,
): LoweredContinuous {
  if (setting.report.errors() > 0) return {}
  const inputs = hooks.get('current')
  const readByCurrents = new Set<string>()
  for (const key of inputs ? inputs.builder.inputsOf(numbersOf(inputs)) : [])
    readByCurrents.add(key.startsWith('$') ? key.slice(1) : key.replace(/^own /, ''))
  return lowerContinuous(setting, { lasting, readByCurrents })
}

/** Enters the stores and the currents of each hook and makes its program. */
function finish(
  report: Report,
  model: MechanismModel,
  hooks: LoweredHooks,
  lasting: ReadonlySet<string>,
  watch?: PassWatcher,
): HookPrograms {
  const programs: { [hook in HookName]?: Program } = {}
  if (report.errors() > 0) return programs
  for (const [hook, { builder, assigned, currents, conductances }] of hooks) {
    for (const [name, value] of assigned) {
      const variable = model.variables.get(variableName(name))
      if (!variable || (canLast(variable) && !variable.visible && !lasting.has(variable.name))) continue
      const effect = storing(variable, name, value)
      const isUnchanged = effect?.kind === 'store' && value === builder.column('own', name)
      if (effect && !isUnchanged) builder.effect(effect)
    }
    if (currents.length > 0) addCurrents(builder, model, currents, conductances)
    const program = builder.finish(watch)
    if (program) programs[hook] = program
    if (program?.sequential) reportSequential(report, model, program)
  }
  return programs
}

/**
 * Finds the invisible variables whose number must be kept from one hook to the next (or to the next step): those
 * that some stored value, effect or current is made of. All others exist only while a hook runs.
 */
function findLasting(
  model: MechanismModel,
  memory: ReadonlySet<string>,
  hooks: readonly LoweredHook[],
): ReadonlySet<string> {
  // A state that is an ion's number is read from the ion, but steps of adaptive length go on from its own column.
  const written = ionWrites(model).map(({ name }) => name)
  const ofIons = model.states.map(({ name }) => name.name).filter(name => written.includes(name))
  const lasting = new Set([...memory, ...ofIons])
  const isKept = (name: string): boolean => {
    const variable = model.variables.get(variableName(name))
    if (!variable) return false
    return variable.visible || !canLast(variable) || lasting.has(variable.name)
  }
  for (let before = -1; before !== lasting.size;) {
    before = lasting.size
    for (const hook of hooks) {
      const { builder, assigned } = hook
      const stored = [...assigned].filter(([name]) => isKept(name)).map(([, value]) => value)
      for (const key of builder.inputsOf([...stored, ...numbersOf(hook)])) {
        const variable = variableOfInput(model, key)
        if (variable && !variable.visible && canLast(variable)) lasting.add(variable.name)
      }
    }
  }
  return lasting
}

/** What a hook computes besides what it stores. */
function numbersOf({ effective, currents, conductances }: LoweredHook): readonly Value[] {
  const both = currents.flatMap(({ now, shifted }) => (shifted === undefined ? [now] : [now, shifted]))
  return [...both, ...effective, ...conductances]
}

function reportSequential(report: Report, model: MechanismModel, program: Program): void {
  for (const uniform of program.uniforms) {
    const variable = model.variables.get(variableName(uniform.name))
    if (uniform.written && variable && variable.span.end > 0)
      report.add('nmodl/sequential', { name: variable.name }, variable.span)
  }
}
