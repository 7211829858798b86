import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { TraceSource } from './useTraceWindow.ts'
import type { PlottedTrace } from './plottedTrace.ts'
import { readValue } from './window/readValue.ts'
import { isCancelled } from '../../src-main/rpc/errors.ts'

/** Time between two readings [ms]. */
const restMs = 50

/** Values of each probe at a cursor; a probe without an entry has no value there. */
export type CursorValues = ReadonlyMap<number, number>

/** Exact values at a moment, read from single samples around it: bins of the drawn window would not do. */
export function useCursorValues(
  source: Pick<TraceSource, 'window'>,
  traces: () => readonly PlottedTrace[],
  atMs: () => number | undefined,
): Readonly<ShallowRef<CursorValues>> {
  const values = shallowRef<CursorValues>(new Map())
  let call: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  let readingAt: number | undefined

  async function read(at: number): Promise<void> {
    // A slow answer about the same moment is waited for: what has grown since does not change it.
    if (readingAt === at) return
    readingAt = at
    call?.abort()
    const { signal } = (call = new AbortController())
    try {
      const found = await Promise.all(
        traces()
          .filter(trace => trace.samples > 1)
          .map(async ({ probe }) => {
            // A window has one more sample on either side: of a moment, however far they lie.
            const window = await source.window({ probe, fromMs: at, toMs: at, maxPoints: 4096 }, { signal })
            return [probe, readValue(window, at)] as const
          }),
      )
      values.value = new Map(
        found.flatMap(([probe, reading]) => (reading?.exact ? [[probe, reading.low] as const] : [])),
      )
    } catch (error) {
      // The plot itself shows what is wrong with its probes; a cursor just stays without values.
      if (!isCancelled(error)) values.value = new Map()
    } finally {
      if (call?.signal === signal) readingAt = undefined
    }
  }

  // The first change starts the clock and later ones do not set it back: a growing run changes all the time.
  watch(
    [atMs, traces],
    () => {
      timer ??= setTimeout(() => {
        timer = undefined
        const at = atMs()
        if (at === undefined) values.value = new Map()
        else void read(at)
      }, restMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    call?.abort()
  })
  return values
}
