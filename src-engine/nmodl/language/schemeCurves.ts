import { createSourceText } from '../../core/source/sourceText.ts'
import { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { SolvableBlock } from '../ast/blocks.ts'
import { createExecution } from '../lowering/createExecution.ts'
import type { Execution } from '../lowering/execution.ts'
import { findInvariants } from '../lowering/kinetic/invariants.ts'
import { runScheme } from '../lowering/kinetic/runScheme.ts'
import {
  isMassActionLinear,
  type Conservation,
  type Product,
  type Scheme,
} from '../lowering/kinetic/scheme.ts'
import { variableName } from '../lowering/names.ts'
import { runBody } from '../lowering/statements.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { createReport } from '../report.ts'
import { axisOf, type CurveAxis } from './curveAxis.ts'
import { relaxationsOf, steadyStateOf, type LinearScheme } from './linearScheme.ts'
import { heldInputs, tabulate, type CurveInputs, type HeldInput } from './tabulate.ts'

/** Where a KINETIC scheme settles, and how fast. */
export interface SchemeCurves {
  /** The block's name. */
  readonly scheme: string
  readonly axis: CurveAxis
  /** Where each state goes, for each value of the axis, in its unit; NaN where it is not determined. */
  readonly states: readonly {
    readonly state: string
    readonly unit: string
    readonly steadyState: Float64Array
  }[]
  /** Time constants of the scheme as a whole [ms], the slowest first: −1/Re λ of its rates; NaN where there is none. */
  readonly relaxations: readonly Float64Array[]
  /** What else the curves depend on, parameters apart, with the number at which it was held. */
  readonly held: readonly HeldInput[]
}

/** Larger schemes have no curves: nobody could tell them apart. */
const mostStates = 32

/**
 * The curves of a scheme in which no reaction takes more than one molecule of state on a side, and no rate follows a
 * state: then it is linear, and its rates at each place of the axis are a matrix.
 */
export function curvesOfScheme(
  model: MechanismModel,
  block: SolvableBlock,
  inputs: CurveInputs,
): readonly SchemeCurves[] {
  const report = createReport(createSourceText(model.name, ''))
  const builder = new ProgramBuilder(`${model.name}.curves`)
  const execution = createExecution(builder, model, report)
  const { scheme, start } = schemeAfterInitial(execution, block)
  const rates = scheme.reactions.flatMap(({ forward, backward }) => [
    forward.coefficient,
    ...(backward ? [backward.coefficient] : []),
  ])
  const isTooMuch = report.errors() > 0 || scheme.states.length > mostStates || !isMassActionLinear(scheme)
  if (isTooMuch || rates.some(rate => scheme.values.some(state => builder.dependsOn(rate, state)))) return []
  const axis = axisOf(builder.inputsOf(rates), model)
  if (!axis) return []
  const conservations = [...scheme.conservations, ...findInvariants(builder, scheme, start)]
  const columns = columnsOf(builder, scheme, conservations, { model, axis, inputs })
  const points = [...axis.values].map((_, i) => {
    const linear = linearAt(scheme, conservations, columns, i)
    return { levels: steadyStateOf(linear), times: relaxationsOf(linear) }
  })
  const slow = scheme.states.length - conservations.length
  return [
    {
      scheme: block.name.name,
      axis,
      states: scheme.states.map((state, k) => ({
        state,
        unit: model.variables.get(variableName(state))?.unit ?? '',
        steadyState: Float64Array.from(points, ({ levels }) => levels[k] ?? NaN),
      })),
      relaxations: Array.from({ length: slow }, (_, k) =>
        Float64Array.from(points, ({ times }) => times[k] ?? NaN),
      ),
      held: heldInputs(builder, rates, { model, axis, inputs }),
    },
  ]
}

/** The scheme with the numbers that INITIAL has set, its states still unknown, and what INITIAL sets the states to. */
function schemeAfterInitial(
  execution: Execution,
  block: SolvableBlock,
): { readonly scheme: Scheme; readonly start: readonly Value[] } {
  const { model } = execution
  const { states, values } = execution.rehearse(() => runScheme(execution, block))
  if (model.initial) runBody(execution, model.initial)
  const start = states.map(state => execution.read(state, block.span))
  states.forEach((state, k) => execution.write(state, values[k] ?? execution.builder.constant(0)))
  return { scheme: runScheme(execution, block), start }
}

type Columns = ReadonlyMap<Value, Float64Array>

/** Everything that the scheme's matrix is made of, for each place of the axis. */
function columnsOf(
  builder: ProgramBuilder,
  { reactions, volumes }: Scheme,
  conservations: readonly Conservation[],
  setting: Parameters<typeof tabulate>[2],
): Columns {
  const values = [
    ...reactions.flatMap(({ forward, backward }) => [forward, ...(backward ? [backward] : [])]),
  ].map(({ coefficient }) => coefficient)
  values.push(...volumes.flatMap(volume => volume ?? []), ...conservations.map(({ total }) => total))
  const columns = tabulate(builder, values, setting)
  return new Map(values.map((value, k) => [value, columns[k] ?? new Float64Array()]))
}

/** The scheme at one place of the axis: d(amounts)/dt = matrix·states + source. */
function linearAt(
  { states, volumes, reactions }: Scheme,
  conservations: readonly Conservation[],
  columns: Columns,
  point: number,
): LinearScheme {
  const at = (value: Value): number => columns.get(value)?.[point] ?? NaN
  const matrix = states.map(() => states.map(() => 0))
  const source = states.map(() => 0)
  const volumesHere = volumes.map(volume => (volume === undefined ? 1 : at(volume)))
  const enter = ({ coefficient, powers }: Product, change: ReadonlyMap<number, number>, sign: 1 | -1) => {
    const [from] = powers.keys()
    for (const [state, count] of change) {
      const flow = sign * count * at(coefficient)
      const row = matrix[state]
      if (from === undefined) source[state] = (source[state] ?? 0) + flow
      else if (row) row[from] = (row[from] ?? 0) + flow
    }
  }
  for (const { forward, backward, change } of reactions) {
    enter(forward, change, 1)
    if (backward) enter(backward, change, -1)
  }
  const constraints = conservations.map(({ weights, total, replaces }) => ({
    weights: states.map((_, state) => (weights.get(state) ?? 0) * (volumesHere[state] ?? 1)),
    total: at(total),
    replaces,
  }))
  return { matrix, source, volumes: volumesHere, constraints }
}
