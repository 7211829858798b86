import type { HookName } from '../../kernel/compiledMechanism.ts'
import { ProgramBuilder } from '../../program/builder.ts'
import type { Body } from '../ast/statements.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { lowerBreakpoint } from './breakpoint.ts'
import { lowerNetInitial, lowerNetReceive } from './events/handlers.ts'
import { lowerWatch } from './events/watch.ts'
import { Execution, type Setting } from './execution.ts'
import { readIons, writeIons } from './ions.ts'
import { finished, type LoweredHook } from './loweredHook.ts'
import { runSolve } from './methods/solve.ts'
import { runBody } from './statements.ts'

/** Makes one hook of a mechanism; undefined where there is nothing to run. */
export type HookLowering = (setting: Setting, builder: ProgramBuilder) => LoweredHook | undefined

/** How each hook is made. */
export const hookLowerings: Readonly<Record<HookName, HookLowering>> = {
  construct: running(model => listed(model.construct)),
  beforeInitial: running(model => bodiesAt(model, 'before', 'initial')),
  initialise: lowerInitial,
  afterInitial: running(model => bodiesAt(model, 'after', 'initial')),
  beforeBreakpoint: running(model => bodiesAt(model, 'before', 'breakpoint')),
  current: lowerBreakpoint,
  state: lowerState,
  afterSolve: running(model => bodiesAt(model, 'after', 'solve')),
  beforeStep: running(model => bodiesAt(model, 'before', 'step')),
  watch: lowerWatch,
  netInitial: lowerNetInitial,
  netReceive: lowerNetReceive,
  destruct: running(model => listed(model.destruct)),
}

/** What NEURON runs of BEFORE and AFTER; the other combinations it takes and forgets. */
const placesOfHooks = new Set([
  'before initial',
  'after initial',
  'before breakpoint',
  'after solve',
  'before step',
])

/** Says which BEFORE and AFTER blocks are never run. */
export function reportIdleHooks({ model, report }: Setting): void {
  for (const { when, at, span } of model.hooks) {
    if (placesOfHooks.has(`${when} ${at}`)) continue
    const name = `${when} ${at}`.toUpperCase()
    report.add('nmodl/hook-never-run', { name }, { start: span.start, end: span.start + name.length })
  }
}

/** A hook that runs some bodies one after the other. */
function running(bodiesOf: (model: MechanismModel) => readonly Body[]): HookLowering {
  return (setting, builder) => {
    const bodies = bodiesOf(setting.model)
    if (bodies.length === 0) return undefined
    const execution = new Execution(builder, setting)
    readIons(execution)
    for (const body of bodies) runBody(execution, body)
    writeIons(execution)
    return finished(execution)
  }
}

function listed(body: Body | undefined): readonly Body[] {
  return body ? [body] : []
}

function bodiesAt(model: MechanismModel, when: 'before' | 'after', at: string): readonly Body[] {
  return model.hooks.filter(hook => hook.when === when && hook.at === at).map(hook => hook.body)
}

/** States take their initial values, then INITIAL runs. A concentration of an ion has its value from the ion. */
function lowerInitial(setting: Setting, builder: ProgramBuilder): LoweredHook {
  const execution = new Execution(builder, setting)
  const { model } = setting
  for (const { name, value } of model.states) {
    const given = model.variables.get(`${name.name}0`)
    const start =
      given?.role === 'parameter' ? execution.read(given.name, name.span) : builder.constant(value ?? 0)
    for (const element of execution.elementsOf(name.name)) execution.write(element, start)
    for (let back = 1; model.variables.has(`${name.name}@${back}`); back++)
      for (const element of execution.elementsOf(`${name.name}@${back}`)) execution.write(element, start)
  }
  readIons(execution)
  if (model.initial) runBody(execution, model.initial)
  if (model.kind === 'model') runAtStart(execution)
  writeIons(execution)
  return finished(execution)
}

/**
 * What BREAKPOINT says of the first moment of a model of its own: algebraic systems hold from there on, and so do the
 * assignments; what goes on with time has its initial values.
 */
function runAtStart(execution: Execution): void {
  const { model } = execution
  for (const solve of model.solves) {
    const kind = model.solvables.get(solve.block.name)?.kind
    if (kind === 'linear' || kind === 'nonlinear') runSolve(execution, solve)
  }
  if (!model.breakpoint) return
  execution.solvesAreLifted = true
  runBody(execution, model.breakpoint)
}

/**
 * The SOLVE statements of BREAKPOINT, lifted out of it, in their order; also those inside an `if`, whatever its
 * condition is. In a mechanism without currents the rest of BREAKPOINT follows them, once a step and with the new v:
 * there is nothing to linearise.
 */
function lowerState(setting: Setting, builder: ProgramBuilder): LoweredHook {
  const { model } = setting
  const execution = new Execution(builder, setting)
  readIons(execution)
  for (const solve of model.solves) runSolve(execution, solve)
  if (model.breakpoint && model.currents.length === 0) {
    execution.solvesAreLifted = true
    runBody(execution, model.breakpoint)
  }
  writeIons(execution)
  return finished(execution)
}
