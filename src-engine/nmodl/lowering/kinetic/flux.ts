import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'
import type { Flux, Product } from './scheme.ts'

/**
 * The flux of a product by mass action, and its derivatives at fixed coefficient.
 *
 *     k·a·b²      →      by a: k·b²;  by b: 2·k·a·b;  itself: (k·b²)·a
 */
export function evaluateProduct(
  builder: ProgramBuilder,
  { coefficient, powers }: Product,
  values: readonly Value[],
): Flux {
  const slopes = new Map<number, Value>()
  let value: Value | undefined
  for (const state of powers.keys()) {
    let others = coefficient
    for (const [other, power] of powers) {
      const factor = values[other] ?? builder.constant(0)
      for (let i = other === state ? 1 : 0; i < power; i++) others = builder.apply('mul', others, factor)
    }
    value ??= builder.apply('mul', others, values[state] ?? builder.constant(0))
    slopes.set(state, builder.apply('mul', builder.constant(powers.get(state) ?? 1), others))
  }
  return { value: value ?? coefficient, slopes }
}
