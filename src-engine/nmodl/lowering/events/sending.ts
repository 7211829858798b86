import type { Effect } from '../../../program/effects.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'

type EventKind = Extract<Effect, { kind: 'emit' }>['event']

/** net_send, net_event, net_move and gid_event: rules EV3 and EV10. None of them has a value. */
export const sendingBuiltins: Readonly<Record<string, Builtin>> = {
  /** `net_send(delay, flag)`: to the instance itself, `delay` ms from now. */
  net_send: emitting('send'),
  /** `net_move(time)`: the event with flag 1 that waits. */
  net_move: emitting('move'),
  /** `net_event(time)`: to everything that is connected to the instance. */
  net_event: emitting('fire'),
  /** `gid_event(gid, time, own)`: to everything that is connected to the source with a gid. */
  gid_event: {
    run(execution, call) {
      const { builder } = execution
      const [flag, time] = [argument(execution, call, 0), argument(execution, call, 1)]
      const own = builder.apply('ne', argument(execution, call, 2), builder.constant(0))
      const when = execution.when()
      for (const [event, chosen] of [
        ['fireGid', own],
        ['fireForeign', builder.apply('not', own)],
      ] as const) {
        const here = builder.apply('and', when, chosen)
        if (builder.constantOf(here) !== 0) execution.effect({ kind: 'emit', event, time, flag, when: here })
      }
      return builder.constant(0)
    },
  },
}

function emitting(event: EventKind): Builtin {
  return {
    run(execution, call) {
      const time = argument(execution, call, 0)
      const flag = argument(execution, call, 1)
      const { builder } = execution
      const when = execution.when()
      // As one side of a choice, a time that is dear to compute is skipped where no event is sent.
      const [written] = call.arguments
      const plain = written?.kind === 'name' || written?.kind === 'number' || builder.constantOf(when) === 1
      const chosen = plain ? time : builder.apply('select', when, time, builder.constant(0))
      if (builder.constantOf(when) !== 0) execution.effect({ kind: 'emit', event, time: chosen, flag, when })
      return builder.constant(0)
    },
  }
}

function argument(execution: Execution, call: Call, index: number): Value {
  const expression = call.arguments[index]
  return expression ? evaluate(execution, expression) : execution.builder.constant(0)
}
