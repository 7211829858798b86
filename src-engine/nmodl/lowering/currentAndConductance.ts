import { InternalError } from '../../core/errors.ts'
import { slopeColumn } from '../../kernel/ionPrograms.ts'
import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { MembraneCurrent, MechanismModel } from '../model/mechanismModel.ts'
import { linearIn, spread } from '../symbolic/linearIn.ts'
import { substitute } from '../symbolic/substitute.ts'

/** Step of the difference quotient that NEURON takes for di/dv [mV]. */
const quotientStepMv = 0.001

/** A current i(v) as the cable solver wants it: i ≈ g·v − source, outward positive. */
interface Linearised {
  /** di/dv; undefined where it is exactly 0. */
  readonly conductance: Value | undefined
  /** g·v − i; undefined where it is exactly 0. */
  readonly source: Value | undefined
}

/** The value of a current at the present v, and at v + 0.001 mV where BREAKPOINT was run for that apart. */
export interface CurrentValue {
  readonly current: MembraneCurrent
  readonly now: Value
  readonly shifted: Value | undefined
}

/**
 * Adds a mechanism's currents to the node's equation and to the ions' currents. Where the text gives conductances by
 * CONDUCTANCE, their sum stands for di/dv, as in NEURON.
 *
 * Density currents [mA/cm²] are scaled by `node.areaFactor` into nA; those of point processes [nA] are not, but
 * are divided by it on their way into an ion's current, which is a density. Electrode currents are positive inward, and
 * no ion carries them; where a mechanism has one, all its currents are taken for inward, as NEURON does.
 */
export function addCurrents(
  builder: ProgramBuilder,
  model: MechanismModel,
  values: readonly CurrentValue[],
  conductances: readonly Value[],
): void {
  const v = builder.column('node', 'v')
  const { conductance, source } =
    conductances.length > 0
      ? linearisedBy(builder, values, conductances, v)
      : linearisedSum(builder, values, v)
  const areaFactor = builder.column('node', 'areaFactor')
  const isDensity = model.kind === 'density'
  const scaled = (value: Value): Value => (isDensity ? builder.apply('mul', value, areaFactor) : value)
  for (const { current, now } of values) {
    if (current.ion === undefined) continue
    const density = isDensity ? now : builder.apply('div', now, areaFactor)
    builder.effect({ kind: 'addAt', space: `ion:${current.ion}`, name: current.name, value: density })
  }
  if (source !== undefined)
    builder.effect({ kind: 'addAt', space: 'node', name: 'rhs', value: scaled(source) })
  if (conductance !== undefined) {
    builder.effect({ kind: 'addAt', space: 'node', name: 'diagonal', value: scaled(conductance) })
  }
}

/**
 * Adds ∂i/∂v of each ion's current to the ion's column of slopes: for currents that are carried to the middle of a step.
 * Where the text gives conductances by CONDUCTANCE, those of the ion are it.
 */
export function addSlopes(
  builder: ProgramBuilder,
  model: MechanismModel,
  values: readonly CurrentValue[],
  given: { readonly conductances: readonly Value[]; readonly ions: readonly (string | undefined)[] },
): void {
  const v = builder.column('node', 'v')
  const areaFactor = builder.column('node', 'areaFactor')
  for (const value of values) {
    const { ion } = value.current
    if (ion === undefined) continue
    const own = given.conductances.filter((_, index) => given.ions[index] === ion)
    const slope =
      given.conductances.length > 0
        ? own.reduce((sum: Value | undefined, part) => accumulate(builder, sum, part, false), undefined)
        : linearise(builder, value, v).conductance
    if (slope === undefined) continue
    const density = model.kind === 'density' ? slope : builder.apply('div', slope, areaFactor)
    builder.effect({ kind: 'addAt', space: `ion:${ion}`, name: slopeColumn(ion), value: density })
  }
}

function isElectrode(values: readonly CurrentValue[]): boolean {
  return values.some(({ current }) => current.kind === 'electrode')
}

/** All currents together, each taken apart for itself. */
function linearisedSum(builder: ProgramBuilder, values: readonly CurrentValue[], v: Value): Linearised {
  const inward = isElectrode(values)
  let conductance: Value | undefined
  let source: Value | undefined
  for (const value of values) {
    const parts = linearise(builder, value, v)
    conductance = accumulate(builder, conductance, parts.conductance, inward)
    source = accumulate(builder, source, parts.source, inward)
  }
  return { conductance, source }
}

/** All currents together, with the conductance that the text gives by CONDUCTANCE. */
function linearisedBy(
  builder: ProgramBuilder,
  values: readonly CurrentValue[],
  conductances: readonly Value[],
  v: Value,
): Linearised {
  const inward = isElectrode(values)
  const outward = conductances.reduce((sum, part) => builder.apply('add', sum, part))
  const conductance = inward ? builder.apply('neg', outward) : outward
  let total: Value | undefined
  for (const { now } of values) total = accumulate(builder, total, now, inward)
  const source = builder.apply('sub', builder.apply('mul', conductance, v), total ?? builder.constant(0))
  return { conductance, source }
}

/**
 * Takes a current apart. Where it is affine in v, exactly: i = g·v + i₀ gives g and −i₀, with no difference of
 * nearly equal numbers. Elsewhere by NEURON's quotient (i(v + 0.001) − i(v))/0.001.
 */
function linearise(builder: ProgramBuilder, value: CurrentValue, v: Value): Linearised {
  const form = value.shifted === undefined ? linearIn(builder, value.now, v) : undefined
  if (form) {
    const { slope, intercept } = spread(builder, form)
    return {
      conductance: slope,
      source: intercept === undefined ? undefined : builder.apply('neg', intercept),
    }
  }
  const step = builder.constant(quotientStepMv)
  const shifted = value.shifted ?? substitute(builder, value.now, v, builder.apply('add', v, step))
  if (shifted === undefined)
    throw new InternalError('a current leads through a loop and was not run at v + 0.001 mV', {
      current: value.current.name,
    })
  const conductance = builder.apply('div', builder.apply('sub', shifted, value.now), step)
  return { conductance, source: builder.apply('sub', builder.apply('mul', conductance, v), value.now) }
}

function accumulate(
  builder: ProgramBuilder,
  sum: Value | undefined,
  part: Value | undefined,
  negative: boolean,
): Value | undefined {
  if (part === undefined) return sum
  if (sum === undefined) return negative ? builder.apply('neg', part) : part
  return builder.apply(negative ? 'sub' : 'add', sum, part)
}
