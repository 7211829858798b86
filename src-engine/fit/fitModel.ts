import { checked, type Checked, refused } from '../core/checked.ts'
import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { Machine } from '../kernel/machine.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { elementOf } from '../kernel/instance.ts'
import { type ModelPlan, planRuns, type SolveRequest, type Stretch } from '../simulation/modelRuns.ts'
import { solveModel } from '../simulation/solveModel.ts'
import { placesOf, type SamplePlace, valueAt } from './atTimes.ts'
import type { DataColumn, DataTable } from './dataTable.ts'
import { fitMessages } from './diagnostics.ts'
import { fitLeastSquares, type LeastSquaresFit } from './leastSquares.ts'

/** What is to be found, from which data. */
export interface FitRequest extends Omit<SolveRequest, 'record'> {
  /** Parameters that vary, from their values in `parameters` or their defaults, within the limits in the text. */
  readonly vary: readonly string[]
  readonly data: DataTable
}

/** A parameter as the fit left it. */
export interface FittedParameter {
  readonly name: string
  readonly unit: string
  readonly value: number
  /** Standard error; undefined where the data do not determine it, or where it stands at a limit. */
  readonly error: number | undefined
  readonly atLimit: boolean
}

/** What a fit came to. */
export interface ModelFit {
  readonly parameters: readonly FittedParameter[]
  /** Root of the mean square of the residuals of each column. */
  readonly columns: readonly {
    readonly name: string
    readonly unit: string
    readonly count: number
    readonly residual: number
  }[]
  readonly sumOfSquares: number
  readonly degreesOfFreedom: number
  readonly iterations: number
  /** Runs of the model. */
  readonly runs: number
  readonly converged: boolean
}

interface Varied {
  readonly name: string
  readonly unit: string
  readonly start: number
  readonly bounds: readonly [number, number]
}

/**
 * Finds the values of parameters with which a model of its own comes nearest to measured data: the least sum of
 * squares over all values of all columns, each as it stands in its unit.
 */
export async function fitModel(
  mechanism: CompiledMechanism,
  request: FitRequest,
  machine: Machine,
): Promise<Checked<ModelFit>> {
  const { data } = request
  const varied = variedOf(mechanism, request)
  const planned = planFit(mechanism, request)
  const found: Diagnostic[] = [...varied.diagnostics, ...planned.diagnostics]
  if (!varied.value || !planned.value) return refused(found)
  const { plan, stretch } = planned.value
  const places = placesOf(data.times, stretch.from, stretch.dt)
  const count = data.columns.reduce((sum, column) => sum + measured(column), 0)
  if (count < varied.value.length) {
    const facts = { data: count, parameters: varied.value.length }
    return refused([...found, diagnose(fitMessages, 'fit/too-few-data', facts)])
  }

  let runs = 0
  let said: readonly Diagnostic[] = []
  const residuals = async (values: readonly number[]) => {
    const set = Object.fromEntries(
      (varied.value ?? []).map(({ name }, index) => [name, values[index] ?? NaN]),
    )
    const parameters = { ...request.parameters, ...set }
    const solved = await solveModel(mechanism, plan, { machine, parameters })
    if (runs++ === 0) said = solved.diagnostics
    return solved.value && residualsOf(data.columns, solved.value.traces, places)
  }
  const fit = await fitLeastSquares({
    start: varied.value.map(({ start }) => start),
    bounds: varied.value.map(({ bounds }) => bounds),
    residuals,
  })
  found.push(...said)
  if (!fit) return refused(found)
  if (fit.end === 'not-computable') found.push(diagnose(fitMessages, 'fit/not-computable', {}))
  else if (fit.end === 'too-many-iterations')
    found.push(diagnose(fitMessages, 'fit/not-converged', { iterations: fit.iterations }))
  const described = describe(fit, varied.value, data.columns, runs)
  const open = described.parameters.filter(({ error, atLimit }) => error === undefined && !atLimit)
  if (fit.end === 'converged' && open.length > 0) {
    const names = open.map(({ name }) => `"${name}"`).join(', ')
    found.push(diagnose(fitMessages, 'fit/not-determined', { names }))
  }
  const units = plan.recorded.map(({ unit }) => unit)
  const columns = described.columns.map((column, index) => ({ ...column, unit: units[index] ?? '' }))
  return checked({ ...described, columns }, found)
}

/** The parameters that vary, with where they begin and what limits them. */
function variedOf(
  { fields }: CompiledMechanism,
  { vary, parameters }: FitRequest,
): Checked<readonly Varied[]> {
  const found: Diagnostic[] = []
  if (vary.length === 0) found.push(diagnose(fitMessages, 'fit/nothing-to-vary', {}))
  const candidates = fields.filter(({ role, scope }) => role === 'parameter' && scope !== 'hidden')
  const varied = [...new Set(vary)].flatMap(name => {
    const element = elementOf(name)
    const field = candidates.find(one => one.name === (element?.array ?? name))
    const isNumber = field && (element ? element.index < (field.length ?? 0) : field.length === undefined)
    if (!field || !isNumber) {
      const meant = closestName(
        name,
        candidates.map(one => one.name),
      )
      found.push(diagnose(fitMessages, 'fit/not-a-parameter', { name, meant }))
      return []
    }
    const start = parameters[name] ?? field.default
    const bounds = field.limits ?? ([-Infinity, Infinity] as const)
    const [low, high] = bounds
    if (start < low || start > high)
      found.push(diagnose(fitMessages, 'fit/start-outside-limits', { name, value: start, low, high }))
    return [{ name, unit: field.unit, start, bounds }]
  })
  return checked(varied, found)
}

/** One run over all data, to the end of the step in which the last lies. */
function planFit(
  mechanism: CompiledMechanism,
  { data, vary, parameters, from, until, dt }: FitRequest,
): Checked<{ readonly plan: ModelPlan; readonly stretch: Stretch }> {
  const held = Object.fromEntries(vary.map(name => [name, 0]))
  const last = data.times.reduce((most, time) => Math.max(most, time), -Infinity)
  const time = mechanism.course?.time
  const { value, diagnostics } = planRuns(mechanism, {
    from,
    until: until ?? (mechanism.course?.algebraic ? undefined : Math.max(last, time?.to ?? last)),
    dt,
    parameters: { ...held, ...parameters },
    record: data.columns.map(({ name }) => name),
  })
  if (!value) return refused(diagnostics)
  const { name } = mechanism
  if (!value.stretch) return refused([diagnose(fitMessages, 'fit/no-time', { name })])
  if (value.stepped.length > 0) {
    const names = value.stepped.map(one => `"${one.name}"`).join(', ')
    return refused([diagnose(fitMessages, 'fit/stepped', { names })])
  }
  const { from: first, until: end, dt: step } = value.stretch
  const outside = data.times.find(at => at < first || at > end)
  if (outside !== undefined)
    return refused([diagnose(fitMessages, 'fit/time-outside', { time: outside, from: first, until: end })])
  const stretch = {
    from: first,
    until: first + Math.max(1, Math.ceil((last - first) / step - 1e-6)) * step,
    dt: step,
  }
  const units = [
    { column: 't', unit: data.timeUnit, own: value.timeUnit },
    ...data.columns.map((column, index) => ({
      column: column.name,
      unit: column.unit,
      own: value.recorded[index]?.unit ?? '',
    })),
  ]
  const differ = units
    .filter(({ unit, own }) => unit !== '' && own !== '' && unit !== own)
    .map(facts => diagnose(fitMessages, 'fit/other-unit', facts))
  return checked({ plan: { ...value, stretch }, stretch }, differ)
}

const measured = ({ values }: DataColumn) =>
  values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)

/** Computed less measured, column after column, leaving out what was not measured. */
function residualsOf(
  columns: readonly DataColumn[],
  traces: readonly Float64Array[],
  places: readonly SamplePlace[],
): Float64Array {
  const all: number[] = []
  for (const [index, { values }] of columns.entries())
    for (const [row, place] of places.entries()) {
      const value = values[row] ?? NaN
      if (!Number.isNaN(value)) all.push(valueAt(traces[index] ?? new Float64Array(), place) - value)
    }
  return Float64Array.from(all)
}

function describe(
  fit: LeastSquaresFit,
  varied: readonly Varied[],
  columns: readonly DataColumn[],
  runs: number,
): ModelFit {
  let first = 0
  return {
    parameters: varied.map(({ name, unit }, index) => ({
      name,
      unit,
      value: fit.parameters[index] ?? NaN,
      error: fit.errors[index],
      atLimit: fit.atBound[index] ?? false,
    })),
    columns: columns.map(column => {
      const count = measured(column)
      const own = fit.residuals.subarray(first, first + count)
      first += count
      const squares = own.reduce((sum, value) => sum + value * value, 0)
      return {
        name: column.name,
        unit: column.unit,
        count,
        residual: Math.sqrt(squares / Math.max(1, count)),
      }
    }),
    sumOfSquares: fit.sumOfSquares,
    degreesOfFreedom: fit.degreesOfFreedom,
    iterations: fit.iterations,
    runs,
    converged: fit.end === 'converged',
  }
}
