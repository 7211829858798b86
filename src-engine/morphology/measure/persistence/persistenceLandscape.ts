import type { DiagramPoint } from './bottleneck.ts'

/** Landscape functions λ₁ ≥ λ₂ ≥ … at given places. */
export interface PersistenceLandscape {
  readonly at: Float64Array
  /** One row for each function, of the length of `at`. */
  readonly levels: readonly Float64Array[]
}

/**
 * The persistence landscape of a diagram (Bubenik 2015, J Mach Learn Res 16:77): λ_k(t) is the k-th largest of the tents
 * max(0, min(t − a, b − t)), where a branch lives from a to b.
 *
 * @param levels how many functions
 * @param samples at how many places, from 0 to the largest birth
 */
export function persistenceLandscape(
  diagram: readonly DiagramPoint[],
  levels = 5,
  samples = 101,
): PersistenceLandscape {
  const largest = diagram.reduce((most, { birth, death }) => Math.max(most, birth, death), 0)
  const at = Float64Array.from({ length: samples }, (_, k) => (largest * k) / (samples - 1))
  const rows = Array.from({ length: levels }, () => new Float64Array(samples))
  at.forEach((t, k) => {
    const tents = Float64Array.from(diagram, ({ birth, death }) =>
      Math.max(0, Math.min(t - Math.min(birth, death), Math.max(birth, death) - t)),
    ).sort()
    rows.forEach((row, level) => (row[k] = tents[tents.length - 1 - level] ?? 0))
  })
  return { at, levels: rows }
}
