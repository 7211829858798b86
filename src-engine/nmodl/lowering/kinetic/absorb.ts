import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'
import type { Conservation, Scheme } from './scheme.ts'

/** What a step starts from. */
export interface StepStart {
  /** The scheme, with those CONSERVE that still need an equation of their own. */
  readonly scheme: Scheme
  /** Volume times concentration of each state before the step. */
  readonly amounts: readonly Value[]
}

/**
 * Takes in the CONSERVE statements that say what the reactions do by themselves: where no reaction changes the sum,
 *
 *     balances of all but c,  a + b + c = total      ⇔      balances of all, with c₀ = total - a₀ - b₀
 *
 * because the balances add up to a + b + c = a₀ + b₀ + c₀. So there is no equation with all states in it, which would
 * fill the matrix. The others stay as they are: those that some reaction does not keep, and those with several states
 * that are replaced.
 *
 * @param start the states before the step
 */
export function absorbConservations(
  builder: ProgramBuilder,
  scheme: Scheme,
  start: readonly Value[],
): StepStart {
  const zero = builder.constant(0)
  const amounts = amountsOf(builder, scheme, start)
  const remaining: Conservation[] = []
  const replaced = new Set(scheme.conservations.map(({ replaces }) => replaces))
  const taken = new Map<number, Value>()
  for (const conservation of scheme.conservations) {
    const { weights, total, replaces } = conservation
    const others = [...weights].filter(([state]) => state !== replaces)
    if (!isKept(scheme, conservation) || others.some(([state]) => replaced.has(state))) {
      remaining.push(conservation)
      continue
    }
    let rest = total
    for (const [state, weight] of others) {
      const amount = builder.apply('mul', builder.constant(weight), amounts[state] ?? zero)
      rest = builder.apply('sub', rest, amount)
    }
    taken.set(replaces, builder.apply('div', rest, builder.constant(weights.get(replaces) ?? 1)))
  }
  return {
    scheme: { ...scheme, conservations: remaining },
    amounts: amounts.map((amount, state) => taken.get(state) ?? amount),
  }
}

/** Volume times concentration of each state. */
export function amountsOf(
  builder: ProgramBuilder,
  { volumes }: Scheme,
  values: readonly Value[],
): readonly Value[] {
  return values.map((value, state) => {
    const volume = volumes[state]
    return volume === undefined ? value : builder.apply('mul', volume, value)
  })
}

/** Whether no reaction changes the sum. */
export function isKept(scheme: Scheme, { weights }: Conservation): boolean {
  return scheme.reactions.every(({ change }) => {
    let sum = 0
    for (const [state, count] of change) sum += count * (weights.get(state) ?? 0)
    return sum === 0
  })
}
