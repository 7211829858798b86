import type { Value } from '../../../program/graph.ts'
import type { Builtin } from '../language.ts'
import { evaluate } from '../expressions.ts'
import { arithmeticOf, formula } from './formulas.ts'

/** 2π with the digits that the SCoP library has of it. */
const twoPi = 6.2831853

type PeriodicPulse = readonly [t: Value, lag: Value, height: Value, duration: Value, pause: Value]

/** The wave forms of the SCoP library. */
export const waveformBuiltins: Readonly<Record<string, Builtin>> = {
  harmonic: formula(({ apply, constant }, t, period, amplitude, offset) => {
    const angle = apply('mul', apply('div', constant(twoPi), period), apply('add', t, offset))
    return apply('mul', amplitude, apply('sin', angle))
  }),
  squarewave: formula(({ apply, choose, constant, fraction }, t, period, amplitude) =>
    choose(apply('lt', fraction(apply('div', t, period)), constant(0.5)), amplitude, apply('neg', amplitude)),
  ),
  sawtooth: formula(({ apply, fraction }, t, period, amplitude) =>
    apply('mul', amplitude, fraction(apply('div', t, period))),
  ),
  revsawtooth: formula(({ apply, constant, fraction }, t, period, amplitude) =>
    apply('mul', amplitude, apply('sub', constant(1), fraction(apply('div', t, period)))),
  ),
  ramp: formula(({ apply, choose, constant }, t, lag, height, duration) => {
    const rising = apply('div', apply('mul', apply('sub', t, lag), height), duration)
    const isOver = apply('lt', apply('add', lag, duration), t)
    return choose(apply('lt', t, lag), constant(0), choose(isOver, height, rising))
  }),
  pulse: formula(({ apply, choose, constant }, t, lag, height, duration) => {
    const during = choose(apply('lt', t, apply('add', lag, duration)), height, constant(0))
    return choose(apply('lt', t, lag), constant(0), during)
  }),
  perpulse: formula(({ apply, choose, constant, fraction }, ...given) => {
    const [t, lag, height, duration, pause] = given as unknown as PeriodicPulse
    const period = apply('add', duration, pause)
    const inPeriod = apply('mul', fraction(apply('div', apply('sub', t, lag), period)), period)
    const during = choose(apply('lt', inPeriod, duration), height, constant(0))
    return choose(apply('lt', t, lag), constant(0), during)
  }),
  step: formula(({ apply, choose, constant }, t, time, height) =>
    choose(apply('le', time, t), height, constant(0)),
  ),
  perstep: formula(({ apply, choose, constant }, t, lag, period, height) => {
    const whole = apply('trunc', apply('div', apply('sub', t, lag), period))
    const steps = apply('mul', apply('add', whole, constant(1)), height)
    return choose(apply('lt', t, lag), constant(0), steps)
  }),

  /** `threshold(x, limit, "max")` is 1 up to the limit, `threshold(x, limit, "min")` from it on. */
  threshold: {
    run(execution, { arguments: [first, second, mode] }) {
      const { apply, constant } = arithmeticOf(execution)
      const x = first ? evaluate(execution, first) : constant(0)
      const limit = second ? evaluate(execution, second) : constant(0)
      const word = mode?.kind === 'string' ? mode.text.toLowerCase() : ''
      if (word === 'max') return apply('le', x, limit)
      return word === 'min' ? apply('le', limit, x) : constant(-1)
    },
  },
}
