import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'
import { LinearSystem } from '../../symbolic/linearSystem.ts'
import type { StepStart } from './absorb.ts'
import { evaluateProduct } from './flux.ts'
import type { Conservation, Product, Scheme } from './scheme.ts'

/**
 * The system for one implicit Euler step of a scheme that is linear in its states; its unknowns are the new states.
 *
 *     V·(x - x₀) = dt·Σ change·(k_f·… - k_b·…)      →      V·x - dt·Σ change·(k_f·… - k_b·…) = V·x₀
 *
 * The balances of states that a CONSERVE replaces are left out; it stands in their place.
 *
 * @param dt step [ms]
 */
export function linearStep(builder: ProgramBuilder, { scheme, amounts }: StepStart, dt: Value): LinearSystem {
  const system = new LinearSystem(builder, scheme.states.length)
  const replaced = replacedRows(scheme)
  amounts.forEach((amount, state) => {
    if (replaced.has(state)) return
    system.add(state, state, scheme.volumes[state] ?? builder.constant(1))
    system.addRight(state, amount)
  })
  for (const { forward, backward, change } of scheme.reactions) {
    const enter = (product: Product, direction: 1 | -1): void => {
      const flux = builder.apply('mul', dt, product.coefficient)
      const [source] = product.powers.keys()
      for (const [state, count] of change) {
        if (replaced.has(state)) continue
        const amount = builder.apply('mul', builder.constant(direction * count), flux)
        if (source === undefined) system.addRight(state, amount)
        else system.add(state, source, builder.apply('neg', amount))
      }
    }
    enter(forward, 1)
    if (backward) enter(backward, -1)
  }
  for (const conservation of scheme.conservations) {
    const { replaces } = conservation
    for (const [state, weight] of weightsOf(builder, scheme, conservation))
      system.add(replaces, state, weight)
    system.addRight(replaces, conservation.total)
  }
  return system
}

/**
 * The system of one step of Newton's method towards the implicit Euler step; its unknowns are the changes of the
 * states from where the scheme was evaluated.
 *
 * @param dt step [ms]
 * @param slopesOf how a coefficient changes with the states, for those with which it does; where absent only the right
 * side is made, the balances as they are at these states
 */
export function newtonStep(
  builder: ProgramBuilder,
  { scheme, amounts }: StepStart,
  dt: Value,
  slopesOf: ((coefficient: Value) => ReadonlyMap<number, Value>) | undefined,
): LinearSystem {
  const system = new LinearSystem(builder, scheme.states.length)
  const replaced = replacedRows(scheme)
  scheme.values.forEach((value, state) => {
    if (replaced.has(state)) return
    const volume = scheme.volumes[state] ?? builder.constant(1)
    system.add(state, state, volume)
    system.addRight(state, builder.apply('sub', amounts[state] ?? value, builder.apply('mul', volume, value)))
  })
  for (const { forward, backward, change } of scheme.reactions) {
    const enter = (product: Product, direction: 1 | -1): void => {
      const scaled = { ...product, coefficient: builder.apply('mul', dt, product.coefficient) }
      const flux = evaluateProduct(builder, scaled, scheme.values)
      const slopes = new Map(slopesOf ? flux.slopes : [])
      for (const [state, slope] of slopesOf?.(scaled.coefficient) ?? []) {
        const part = evaluateProduct(builder, { ...product, coefficient: slope }, scheme.values).value
        const known = slopes.get(state)
        slopes.set(state, known === undefined ? part : builder.apply('add', known, part))
      }
      for (const [state, count] of change) {
        if (replaced.has(state)) continue
        const times = builder.constant(direction * count)
        system.addRight(state, builder.apply('mul', times, flux.value))
        for (const [by, slope] of slopes) {
          system.add(state, by, builder.apply('neg', builder.apply('mul', times, slope)))
        }
      }
    }
    enter(forward, 1)
    if (backward) enter(backward, -1)
  }
  for (const conservation of scheme.conservations) {
    const { replaces } = conservation
    system.addRight(replaces, conservation.total)
    for (const [state, weight] of weightsOf(builder, scheme, conservation)) {
      const amount = builder.apply('mul', weight, scheme.values[state] ?? builder.constant(0))
      system.add(replaces, state, weight)
      system.addRight(replaces, builder.apply('neg', amount))
    }
  }
  return system
}

function replacedRows(scheme: Scheme): ReadonlySet<number> {
  return new Set(scheme.conservations.map(({ replaces }) => replaces))
}

/** Weights of a CONSERVE times the volumes of its states. */
function weightsOf(
  builder: ProgramBuilder,
  scheme: Scheme,
  { weights }: Conservation,
): readonly (readonly [state: number, weight: Value])[] {
  return [...weights].map(([state, weight]) => {
    const volume = scheme.volumes[state] ?? builder.constant(1)
    return [state, builder.apply('mul', builder.constant(weight), volume)]
  })
}
