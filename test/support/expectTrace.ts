import { expect } from 'vitest'

/** How far two traces may lie apart, and why not less. */
export interface TraceTolerance {
  /** Greatest absolute difference of any sample, in the trace’s own unit. */
  readonly abs: number
  readonly because: string
}

/** The greatest absolute difference of two traces of one length; NaN anywhere gives Infinity. */
export function largestDifference(
  actual: ArrayLike<number>,
  reference: ArrayLike<number>,
): { readonly difference: number; readonly at: number } {
  let difference = 0
  let at = 0
  for (let i = 0; i < reference.length; i++) {
    const here = Math.abs(actual[i]! - reference[i]!)
    if (here <= difference) continue
    difference = Number.isNaN(here) ? Infinity : here
    at = i
  }
  return { difference, at }
}

/** Fails unless a trace lies on its reference, sample by sample. */
export function expectTrace(
  actual: ArrayLike<number>,
  reference: ArrayLike<number>,
  tolerance: TraceTolerance,
): void {
  expect(actual.length, 'number of samples').toBe(reference.length)
  const { difference, at } = largestDifference(actual, reference)
  expect(
    difference,
    `largest difference, at sample ${at}; tolerance: ${tolerance.because}`,
  ).toBeLessThanOrEqual(tolerance.abs)
}
