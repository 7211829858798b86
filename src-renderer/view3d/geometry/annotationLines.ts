import type { Annotations } from '../../../src-engine/morphology/annotations.ts'

/** What a file holds besides cable, as lines and dots in space [µm]. */
export interface AnnotationLines {
  /** Pairs of points, shape [count, 2, 3]. */
  readonly segments: Float32Array
  /** Markers and spines, shape [count, 3]. */
  readonly dots: Float32Array
}

/** Outlines become lines, closed where they are; markers and spines dots. */
export function annotationLines({ markers, spines, outlines }: Annotations): AnnotationLines {
  const pairs = outlines.reduce((sum, { x, closed }) => sum + pairsOf(x.length, closed), 0)
  const segments = new Float32Array(pairs * 6)
  let at = 0
  for (const { x, y, z, closed } of outlines) {
    for (let pair = 0; pair < pairsOf(x.length, closed); pair++) {
      const next = (pair + 1) % x.length
      segments.set([x[pair]!, y[pair]!, z[pair]!, x[next]!, y[next]!, z[next]!], at) // hot: both below length
      at += 6
    }
  }
  const dots = new Float32Array((markers.length + spines.length) * 3)
  ;[...markers, ...spines].forEach(({ x, y, z }, dot) => dots.set([x, y, z], dot * 3))
  return { segments, dots }
}

const pairsOf = (points: number, closed: boolean): number =>
  Math.max(0, closed && points > 2 ? points : points - 1)
