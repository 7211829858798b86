import { lowerBound, type RowFrame } from './tracePoints.ts'

/** Pixel columns in which a train has a spike: at most one tick for each column, however many spikes. */
export function rasterTicks(
  timesMs: Float64Array,
  frame: Pick<RowFrame, 'x' | 'width' | 'span'>,
): Float32Array {
  const { fromMs, toMs } = frame.span
  const scale = frame.width / (toMs - fromMs)
  const xs: number[] = []
  let i = lowerBound(timesMs, fromMs)
  while (i < timesMs.length && (timesMs[i] as number) <= toMs) {
    const column = Math.floor(((timesMs[i] as number) - fromMs) * scale)
    xs.push(frame.x + column + 0.5)
    // Jump over the spikes of this column: a search instead of a walk.
    const next = fromMs + (column + 1) / scale
    const after = lowerBound(timesMs.subarray(i + 1), next) + i + 1
    i = after
  }
  return Float32Array.from(xs)
}
