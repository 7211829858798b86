import type { Builtin } from '../language.ts'

/** Functions that end a run or ask where it is. */
export const simulationBuiltins: Readonly<Record<string, Builtin>> = {
  /** `error("…", number)`: ends the run with the message. */
  error: {
    run(execution, call) {
      const text = call.arguments
        .flatMap(argument => (argument.kind === 'string' ? [argument.text] : []))
        .join(' ')
      const { builder } = execution
      execution.fault({ code: 'nmodl/error-called', facts: { text } }, builder.constant(1))
      return builder.constant(0)
    },
  },
}
