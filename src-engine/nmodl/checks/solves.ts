import type { SolveStatement } from '../ast/statements.ts'
import { visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { methods, type SolvedKind } from '../symbols/methods.ts'
import { placesOf } from './places.ts'

/** SOLVE names a block that exists and a method that suits it. */
export function checkSolves(report: Report, model: MechanismModel): void {
  const solved = new Set<string>()
  for (const place of placesOf(model)) {
    visitStatements(place.body, statement => {
      if (statement.kind !== 'solve') return
      solved.add(statement.block.name)
      checkSolve(report, model, statement)
    })
  }
  for (const block of model.solvables.values()) {
    if (!solved.has(block.name.name))
      report.add('nmodl/never-solved', { name: block.name.name }, block.name.span)
  }
}

function checkSolve(report: Report, model: MechanismModel, solve: SolveStatement): void {
  const { block, method, span } = solve
  const kind = kindOf(model, block.name)
  if (!kind) {
    const procedures = [...model.routines.values()].filter(other => other.kind === 'procedure')
    const known = [...model.solvables.keys(), ...procedures.map(procedure => procedure.name.name)]
    report.add('nmodl/unknown-solve', { name: block.name, known }, block.span)
    return
  }
  const expected = model.routines.get(block.name)?.arguments.length ?? 0
  if (expected > 0) report.add('nmodl/argument-count', { name: block.name, expected, found: 0 }, block.span)
  if (solve.steadyState && kind !== 'kinetic' && kind !== 'derivative') {
    report.add('nmodl/no-steady-state', { name: block.name, kind: kind.toUpperCase() }, span)
  }
  if (method) checkMethod(report, kind, method)
}

function kindOf(model: MechanismModel, name: string): SolvedKind | undefined {
  const routine = model.routines.get(name)
  return model.solvables.get(name)?.kind ?? (routine?.kind === 'procedure' ? 'procedure' : undefined)
}

function checkMethod(
  report: Report,
  kind: SolvedKind,
  { name, span }: { readonly name: string; readonly span: SolveStatement['span'] },
): void {
  const method = methods.get(name)
  if (!method) {
    report.add('nmodl/unknown-method', { name, known: methods.keys() }, span)
  } else if (!method.solves.includes(kind)) {
    const fitting = [...methods.values()].filter(other => !other.instead && other.solves.includes(kind))
    const names = fitting.map(other => other.name)
    report.add('nmodl/method-misfit', { name, kind: kind.toUpperCase(), fitting: names.slice(0, 4) }, span)
  }
}
