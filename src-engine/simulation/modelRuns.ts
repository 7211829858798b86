import { closestName } from '../core/closestName.ts'
import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism, ModelCourse, SteppedParameter } from '../kernel/compiledMechanism.ts'
import { elementOf } from '../kernel/instance.ts'
import { solveMessages } from './solveDiagnostics.ts'

/** What is asked of a model besides what it says itself. */
export interface SolveRequest {
  /** In the model's unit of time, as all that follow. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly dt?: number | undefined
  /** Values in place of the model's own; a stepped parameter with a value is not stepped. */
  readonly parameters: Readonly<Record<string, number>>
  /** Variables to record; whole arrays by their names. Empty: every STATE, or where there is none every ASSIGNED. */
  readonly record: readonly string[]
}

/** The stretch of time of a run; a model without time has none. */
export interface Stretch {
  readonly from: number
  readonly until: number
  readonly dt: number
}

/** A number that is recorded. */
export interface Recorded {
  readonly name: string
  readonly unit: string
}

/** All that a model is to be run for. */
export interface ModelPlan {
  readonly stretch: Stretch | undefined
  readonly timeUnit: string
  readonly recorded: readonly Recorded[]
  readonly stepped: readonly { readonly name: string; readonly unit: string }[]
  /** One for each run: the values of `stepped`. */
  readonly runs: readonly (readonly number[])[]
}

/** Most runs of one model: enough for a fine grid of two parameters. */
export const mostRuns = 10_000

/** Steps of a run of which nothing says how fine it is to be. */
const usualSteps = 1000

/** Decides what a model is to be run for: the file's own INDEPENDENT and STEPPED, where nothing else is asked for. */
export function planRuns(mechanism: CompiledMechanism, request: SolveRequest): Checked<ModelPlan> {
  const { name, kind, course } = mechanism
  if (!course) return refused([diagnose(solveMessages, 'solve/needs-membrane', { name, kind })])
  const stretch = stretchOf(mechanism, course, request)
  if (stretch.diagnostics.length > 0) return refused(stretch.diagnostics)
  const stepped = course.stepped.filter(one => !Object.hasOwn(request.parameters, one.name))
  const unknown = unknownVariables(mechanism, request.record)
  if (unknown.length > 0) return refused(unknown)
  const count = stepped.reduce((product, { values }) => product * lengthOf(values), 1)
  if (count > mostRuns)
    return refused([diagnose(solveMessages, 'solve/too-many-runs', { runs: count, most: mostRuns })])
  return accepted({
    stretch: stretch.value,
    timeUnit: course.time?.unit || 'ms',
    recorded: recordedOf(mechanism, request.record),
    stepped: stepped.map(({ name: stepping, unit }) => ({ name: stepping, unit })),
    runs: combinations(stepped.map(({ values }) => listOf(values))),
  })
}

function stretchOf(
  { name }: CompiledMechanism,
  { time, algebraic }: ModelCourse,
  { from = time?.from ?? 0, until = time?.to, dt }: SolveRequest,
): Checked<Stretch> {
  if (until === undefined)
    return algebraic
      ? { value: undefined, diagnostics: [] }
      : refused([diagnose(solveMessages, 'solve/no-end', { name })])
  if (!(until > from)) return refused([diagnose(solveMessages, 'solve/ends-before-start', { from, until })])
  const own = time && (time.to - time.from) / Math.max(1, time.steps)
  const step = dt ?? (own && own > 0 ? own : (until - from) / usualSteps)
  // The rounding of a difference may not refuse a run of one step.
  return step > (until - from) * (1 + 1e-9)
    ? refused([diagnose(solveMessages, 'solve/step-too-long', { step, from, until })])
    : accepted({ from, until, dt: step })
}

function recordedOf({ fields }: CompiledMechanism, wanted: readonly string[]): readonly Recorded[] {
  const states = fields.filter(({ role, scope }) => role === 'state' && scope !== 'hidden')
  const assigned = fields.filter(({ role, scope }) => role === 'assigned' && scope !== 'hidden')
  const usual = (states.length > 0 ? states : assigned).map(field => field.name)
  return (wanted.length > 0 ? wanted : usual).flatMap(name => {
    const field = fields.find(one => one.name === (elementOf(name)?.array ?? name))
    const unit = field?.unit ?? ''
    return field?.length && field.name === name
      ? Array.from({ length: field.length }, (_, index) => ({ name: `${name}[${index}]`, unit }))
      : [{ name, unit }]
  })
}

function unknownVariables(
  { name: model, fields }: CompiledMechanism,
  wanted: readonly string[],
): Diagnostic[] {
  const visible = fields.filter(({ scope }) => scope !== 'hidden')
  return wanted.flatMap(name => {
    const element = elementOf(name)
    const field = visible.find(one => one.name === (element?.array ?? name))
    if (field && (!element || element.index < (field.length ?? 0))) return []
    const meant = closestName(
      name,
      visible.map(one => one.name),
    )
    return [diagnose(solveMessages, 'solve/unknown-variable', { name, model, meant })]
  })
}

function lengthOf(values: SteppedParameter['values']): number {
  return 'steps' in values ? values.steps + 1 : values.length
}

function listOf(values: SteppedParameter['values']): readonly number[] {
  if (!('steps' in values)) return values
  const { from, to, steps } = values
  return Array.from({ length: steps + 1 }, (_, index) =>
    index === steps ? to : from + ((to - from) * index) / steps,
  )
}

/** Every combination, the last list changing fastest. */
function combinations(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return lists.reduce<readonly (readonly number[])[]>(
    (known, list) => known.flatMap(before => list.map(value => [...before, value])),
    [[]],
  )
}
