import type { RunSnapshot } from '../../src-engine/index.ts'

/** A state that a run has passed, and how many samples of each probe it had given by then. */
export interface KeptState extends RunSnapshot {
  readonly samples: readonly number[]
}

/** States that a run has passed, to go back to: few, and the fewer the longer they are past. */
export interface KeptStates {
  add(state: KeptState): void
  /** The newest at or before a time. */
  before(tMs: number): KeptState | undefined
  /** Forgets what lies behind a time. */
  dropAfter(tMs: number): void
  /** Times that can be gone back to without computing anything [ms], ascending. */
  readonly timesMs: readonly number[]
  readonly bytes: number
}

/** Most states, however small they are. */
const mostStates = 200

/** Rounding of t that two equal times may differ by [ms]. */
const closeMs = 1e-6

/**
 * The first and the newest are always kept. Where there are too many, that one goes whose absence leaves the smallest gap
 * for its age: gaps grow in proportion to how long they are past.
 *
 * @param mostBytes that they take together
 */
export function createKeptStates(mostBytes: number): KeptStates {
  const states: KeptState[] = []
  let bytes = 0
  const remove = (index: number) => {
    const [gone] = states.splice(index, 1)
    bytes -= gone?.bytes.length ?? 0
  }
  const thin = (): void => {
    const now = states.at(-1)?.tMs ?? 0
    let least = { index: -1, cost: Infinity }
    for (let index = 1; index < states.length - 1; index++) {
      const gap = states[index + 1]!.tMs - states[index - 1]!.tMs
      const cost = gap / (now - states[index]!.tMs + closeMs)
      if (cost < least.cost) least = { index, cost }
    }
    if (least.index > 0) remove(least.index)
  }
  return {
    add: state => {
      if (states.length > 0 && state.tMs <= states.at(-1)!.tMs + closeMs) return
      states.push(state)
      bytes += state.bytes.length
      while (states.length > 2 && (states.length > mostStates || bytes > mostBytes)) thin()
    },
    before: tMs => states.findLast(state => state.tMs <= tMs + closeMs),
    dropAfter: tMs => {
      while (states.length > 1 && states.at(-1)!.tMs > tMs + closeMs) remove(states.length - 1)
    },
    get timesMs() {
      return states.map(({ tMs }) => tMs)
    },
    get bytes() {
      return bytes
    },
  }
}
