import type { PureOperation, Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin } from '../language.ts'

/** Arithmetic on values, short to write; truth values are 0 and 1. */
export interface Arithmetic {
  readonly constant: (value: number) => Value
  readonly apply: (operation: PureOperation, ...operands: readonly Value[]) => Value
  readonly choose: (condition: Value, yes: Value, no: Value) => Value
  /** What is behind the decimal point, with the sign of the number. */
  readonly fraction: (value: Value) => Value
}

/** The arithmetic of a program. */
export function arithmeticOf({ builder }: Execution): Arithmetic {
  const apply: Arithmetic['apply'] = (operation, ...operands) => builder.apply(operation, ...operands)
  return {
    constant: value => builder.constant(value),
    apply,
    choose: (condition, yes, no) => apply('select', condition, yes, no),
    fraction: value => apply('sub', value, apply('trunc', value)),
  }
}

/** A function that is a formula of its arguments. */
export function formula(compute: (arithmetic: Arithmetic, ...given: readonly Value[]) => Value): Builtin {
  return {
    run(execution, { arguments: given }) {
      const values = given.map(argument => evaluate(execution, argument))
      return compute(arithmeticOf(execution), ...values)
    },
  }
}
