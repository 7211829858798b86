import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'

/** What a rate is multiplied with: coefficient · Π state^power, by mass action. */
export interface Product {
  /** The rate and the reactants that are not states [amount/ms, over the units of the states]. */
  readonly coefficient: Value
  /** Powers of the states, by their index in the scheme. */
  readonly powers: ReadonlyMap<number, number>
}

/** One reaction, with everything that is not a state evaluated. */
export interface Reaction {
  readonly forward: Product
  /** Absent for sinks and sources. */
  readonly backward: Product | undefined
  /** What one turn forwards adds to each state, by its index; a turn backwards takes it away. */
  readonly change: ReadonlyMap<number, number>
}

/** `CONSERVE`: Σ weight·volume·state = total, in place of the balance of the state `replaces`. */
export interface Conservation {
  readonly weights: ReadonlyMap<number, number>
  readonly total: Value
  readonly replaces: number
}

/** A KINETIC block at given values of its states: what a step of any method is made from. */
export interface Scheme {
  /** Names of the unknowns, elements of arrays as `ca[3]`. */
  readonly states: readonly string[]
  /** What the states stood for when the block was run. */
  readonly values: readonly Value[]
  /** Volume of each state's COMPARTMENT; undefined is 1. */
  readonly volumes: readonly (Value | undefined)[]
  readonly reactions: readonly Reaction[]
  readonly conservations: readonly Conservation[]
}

/** A CONSERVE before it is decided which balance it takes the place of. */
export interface ConserveEntry {
  readonly weights: ReadonlyMap<number, number>
  readonly total: Value
  readonly span: Span
}

/** The flux of a product, and its derivative by each of its states. */
export interface Flux {
  readonly value: Value
  readonly slopes: ReadonlyMap<number, Value>
}

/** Whether every product has at most one state, to the first power: then a step is one linear system. */
export function isMassActionLinear(scheme: Scheme): boolean {
  const isLinear = (product: Product | undefined): boolean =>
    product === undefined || [...product.powers.values()].reduce((sum, power) => sum + power, 0) <= 1
  return scheme.reactions.every(({ forward, backward }) => isLinear(forward) && isLinear(backward))
}
