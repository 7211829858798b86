import { describe, expect, it, vi } from 'vitest'
import type { Job } from '../../../../src-main/contract/jobs.ts'
import { createDeferred } from '../../../../src-main/host/deferred.ts'
import type { JobContext, Work } from '../../../../src-main/jobs/job.ts'
import { createJobQueue } from '../../../../src-main/jobs/queue.ts'
import { RpcError } from '../../../../src-main/rpc/errors.ts'

/** Work that goes on until it is told to end, or is cancelled. */
function openWork(title: string, states: string[] = []) {
  const ended = createDeferred<Error | undefined>()
  const begun = createDeferred<JobContext>()
  const work: Work = {
    kind: 'run',
    title,
    total: 100,
    unit: 'ms',
    run: undefined,
    onState: state => void states.push(state),
    execute: async context => {
      begun.resolve(context)
      const cancelled = new Promise<undefined>(resolve =>
        context.signal.addEventListener('abort', () => resolve(undefined)),
      )
      const error = await Promise.race([ended.promise, cancelled])
      if (error) throw error
      await context.whenRunning()
      return { diagnostics: [] }
    },
  }
  return { work, begun: begun.promise, end: (error?: Error) => ended.resolve(error) }
}

function setUp() {
  const faults: string[] = []
  const queue = createJobQueue(what => faults.push(what))
  const stateOf = (id: string): Job['state'] | undefined => queue.list().find(job => job.id === id)?.state
  return { queue, faults, stateOf }
}

describe('jobs queue', () => {
  it('runs one job at a time, in their order', async () => {
    const { queue, stateOf } = setUp()
    const [first, second] = [openWork('a'), openWork('b')]
    const ids = [queue.add(first.work), queue.add(second.work)] as const
    expect(ids.map(stateOf)).toEqual(['running', 'queued'])
    first.end()
    await vi.waitFor(() => expect(ids.map(stateOf)).toEqual(['finished', 'running']))
    second.end()
    await vi.waitFor(() => expect(ids.map(stateOf)).toEqual(['finished', 'finished']))
  })

  it('lets the next one run while one is paused', async () => {
    const { queue, stateOf } = setUp()
    const [first, second] = [openWork('a'), openWork('b')]
    const ids = [queue.add(first.work), queue.add(second.work)] as const
    queue.pause(ids[0])
    expect(ids.map(stateOf)).toEqual(['paused', 'running'])
    second.end()
    first.end()
    await vi.waitFor(() => expect(stateOf(ids[1])).toBe('finished'))
    expect(stateOf(ids[0])).toBe('paused')
    queue.resume(ids[0])
    await vi.waitFor(() => expect(stateOf(ids[0])).toBe('finished'))
  })

  it('tells of every change of state, and of progress at most ten times a second', async () => {
    const { queue } = setUp()
    const seen: Job[] = []
    queue.onUpdate(job => seen.push(job))
    const { work, begun, end } = openWork('a')
    queue.add(work)
    const context = await begun
    for (let done = 1; done <= 50; done++) {
      context.progress(done)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    end()
    await vi.waitFor(() => expect(seen.at(-1)?.state).toBe('finished'))
    const reports = seen.filter(({ state, progress }) => state === 'running' && progress.done > 0)
    expect(reports.length).toBeGreaterThanOrEqual(2)
    // A quarter of a second, or longer on a busy machine: never more than the clock allows.
    expect(reports.length).toBeLessThan(20)
    expect(seen.at(-1)?.progress).toEqual({ done: 50, total: 100, unit: 'ms' })
    expect(seen.map(({ state }) => state).filter((state, index, all) => state !== all[index - 1])).toEqual([
      'queued',
      'running',
      'finished',
    ])
  })

  it.each(['queued', 'running', 'paused'] as const)('cancels a job that is %s', async state => {
    const { queue, stateOf } = setUp()
    const blocker = openWork('blocker')
    if (state === 'queued') queue.add(blocker.work)
    const id = queue.add(openWork('a').work)
    if (state === 'paused') queue.pause(id)
    expect(stateOf(id)).toBe(state)
    queue.cancel(id)
    queue.cancel(id)
    await vi.waitFor(() => expect(stateOf(id)).toBe('cancelled'))
    blocker.end()
  })

  it('fails a job whose work throws, says why, and goes on', async () => {
    const { queue, faults, stateOf } = setUp()
    const [first, second] = [openWork('a'), openWork('b')]
    const ids = [queue.add(first.work), queue.add(second.work)] as const
    first.end(new RpcError('files/disk-full', 'The disk is full.'))
    await vi.waitFor(() => expect(ids.map(stateOf)).toEqual(['failed', 'running']))
    expect(queue.list().at(-1)?.diagnostics).toMatchObject([{ code: 'files/disk-full', severity: 'error' }])
    expect(faults).toEqual([])
    second.end(new TypeError('x is undefined'))
    await vi.waitFor(() => expect(stateOf(ids[1])).toBe('failed'))
    expect(queue.list()[0]?.diagnostics).toMatchObject([{ code: 'job/fault' }])
    expect(faults).toEqual(['a job failed'])
  })

  it('ends a job whose state cannot be kept', async () => {
    const { queue, faults, stateOf } = setUp()
    const { work, end } = openWork('a')
    const id = queue.add({
      ...work,
      onState: () => {
        throw new Error('disk full')
      },
    })
    end()
    await vi.waitFor(() => expect(stateOf(id)).toBe('finished'))
    expect(faults.length).toBeGreaterThan(0)
  })

  it('cancels all, and waits until none works any more', async () => {
    const { queue, stateOf } = setUp()
    const ids = [openWork('a'), openWork('b'), openWork('c')].map(({ work }) => queue.add(work))
    await queue.cancelAll()
    expect(ids.map(stateOf)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })

  it('does not know a job that is not there', () => {
    const { queue } = setUp()
    expect(() => queue.cancel('job-9')).toThrow(expect.objectContaining({ code: 'jobs/not-found' }))
  })

  it('forgets the oldest of very many jobs that are over', async () => {
    const { queue } = setUp()
    for (let count = 0; count < 120; count++) {
      const { work, end } = openWork(`job ${count}`)
      queue.add(work)
      end()
    }
    await vi.waitFor(() => expect(queue.list()).toHaveLength(100))
    expect(queue.list()[0]?.title).toBe('job 119')
  })
})
