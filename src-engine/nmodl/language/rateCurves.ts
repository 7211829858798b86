import { createSourceText } from '../../core/source/sourceText.ts'
import { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import { visitStatements } from '../ast/visit.ts'
import { createExecution } from '../lowering/createExecution.ts'
import type { Execution } from '../lowering/execution.ts'
import { runScheme } from '../lowering/kinetic/runScheme.ts'
import { runSolve } from '../lowering/methods/solve.ts'
import { runBody } from '../lowering/statements.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { createReport } from '../report.ts'
import { axisOf, type CurveAxis } from './curveAxis.ts'
import { withSlopesAssigned } from './stateCurves.ts'
import { heldInputs, tabulate, type CurveInputs, type HeldInput } from './tabulate.ts'

/** A variable that a PROCEDURE assigns, and that is a function of v, or of a concentration, alone. */
export interface RateCurve {
  readonly name: string
  readonly unit: string
  readonly axis: CurveAxis
  /** For each value of the axis, in the variable's unit; NaN where it is not defined. */
  readonly values: Float64Array
  readonly held: readonly HeldInput[]
}

/**
 * What the PROCEDUREs of a file compute of v or of a concentration, whatever becomes of it afterwards: minf and mtau,
 * alpha and beta. Currents, states and what depends on the length of a step or on other variables are left out.
 */
export function ratesOfModel(model: MechanismModel, inputs: CurveInputs): readonly RateCurve[] {
  const names = assignedInProcedures(model)
  if (names.size === 0) return []
  const report = createReport(createSourceText(model.name, ''))
  const builder = new ProgramBuilder(`${model.name}.rates`)
  const execution = createExecution(builder, model, report)
  runEverything(execution)
  if (report.errors() > 0) return []
  const assigned = execution.names.assigned()
  const found = [...names].flatMap(name => {
    const value = assigned.get(name)
    const axis =
      value !== undefined && isOfAxisAlone(builder, value, model) ? axisFor(builder, value, model) : undefined
    return value !== undefined && axis ? [{ name, value, axis }] : []
  })
  return found.flatMap(({ name, value, axis }) => {
    const setting = { model, axis, inputs }
    const [values = new Float64Array()] = tabulate(builder, [value], setting)
    if (!isCurve(values)) return []
    const unit = model.variables.get(name)?.unit ?? ''
    return [{ name, unit, axis, values, held: heldInputs(builder, [value], setting) }]
  })
}

/** A number that takes two values at most is a flag, or nothing at all. */
function isCurve(values: Float64Array): boolean {
  return new Set(values.filter(Number.isFinite)).size > 2
}

const axisFor = (builder: ProgramBuilder, value: Value, model: MechanismModel): CurveAxis | undefined =>
  axisOf(builder.inputsOf([value]), model)

/** The plain variables that statements of PROCEDUREs assign, in the order of the text. */
function assignedInProcedures({ routines, variables }: MechanismModel): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { kind, body } of routines.values()) {
    if (kind !== 'procedure') continue
    visitStatements(body, statement => {
      if (statement.kind !== 'assign' || statement.index) return
      const { name } = statement.target
      const variable = variables.get(name)
      const isPlain = variable?.role === 'assigned' || variable?.role === 'file-local'
      if (isPlain && variable.length === undefined) names.add(name)
    })
  }
  return names
}

/** INITIAL, and the blocks that BREAKPOINT solves, once each; states stand where they stood. */
function runEverything(execution: Execution): void {
  const { model, names } = execution
  const states = model.states.flatMap(({ name }) =>
    execution.elementsOf(name.name).map(element => [element, execution.read(element, name.span)] as const),
  )
  const keepStates = () => states.forEach(([name, value]) => names.write(name, value))
  if (model.initial) runBody(execution, model.initial)
  keepStates()
  for (const solve of model.solves) {
    const block = model.solvables.get(solve.block.name)
    if (!block) runSolve(execution, solve)
    else if (block.kind === 'derivative') runBody(execution, withSlopesAssigned(block.body))
    else if (block.kind === 'kinetic') runScheme(execution, block)
    keepStates()
  }
  if (!model.breakpoint) return
  execution.solvesAreLifted = true
  runBody(execution, model.breakpoint)
}

/** Whether a value is made of the axis, parameters, ions and the temperature, and of nothing that a run changes. */
function isOfAxisAlone(builder: ProgramBuilder, value: Value, model: MechanismModel): boolean {
  return [...builder.inputsOf([value])].every(key => {
    if (key === 'node v') return true
    const name = key.startsWith('$') ? key.slice(1) : (key.split(' ')[1] ?? '')
    if (['t', 'dt'].includes(name)) return false
    const role = model.variables.get(name)?.role
    return role === undefined
      ? !key.startsWith('own ')
      : !['assigned', 'file-local', 'state', 'current'].includes(role)
  })
}
