/** What a sweep varies. A mechanism's parameter and a property are named by the region in which the model sets them. */
export type SweepTarget =
  | {
      readonly kind: 'mechanism'
      readonly mechanism: string
      readonly region: string
      readonly parameter: string
    }
  | { readonly kind: 'property'; readonly property: string; readonly region: string }
  | { readonly kind: 'process'; readonly process: string; readonly parameter: string }
  /** A GLOBAL: `hh.q10`. */
  | { readonly kind: 'global'; readonly global: string }
  | { readonly kind: 'run'; readonly setting: 'celsius' | 'vInitMv' }

/** The values that one parameter takes. */
export interface SweepParameter {
  readonly id: string
  readonly target: SweepTarget
  /** Of a grid: the values themselves; or else `steps` values from `from` to `to`. */
  readonly values?: readonly number[] | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly steps?: number | undefined
  /** Whether equal distances between `from` and `to` are equal differences or equal ratios; `linear` if not given. */
  readonly scale?: 'linear' | 'log' | undefined
}

/** How the variants of a sweep are chosen. */
export const sweepDesigns = ['grid', 'random', 'sobol', 'list'] as const

/**
 * A model run with many sets of parameters.
 *
 * `grid`: every combination, the last parameter changing fastest. `random`: `count` variants, uniform between `from` and
 * `to`. `sobol`: the first `count` points of Sobol's sequence between `from` and `to`. `list`: the rows as they are.
 */
export interface SweepUse {
  readonly parameters: readonly SweepParameter[]
  readonly design: (typeof sweepDesigns)[number]
  /** Of `random`; 0 if not given. */
  readonly seed?: number | undefined
  /** Of `random` and `sobol`. */
  readonly count?: number | undefined
  /** Of `list`: for each variant a value of each parameter. */
  readonly rows?: readonly (readonly number[])[] | undefined
}
