import type { Value } from '../../../program/graph.ts'
import { writeElement } from '../arrays.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'

/** Times that differ by less count as the same [ms], as in NEURON. */
const tolerance = 1e-11

/** Functions that say what happens at a moment: rules EV7 and EV8. */
export const timeBuiltins: Readonly<Record<string, Builtin>> = {
  /** `at_time(te)`: 1 where te lies in (t − dt, t]; t is what it is where the call stands. */
  at_time: {
    run(execution, call) {
      const { builder } = execution
      const [first] = call.arguments
      const given = first ? evaluate(execution, first) : builder.constant(0)
      const flag = builder.constant(0)
      execution.effect({ kind: 'emit', event: 'stop', time: given, flag, when: execution.when() })
      const time = builder.apply('sub', given, builder.constant(tolerance))
      const now = execution.read('t', call.span)
      const before = builder.apply('sub', now, execution.read('dt', call.span))
      return builder.apply('and', builder.apply('le', time, now), builder.apply('lt', before, time))
    },
  },

  /** `state_discontinuity(x, value)`: x becomes the value, where that is possible. */
  state_discontinuity: {
    run(execution, call) {
      const { builder } = execution
      const [target, given] = call.arguments
      if (!given || (target?.kind !== 'name' && target?.kind !== 'element')) return builder.constant(0)
      const value = evaluate(execution, given)
      const assign = () => {
        if (target.kind === 'name') execution.write(target.name, value)
        else writeElement(execution, target.name, evaluate(execution, target.index), value, target.span)
      }
      if (execution.discontinuities === 'taken') assign()
      else if (execution.discontinuities === 'in-steps') {
        // When a run begins the currents are computed at t = 0; in a step, in the middle of it.
        const isStep: Value = builder.apply('ne', execution.read('t', call.span), builder.constant(0))
        execution.branch(isStep, assign, () => {})
      }
      return builder.constant(0)
    },
    assigns: call => namesOf(call),
  },
}

function namesOf(call: Call): readonly string[] {
  const [target] = call.arguments
  return target?.kind === 'name' || target?.kind === 'element' ? [target.name] : []
}
