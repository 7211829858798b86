import { InternalError } from '../core/errors.ts'
import { exp, log, pow, sin, cos, tan, sinh, cosh, tanh } from '../math/elementary.ts'
import type { OperationName } from '../program/operations.ts'

/** What an operation was given and what it gave. */
interface Step {
  readonly a: number
  readonly b: number
  readonly c: number
  /** Derivatives of the operands. */
  readonly da: number
  readonly db: number
  readonly dc: number
  /** The result. */
  readonly f: number
}

/** x·y, and 0 where x is: what is not finite counts only where it is asked for. */
const times = (x: number, y: number) => (x === 0 ? 0 : x * y)

/** 2/√π */
const erfFactor = 1.1283791670955126
/** 1/ln 10 */
const log10Factor = 0.4342944819032518

/** Derivatives of the operations that have one; all others are stepwise. */
const derivatives: { readonly [name in OperationName]?: (step: Step) => number } = {
  copy: ({ da }) => da,
  gather: ({ da }) => da,
  add: ({ da, db }) => da + db,
  sub: ({ da, db }) => da - db,
  mul: ({ a, b, da, db }) => times(da, b) + times(db, a),
  div: ({ b, da, db, f }) => (da === 0 && db === 0 ? 0 : (da - times(db, f)) / b),
  neg: ({ da }) => -da,
  abs: ({ a, da }) => (a < 0 ? -da : da),
  mulAdd: ({ a, b, da, db, dc }) => times(da, b) + times(db, a) + dc,
  mulSub: ({ a, b, da, db, dc }) => times(da, b) + times(db, a) - dc,
  subMul: ({ a, b, da, db, dc }) => dc - (times(da, b) + times(db, a)),
  min: ({ a, b, da, db }) => (a < b ? da : db),
  max: ({ a, b, da, db }) => (a > b ? da : db),
  sqrt: ({ da, f }) => times(da, 0.5 / f),
  fmod: ({ a, b, da, db }) => da - times(db, Math.trunc(a / b)),
  exp: ({ a, da, f }) => (a > 700 || a < -700 ? 0 : times(da, f)),
  expm1: ({ da, f }) => times(da, f + 1),
  log: ({ a, da }) => times(da, 1 / a),
  log10: ({ a, da }) => times(da, log10Factor / a),
  pow: ({ a, b, da, db, f }) =>
    times(da, b * pow(a, b - 1)) + (db === 0 || a === 0 ? 0 : times(db, f * log(a))),
  sin: ({ a, da }) => times(da, cos(a)),
  cos: ({ a, da }) => times(da, -sin(a)),
  tan: ({ a, da }) => times(da, 1 + tan(a) * tan(a)),
  asin: ({ a, da }) => times(da, 1 / Math.sqrt(1 - a * a)),
  acos: ({ a, da }) => times(da, -1 / Math.sqrt(1 - a * a)),
  atan: ({ a, da }) => times(da, 1 / (1 + a * a)),
  atan2: ({ a, b, da, db }) => (times(da, b) - times(db, a)) / (a * a + b * b),
  sinh: ({ a, da }) => times(da, cosh(a)),
  cosh: ({ a, da }) => times(da, sinh(a)),
  tanh: ({ a, da }) => times(da, 1 - tanh(a) * tanh(a)),
  erf: ({ a, da }) => times(da, erfFactor * exp(-a * a)),
  select: ({ a, db, dc }) => (a !== 0 ? db : dc),
}

/** The derivative of what an operation gives; at corners that of the side that is taken. */
export function derivativeOf(operation: OperationName, step: Step): number {
  const value = derivatives[operation]?.(step) ?? 0
  if (typeof value !== 'number') throw new InternalError('an operation has no derivative', { operation })
  return value
}
