/** Passes values on at most once in an interval, the newest always in the end. */
export interface Throttle<Value> {
  push(value: Value): void
  /** Passes what waits on at once. */
  flush(): void
  /** Forgets what waits. */
  cancel(): void
}

/** @param intervalMs least time between two values */
export function createThrottle<Value>(intervalMs: number, pass: (value: Value) => void): Throttle<Value> {
  let timer: NodeJS.Timeout | undefined
  let waiting: { readonly value: Value } | undefined
  let last = -Infinity

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (!waiting) return
    const { value } = waiting
    waiting = undefined
    last = performance.now()
    pass(value)
  }

  return {
    push: value => {
      waiting = { value }
      const wait = last + intervalMs - performance.now()
      if (wait <= 0) flush()
      else timer ??= setTimeout(flush, wait)
    },
    flush,
    cancel: () => {
      clearTimeout(timer)
      timer = undefined
      waiting = undefined
    },
  }
}
