/** Estimates the wall-clock time left from how work went lately. Pauses do not count. */
export interface TimeLeft {
  /** Called with the work done so far; times when the job stood still are told by `rest`. */
  note(done: number): void
  rest(): void
  seconds(total: number): number | undefined
}

/** Seconds of work before an estimate means anything. */
const leastSeconds = 0.3

/** How quickly old speed is forgotten [s]. */
const memorySeconds = 5

/** @param nowSeconds a clock */
export function createTimeLeft(nowSeconds: () => number): TimeLeft {
  let last: { readonly at: number; readonly done: number } | undefined
  let speed: number | undefined
  let worked = 0
  let done = 0
  return {
    note: newDone => {
      const at = nowSeconds()
      done = newDone
      if (!last) return void (last = { at, done })
      const seconds = at - last.at
      if (seconds < 0.05) return
      const current = (newDone - last.done) / seconds
      const weight = Math.min(1, seconds / Math.min(memorySeconds, worked + seconds))
      speed = speed === undefined ? current : speed + weight * (current - speed)
      worked += seconds
      last = { at, done }
    },
    rest: () => void (last = undefined),
    seconds: total =>
      speed && speed > 0 && worked >= leastSeconds ? Math.max(0, total - done) / speed : undefined,
  }
}
