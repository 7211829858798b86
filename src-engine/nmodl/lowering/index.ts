import {
  hookNames,
  type HookName,
  type HookPrograms,
  type TabulatedRoutine,
} from '../../kernel/compiledMechanism.ts'
import { ProgramBuilder } from '../../program/builder.ts'
import type { PassWatcher } from '../../program/printPasses.ts'
import type { Program } from '../../program/program.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { addCurrents } from './currentAndConductance.ts'
import type { Setting } from './execution.ts'
import { withHidden } from './hidden.ts'
import { hookLowerings, reportIdleHooks } from './hooks.ts'
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
  /** The same with TABLE computed exactly; absent where there is no TABLE. */
  readonly exactPrograms: HookPrograms | undefined
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
  return {
    programs: finish(report, model, hooks, lasting, watch),
    exactPrograms: exact && finish(report, model, exact, lasting),
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
  const lasting = new Set(memory)
  const isKept = (name: string): boolean => {
    const variable = model.variables.get(variableName(name))
    if (!variable) return false
    return variable.visible || !canLast(variable) || lasting.has(variable.name)
  }
  for (let before = -1; before !== lasting.size;) {
    before = lasting.size
    for (const { builder, assigned, effective, currents, conductances } of hooks) {
      const values = [
        ...[...assigned].filter(([name]) => isKept(name)).map(([, value]) => value),
        ...currents.flatMap(({ now, shifted }) => (shifted === undefined ? [now] : [now, shifted])),
        ...effective,
        ...conductances,
      ]
      for (const key of builder.inputsOf(values)) {
        const variable = variableOfInput(model, key)
        if (variable && !variable.visible && canLast(variable)) lasting.add(variable.name)
      }
    }
  }
  return lasting
}

function reportSequential(report: Report, model: MechanismModel, program: Program): void {
  for (const uniform of program.uniforms) {
    const variable = model.variables.get(variableName(uniform.name))
    if (uniform.written && variable && variable.span.end > 0)
      report.add('nmodl/sequential', { name: variable.name }, variable.span)
  }
}
