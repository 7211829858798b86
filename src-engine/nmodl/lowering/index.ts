import { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { Program } from '../../program/program.ts'
import type { MechanismModel, Variable } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { lowerBreakpoint } from './breakpoint.ts'
import { addCurrents } from './currentAndConductance.ts'
import type { LoweredHook } from './loweredHook.ts'
import { createExecution, runBody, runSolve } from './statements.ts'

/** The hooks of a mechanism, each with a program of its own. */
export type HookName = 'initialise' | 'current' | 'state'

/** What lowering makes of a mechanism. */
export interface LoweredMechanism {
  readonly programs: Readonly<Record<HookName, Program | undefined>>
  /** Variables that have a number between hooks although nothing in the NEURON block makes them visible. */
  readonly lasting: ReadonlySet<string>
}

/** Turns a checked model into its programs. */
export function lower(report: Report, model: MechanismModel): LoweredMechanism {
  const hooks: Readonly<Record<HookName, LoweredHook>> = {
    initialise: lowerInitial(report, model),
    current: lowerBreakpoint(report, model),
    state: lowerState(report, model),
  }
  const lasting = findLasting(model, Object.values(hooks))
  const finish = (hook: HookName): Program | undefined => {
    const { builder, assigned, currents } = hooks[hook]
    for (const [name, value] of assigned) {
      const variable = model.variables.get(name)
      if (variable) addStore(builder, variable, value, variable.visible || lasting.has(name))
    }
    if (currents.length > 0) addCurrents(builder, model, currents)
    const program = builder.finish()
    if (program?.sequential) reportSequential(report, model, program)
    return program
  }
  const programs = { initialise: finish('initialise'), current: finish('current'), state: finish('state') }
  return { programs, lasting }
}

/** States take their initial values, then INITIAL runs. */
function lowerInitial(report: Report, model: MechanismModel): LoweredHook {
  const builder = new ProgramBuilder(`${model.name}.initialise`)
  const execution = createExecution(builder, model, report)
  for (const state of model.states) {
    const { name, span } = state.name
    const given = model.variables.get(`${name}0`)
    const start =
      given?.role === 'parameter' ? execution.read(given.name, span) : builder.constant(state.value ?? 0)
    execution.write(name, start)
  }
  if (model.initial) runBody(execution, model.initial)
  return { builder, assigned: execution.assigned(), currents: [] }
}

/**
 * The SOLVE statements of BREAKPOINT, lifted out of it, in their order. In a mechanism without currents the rest
 * of BREAKPOINT follows them, once a step and with the new v: there is nothing to linearise.
 */
function lowerState(report: Report, model: MechanismModel): LoweredHook {
  const builder = new ProgramBuilder(`${model.name}.state`)
  const execution = createExecution(builder, model, report)
  for (const { block, method, span } of model.solves) {
    runSolve(execution, block.name, method?.name === 'euler' ? 'euler' : 'cnexp', span)
  }
  if (model.breakpoint && model.currents.length === 0) runBody(execution, model.breakpoint)
  return { builder, assigned: execution.assigned(), currents: [] }
}

/** Whether a variable has a number of its own that statements can change for good. */
export function canLast(variable: Variable): boolean {
  const { storage, role } = variable
  return storage.kind === 'own' || (storage.kind === 'uniform' && role !== 'host')
}

/** Enters the store of an assigned variable, where it is wanted and changes anything. */
function addStore(builder: ProgramBuilder, variable: Variable, value: Value, wanted: boolean): void {
  const { name, storage } = variable
  if (!wanted || !canLast(variable)) return
  if (storage.kind === 'uniform') builder.effect({ kind: 'setUniform', name, value })
  else if (value !== builder.column('own', name)) builder.effect({ kind: 'store', name, value })
}

/**
 * Finds the invisible variables whose number must be kept from one hook to the next (or to the next step): those
 * that some stored value is made of. All others exist only while a hook runs.
 */
function findLasting(model: MechanismModel, hooks: readonly LoweredHook[]): ReadonlySet<string> {
  const lasting = new Set<string>()
  for (let before = -1; before !== lasting.size;) {
    before = lasting.size
    for (const { builder, assigned, currents } of hooks) {
      const stored = [...assigned].filter(
        ([name]) => model.variables.get(name)?.visible === true || lasting.has(name),
      )
      const values = [
        ...stored.map(([, value]) => value),
        ...currents.flatMap(({ now, shifted }) => (shifted === undefined ? [now] : [now, shifted])),
      ]
      const inputs = builder.inputsOf(values)
      for (const variable of model.variables.values()) {
        if (!variable.visible && canLast(variable) && inputs.has(inputKey(variable)))
          lasting.add(variable.name)
      }
    }
  }
  return lasting
}

/** How `ProgramBuilder.inputsOf` names a variable. */
export function inputKey(variable: Variable): string {
  return variable.storage.kind === 'uniform' ? `$${variable.name}` : `own ${variable.name}`
}

function reportSequential(report: Report, model: MechanismModel, program: Program): void {
  for (const uniform of program.uniforms) {
    const variable = model.variables.get(uniform.name)
    if (uniform.written && variable) report.add('nmodl/sequential', { name: uniform.name }, variable.span)
  }
}
