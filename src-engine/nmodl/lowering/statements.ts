import type { Value } from '../../program/graph.ts'
import type { Body, IfStatement, Statement } from '../ast/statements.ts'
import { writeElement } from './arrays.ts'
import type { Execution } from './execution.ts'
import { evaluate } from './expressions.ts'
import type { EquationKind, Language } from './language.ts'

/** Runs the statements of a body in a scope of their own. */
export function runBody(execution: Execution, body: Body): void {
  const run = (): void => {
    for (const statement of body.statements) {
      if (execution.spend(statement.span)) return
      runStatement(execution, statement)
    }
  }
  execution.deeper(5, body.span, () => execution.names.inScope(run), undefined)
}

/** Runs one statement, as the language or the method at work says. */
function runStatement(execution: Execution, statement: Statement): void {
  if (isEquation(statement)) {
    const take = execution.equations[statement.kind] as ((statement: Statement) => void) | undefined
    if (take) take(statement)
    else
      execution.report.add(
        'nmodl/misplaced-statement',
        { what: 'An equation', where: 'in a block that this SOLVE runs' },
        statement.span,
      )
    return
  }
  const run = execution.language.statements[statement.kind] as (
    execution: Execution,
    statement: Statement,
  ) => void
  run(execution, statement)
}

function isEquation(statement: Statement): statement is Extract<Statement, { kind: EquationKind }> {
  switch (statement.kind) {
    case 'derivative':
    case 'reaction':
    case 'conserve':
    case 'compartment':
    case 'longitudinal-diffusion':
    case 'equation':
      return true
    default:
      return false
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

const nothing = (): void => {}

/** `stoprun = 1` ends the run after this step, `stoprun = 0` lets it go on: rule P2. */
function endRun(execution: Execution, time: Value): void {
  if (execution.model.variables.get('stoprun')?.role !== 'host' || execution.names.isLocal('stoprun')) return
  const when = execution.when()
  const flag = execution.builder.constant(0)
  if (execution.builder.constantOf(when) !== 0)
    execution.effect({ kind: 'emit', event: 'halt', time, flag, when })
}

/** The statements that only assign, choose and call. */
export const plainStatements = {
  assign(execution, { target, index, value, span }) {
    const number = evaluate(execution, value)
    if (index) writeElement(execution, target.name, evaluate(execution, index), number, span)
    else execution.write(target.name, number)
    if (target.name === 'stoprun') endRun(execution, number)
  },
  call(execution, { call }) {
    evaluate(execution, call)
  },
  if(execution, statement) {
    runIf(execution, statement, 0)
  },
  local(execution, { names }) {
    for (const { name, length } of names) {
      if (length === undefined) execution.names.declare(name, undefined)
      else execution.names.declareArray(name, length)
    }
  },
  block(execution, { body }) {
    runBody(execution, body)
  },
  // One instance is never run by two threads, so there is nothing to protect.
  protect(execution, { body }) {
    runBody(execution, body)
  },
  mutex: nothing,
  // They say something about the routine or the file as a whole and are read there.
  table: nothing,
  conductance: nothing,
  units: nothing,
} satisfies Partial<Language['statements']>
