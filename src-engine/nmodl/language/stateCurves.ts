import { createSourceText } from '../../core/source/sourceText.ts'
import type { Span } from '../../core/source/span.ts'
import { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { Body, Statement } from '../ast/statements.ts'
import { createExecution } from '../lowering/createExecution.ts'
import type { Execution } from '../lowering/execution.ts'
import { runBody } from '../lowering/statements.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { createReport } from '../report.ts'
import { linearIn } from '../symbolic/linearIn.ts'
import { axisOf, type CurveAxis } from './curveAxis.ts'
import { heldInputs, tabulate, type CurveInputs, type HeldInput } from './tabulate.ts'

/**
 * What becomes of one state while everything else stands still.
 *
 *     x' = a·x + b     →     x∞ = −b/a,  τ = −1/a
 *
 * States with an equation that is not linear in themselves, or that depends neither on v nor on a concentration, have
 * no curves.
 */
export interface StateCurves {
  readonly state: string
  readonly unit: string
  readonly axis: CurveAxis
  /** Where the state goes, for each value of the axis, in its unit; NaN where it is not defined. */
  readonly steadyState: Float64Array
  /** How fast [ms]; NaN where the state does not settle. */
  readonly timeConstant: Float64Array
  /** What else the curves depend on, parameters apart, with the number at which it was held. */
  readonly held: readonly HeldInput[]
}

/** The curves of the states that a DERIVATIVE block has equations for. */
export function curvesOfBlock(
  model: MechanismModel,
  body: Body,
  inputs: CurveInputs,
): readonly StateCurves[] {
  const report = createReport(createSourceText(model.name, ''))
  const builder = new ProgramBuilder(`${model.name}.curves`)
  const execution = createExecution(builder, model, report)
  const states = statesOf(body)
  const before = new Map([...states].map(([state, span]) => [state, execution.read(state, span)]))
  if (model.initial) runBody(execution, model.initial)
  for (const [state, value] of before) execution.write(state, value)
  runBody(execution, withSlopesAssigned(body))
  if (report.errors() > 0) return []
  const points = [...before].flatMap(([state, unknown]) => {
    const found = fixedPoint(execution, state, unknown)
    const axis = found && axisOf(builder.inputsOf([found.steadyState, found.timeConstant]), model)
    return found && axis ? [{ state, axis, ...found }] : []
  })
  return [...new Set(points.map(({ axis }) => axis.name))].flatMap(name => {
    const own = points.filter(({ axis }) => axis.name === name)
    const columns = tabulate(
      builder,
      own.flatMap(({ steadyState, timeConstant }) => [steadyState, timeConstant]),
      { model, axis: (own[0] as FixedPoint).axis, inputs },
    )
    return own.flatMap((point, i) => curvesOfState(execution, point, columns.slice(2 * i, 2 * i + 2), inputs))
  })
}

/** The states that a block has equations for, with their places; elements of arrays are left out. */
function statesOf(body: Body): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>()
  for (const statement of body.statements)
    if (statement.kind === 'derivative' && statement.index === undefined)
      found.set(statement.state.name, statement.span)
  return found
}

/** Under what name the slope of a state is kept. */
const slopeName = (state: string): string => `${state}'`

/** The body with `m' = …` as an assignment to a variable m', so that every slope is taken at the old states. */
export function withSlopesAssigned(body: Body): Body {
  const statements = body.statements.map((statement): Statement => {
    switch (statement.kind) {
      case 'derivative': {
        const { state, value, span } = statement
        const target = { name: slopeName(state.name), span: state.span }
        return { kind: 'assign', target, index: undefined, value, span }
      }
      case 'if':
        return {
          ...statement,
          branches: statement.branches.map(branch => ({ ...branch, body: withSlopesAssigned(branch.body) })),
          otherwise: statement.otherwise && withSlopesAssigned(statement.otherwise),
        }
      default:
        return statement
    }
  })
  return { ...body, statements }
}

/** x∞ and τ of a state whose slope is linear in it, and what they depend on. */
interface FixedPoint {
  readonly state: string
  readonly axis: CurveAxis
  readonly steadyState: Value
  readonly timeConstant: Value
}

function fixedPoint(
  execution: Execution,
  state: string,
  unknown: Value,
): Pick<FixedPoint, 'steadyState' | 'timeConstant'> | undefined {
  const { builder } = execution
  const slope = execution.names.assigned().get(slopeName(state))
  const form = slope === undefined ? undefined : linearIn(builder, slope, unknown)
  if (!form || form.slope === undefined) return undefined
  const rate = form.factor === undefined ? form.slope : builder.apply('mul', form.factor, form.slope)
  const level = form.intercept ?? builder.constant(0)
  return {
    steadyState: builder.apply('neg', builder.apply('div', level, form.slope)),
    timeConstant: builder.apply('neg', builder.apply('div', builder.constant(1), rate)),
  }
}

/** The curves of one state out of its columns; none where it settles nowhere on the axis. */
function curvesOfState(
  { builder, model }: Execution,
  { state, axis, steadyState, timeConstant }: FixedPoint,
  [levels = new Float64Array(), times = new Float64Array()]: readonly Float64Array[],
  inputs: CurveInputs,
): readonly StateCurves[] {
  const settles = (time: number): boolean => time > 0 && time < Infinity
  if (!times.some(settles)) return []
  return [
    {
      state,
      unit: model.variables.get(state)?.unit ?? '',
      axis,
      steadyState: levels.map((level, i) =>
        settles(times[i] ?? NaN) && Number.isFinite(level) ? level : NaN,
      ),
      timeConstant: times.map(time => (settles(time) ? time : NaN)),
      held: heldInputs(builder, [steadyState, timeConstant], { model, axis, inputs }),
    },
  ]
}
