import { visitStatements } from '../ast/visit.ts'
import type { Body, SolveStatement } from '../ast/nodes.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { solveMethods } from '../symbols/builtins.ts'

/** Methods that can be run. */
const runnableMethods: ReadonlySet<string> = new Set(['cnexp', 'euler'])

/** SOLVE stands in BREAKPOINT, names a block that exists, and a method that suits it. */
export function checkSolves(report: Report, model: MechanismModel): void {
  for (const solve of model.solves) checkSolve(report, model, solve)
  const misplaced = (body: Body, where: string, allowed: ReadonlySet<unknown>): void => {
    visitStatements(body, statement => {
      if (statement.kind !== 'solve' || allowed.has(statement)) return
      report.add('nmodl/misplaced-statement', { what: 'SOLVE', where }, statement.span)
    })
  }
  if (model.breakpoint) misplaced(model.breakpoint, 'inside an if or a loop', new Set(model.solves))
  if (model.initial) {
    visitStatements(model.initial, statement => {
      if (statement.kind === 'solve')
        report.add('nmodl/not-supported-yet', { what: 'SOLVE in INITIAL' }, statement.span)
    })
  }
  for (const { body } of [...model.routines.values(), ...model.derivatives.values()]) {
    misplaced(body, 'outside BREAKPOINT', new Set())
  }
}

function checkSolve(report: Report, model: MechanismModel, solve: SolveStatement): void {
  const { block, method } = solve
  if (solve.steadyState) {
    report.add('nmodl/not-supported-yet', { what: 'SOLVE … STEADYSTATE' }, solve.span)
    return
  }
  const routine = model.routines.get(block.name)
  const derivative = model.derivatives.get(block.name)
  if (model.laterBlocks.has(block.name)) return
  if (!derivative && routine?.kind !== 'procedure') {
    const procedures = [...model.routines.values()].filter(other => other.kind === 'procedure')
    const known = [...model.derivatives.keys(), ...procedures.map(procedure => procedure.name.name)]
    report.add('nmodl/unknown-solve', { name: block.name, known }, block.span)
    return
  }
  if (routine && routine.arguments.length > 0) {
    report.add(
      'nmodl/argument-count',
      { name: block.name, expected: routine.arguments.length, found: 0 },
      block.span,
    )
  }
  if (method && !(solveMethods as readonly string[]).includes(method.name)) {
    report.add('nmodl/unknown-method', { name: method.name, known: solveMethods }, method.span)
  } else if (derivative && !method) {
    report.add('nmodl/no-method', { block: block.name }, solve.span)
  } else if (derivative && method && !runnableMethods.has(method.name)) {
    report.add('nmodl/method-not-supported-yet', { method: method.name }, method.span)
  }
}
