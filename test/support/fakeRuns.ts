import type { TracesService, TraceWindow } from '../../src-main/contract/index.ts'

/** A long trace with a min/max pyramid, as the store keeps it: each level halves the one below. */
interface Pyramid {
  readonly dtMs: number
  readonly samples: Float32Array
  readonly low: readonly Float32Array[]
  readonly high: readonly Float32Array[]
}

/** Spikes of a regular cell on a slow drift, with a little ripple: something at every scale. */
export function exampleSample(i: number, dtMs: number, phase = 0): number {
  const t = i * dtMs + phase
  const interval = 24 + 9 * Math.sin(t / 1700)
  const since = t % interval
  const spike =
    since < 4
      ? 98 * Math.exp(-(((since - 1.1) / 0.45) ** 2)) - 9 * Math.exp(-(((since - 2.6) / 1.1) ** 2))
      : 0
  return -66 + 4 * Math.sin(t / 900) + 0.4 * Math.sin(t / 3) + 5 * (since / interval) + spike
}

/** Builds the pyramid of `count` samples of a function of the sample's index. */
export function makePyramid(count: number, dtMs: number, sample: (i: number) => number): Pyramid {
  const samples = new Float32Array(count)
  for (let i = 0; i < count; i++) samples[i] = sample(i)
  const low = [samples]
  const high = [samples]
  while ((low.at(-1) as Float32Array).length > 512) {
    const below = low.length - 1
    const size = Math.ceil((low[below] as Float32Array).length / 2)
    const lower = new Float32Array(size)
    const upper = new Float32Array(size)
    const [lowBelow, highBelow] = [low[below] as Float32Array, high[below] as Float32Array]
    for (let i = 0; i < size; i++) {
      const [a, b] = [2 * i, Math.min(2 * i + 1, lowBelow.length - 1)]
      lower[i] = Math.min(lowBelow[a] as number, lowBelow[b] as number)
      upper[i] = Math.max(highBelow[a] as number, highBelow[b] as number)
    }
    low.push(lower)
    high.push(upper)
  }
  return { dtMs, samples, low, high }
}

/** The window that a host would answer from this pyramid. */
export function windowOf(
  pyramid: Pyramid,
  probe: number,
  fromMs: number,
  toMs: number,
  maxPoints: number,
): TraceWindow {
  const { dtMs, samples } = pyramid
  const last = samples.length - 1
  const first = Math.max(0, Math.floor(fromMs / dtMs))
  const end = Math.min(last, Math.ceil(toMs / dtMs))
  let level = 0
  while ((end - first + 1) / 2 ** level > maxPoints && level < pyramid.low.length - 1) level++
  const perPoint = 2 ** level
  const [from, to] = [Math.floor(first / perPoint), Math.floor(end / perPoint)]
  const points = Math.max(0, to - from + 1)
  const window = {
    timesMs: new Float64Array(points),
    low: new Float64Array(points),
    high: new Float64Array(points),
  }
  for (let i = 0; i < points; i++) {
    window.timesMs[i] = ((from + i + 0.5) * perPoint - 0.5) * dtMs
    window.low[i] = pyramid.low[level]?.[from + i] as number
    window.high[i] = pyramid.high[level]?.[from + i] as number
  }
  return { probe, ...window, samplesPerPoint: perPoint, fromMs: 0, toMs: last * dtMs }
}

/** A `traces` service over pyramids, that answers after `delayMs` and honours cancellation. */
export function fakeTraces(
  pyramids: ReadonlyMap<number, Pyramid>,
  delayMs = 0,
): TracesService & { readonly asked: number[]; cancelled: number } {
  const service = {
    asked: [] as number[],
    cancelled: 0,
    window: (
      arg: { probe: number; fromMs: number; toMs: number; maxPoints: number },
      options?: { readonly signal?: AbortSignal },
    ) =>
      new Promise<TraceWindow>((resolve, reject) => {
        service.asked.push(arg.probe)
        const pyramid = pyramids.get(arg.probe)
        if (!pyramid) return reject(new Error(`no probe ${arg.probe}`))
        const timer = setTimeout(
          () => resolve(windowOf(pyramid, arg.probe, arg.fromMs, arg.toMs, arg.maxPoints)),
          delayMs,
        )
        options?.signal?.addEventListener('abort', () => {
          service.cancelled++
          clearTimeout(timer)
          reject(new DOMException('cancelled', 'AbortError'))
        })
      }),
    exportCsv: async ({ probes }: { readonly probes: readonly number[] }) => ({
      name: 'traces.csv',
      text: ['t (ms)', ...probes.map(probe => `probe ${probe} (mV)`)].join(',') + '\n',
    }),
    onGrow: () => () => undefined,
  }
  return service
}
