import type { Page } from 'playwright-core'

/** One event of Chromium's trace format; times in µs. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** One task of the page's main thread [ms]: processor time of the thread, and wall time, which others add to. */
export interface MainTask {
  readonly threadMs: number
  readonly wallMs: number
  /** The longest things that happened in it. */
  readonly inside: string
}

/** Records what the page's main thread does meanwhile, as the browser's own performance panel does. */
export async function traceMainThread(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly tasks: readonly MainTask[]; readonly frames: number }> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])))
  const complete = new Promise<void>(done => session.once('Tracing.tracingComplete', () => done()))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
  })
  await act()
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const own = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`))
  const onMain = events.filter(({ ph, pid, tid }) => ph === 'X' && own.has(`${pid} ${tid}`))
  const tasks = onMain
    .filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask')
    .map(task => ({
      threadMs: (task.tdur ?? 0) / 1000,
      wallMs: (task.dur ?? 0) / 1000,
      inside: (task.tdur ?? 0) > 4000 ? partsOf(task, onMain) : '',
    }))
  return { tasks, frames: onMain.filter(({ name }) => name === 'FireAnimationFrame').length }
}

function partsOf(task: TraceEvent, events: readonly TraceEvent[]): string {
  const end = task.ts + (task.dur ?? 0)
  const longest = new Map<string, number>()
  for (const event of events) {
    const within = event.pid === task.pid && event.tid === task.tid && event.ts >= task.ts
    if (event === task || !within || event.ts + (event.dur ?? 0) > end) continue
    longest.set(event.name, Math.max(longest.get(event.name) ?? 0, (event.tdur ?? 0) / 1000))
  }
  return [...longest]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 7)
    .map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
    .join(', ')
}
