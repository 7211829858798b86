import type { Span } from '../../core/source/span.ts'
import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { Body, FromStatement, IfStatement, Statement } from '../ast/nodes.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { printingFunctions } from '../symbols/builtins.ts'
import { stepExactly } from './cnexp.ts'
import { Execution } from './execution.ts'
import { evaluate } from './expressions.ts'

/** A run over the statements of one hook, not yet begun. */
export function createExecution(builder: ProgramBuilder, model: MechanismModel, report: Report): Execution {
  return new Execution(builder, model, report, callRoutine)
}

/** Runs the statements of a body in a scope of their own. */
export function runBody(execution: Execution, body: Body): void {
  const run = (): void => {
    for (const statement of body.statements) {
      if (execution.spend(statement.span)) return
      runStatement(execution, statement)
    }
  }
  execution.deeper(5, body.span, () => execution.inScope(run), undefined)
}

function runStatement(execution: Execution, statement: Statement): void {
  switch (statement.kind) {
    case 'assign':
      execution.write(statement.target.name, evaluate(execution, statement.value))
      return
    case 'derivative':
      runDerivative(execution, statement)
      return
    case 'call':
      if (!printingFunctions.has(statement.call.callee.name)) evaluate(execution, statement.call)
      return
    case 'if':
      runIf(execution, statement, 0)
      return
    case 'from':
      runFrom(execution, statement)
      return
    case 'local':
      for (const { name } of statement.names) execution.declare(name, undefined)
      return
    // SOLVE is lifted out of BREAKPOINT; TABLE, CONDUCTANCE and UNITSOFF change nothing here; what else there is
    // has been refused by the checks.
    case 'while':
    case 'solve':
    case 'table':
    case 'conductance':
    case 'verbatim':
    case 'units':
  }
}

function runIf(execution: Execution, statement: IfStatement, index: number): void {
  const branch = statement.branches[index]
  if (!branch) {
    if (statement.otherwise) runBody(execution, statement.otherwise)
    return
  }
  const condition = evaluate(execution, branch.condition)
  execution.branch(
    condition,
    () => runBody(execution, branch.body),
    () => runIf(execution, statement, index + 1),
  )
}

/** A loop with bounds known now is written out; others cannot be run yet. */
function runFrom(execution: Execution, statement: FromStatement): void {
  const { builder, report } = execution
  const wholeNumber = (value: Value): number | undefined => {
    const number = builder.constantOf(value)
    return number !== undefined && Number.isSafeInteger(number) ? number : undefined
  }
  const first = wholeNumber(evaluate(execution, statement.first))
  const last = wholeNumber(evaluate(execution, statement.last))
  const step = statement.step ? wholeNumber(evaluate(execution, statement.step)) : 1
  if (first === undefined || last === undefined || step === undefined || step <= 0) {
    report.add('nmodl/loop-bounds', {}, { start: statement.span.start, end: statement.body.span.start })
    return
  }
  for (let i = first; i <= last; i += step) {
    if (execution.spend(statement.span)) return
    execution.inScope(() => {
      execution.declare(statement.variable.name, builder.constant(i))
      runBody(execution, statement.body)
    })
  }
}

/** The name under which METHOD euler keeps the slope of a state until all of them are known. */
const slopeName = (state: string): string => `${state}'`

/** `x' = f` by the method of the SOLVE that is being run. */
function runDerivative(execution: Execution, statement: Extract<Statement, { kind: 'derivative' }>): void {
  const { name } = statement.state
  if (execution.method === 'euler') {
    execution.write(slopeName(name), evaluate(execution, statement.value))
    return
  }
  const next = stepExactly(execution, name, statement.span, unknown => {
    const now = execution.read(name, statement.span)
    execution.write(name, unknown)
    const slope = evaluate(execution, statement.value)
    execution.write(name, now)
    return slope
  })
  if (next !== undefined) execution.write(name, next)
}

/** Runs the block that a SOLVE names: the equations of a DERIVATIVE, or a PROCEDURE once. */
export function runSolve(
  execution: Execution,
  block: string,
  method: 'cnexp' | 'euler' | undefined,
  span: Span,
): void {
  const derivative = execution.model.derivatives.get(block)
  if (!derivative) {
    execution.callRoutine(execution, block, [], span)
    return
  }
  execution.method = method
  runBody(execution, derivative.body)
  if (method !== 'euler') return
  // Euler takes all slopes at the old states, so states are moved only now: x ← x + dt·x'.
  const { builder } = execution
  for (const state of execution.model.states) {
    const { name, span: place } = state.name
    if (!execution.assigned().has(slopeName(name))) continue
    const step = builder.apply('mul', builder.uniform('dt'), execution.read(slopeName(name), place))
    execution.write(name, builder.apply('add', execution.read(name, place), step))
  }
}

/** Writes a FUNCTION or PROCEDURE out where it is called. Arguments are passed by value. */
function callRoutine(execution: Execution, name: string, values: readonly Value[], span: Span): Value {
  const { builder, report, model } = execution
  const routine = model.routines.get(name)
  const nothing = builder.constant(0)
  if (!routine || execution.spend(span)) return nothing
  if (execution.calls.includes(name)) {
    const path = [...execution.calls.slice(execution.calls.indexOf(name)), name].join(' → ')
    report.add('nmodl/recursive-call', { name, path }, span)
    return nothing
  }
  const run = (): Value => {
    if (routine.kind === 'function') execution.declare(name, nothing)
    routine.arguments.forEach((argument, index) =>
      execution.declare(argument.name.name, values[index] ?? nothing),
    )
    runBody(execution, routine.body)
    return routine.kind === 'function' ? execution.read(name, span) : nothing
  }
  return execution.deeper(10, span, () => execution.inRoutine(name, run), nothing)
}
