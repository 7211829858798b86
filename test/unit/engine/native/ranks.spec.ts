import { describe, expect, it } from 'vitest'
import { arenaChanges, takeChanges } from '../../../../src-engine/native/arenaChanges.ts'
import { joinIntegrations } from '../../../../src-engine/native/rawOutcomes.ts'
import { openRanks } from '../../../../src-engine/native/binding.ts'

describe('native ranks', () => {
  const mpirun = { OMPI_COMM_WORLD_SIZE: '2' }
  const nowhere = () => undefined
  const looked: string[] = []
  const look = (name: string) => {
    looked.push(name)
    return undefined
  }

  it('are nothing to a process that is alone, or is to be', () => {
    const alone = [{}, { OMPI_COMM_WORLD_SIZE: '1' }, { ...mpirun, HILLOCK_MPI: 'off' }]
    for (const choice of alone)
      expect(openRanks(choice, look)).toEqual({ ranks: undefined, problem: undefined })
    expect(looked).toEqual([])
  })

  it('say how to build with MPI where that has not been done', () => {
    expect(openRanks(mpirun, nowhere).problem).toMatch(/built without MPI: .*node build\/addon\.ts --mpi/)
    expect(openRanks({ HILLOCK_MPI: 'on' }, nowhere).problem).toMatch(/built without MPI/)
  })

  it('say why the addon does not load', () => {
    const { problem } = openRanks(mpirun, () => import.meta.filename)
    expect(problem).toMatch(/^The addon for MPI does not load \(.+\): install Open MPI/)
  })
})

describe('native counts of steps', () => {
  const counts = (steps: number) => ({
    steps,
    evaluations: 10 * steps,
    errorFailures: 2,
    newtonFailures: 1,
    restarts: 3,
  })
  const of = (...steps: number[]) => ({ ended: false, ...counts(-1), groups: steps.map(counts) })

  it('are those of the processes that step the groups', () => {
    const joined = joinIntegrations([of(5, 1, 1), of(2, 20, 300)], Int32Array.of(0, 1, 0))
    expect(joined).toEqual({
      ended: false,
      groups: [counts(5), counts(20), counts(1)],
      steps: 26,
      evaluations: 260,
      errorFailures: 6,
      newtonFailures: 3,
      restarts: 9,
    })
    expect(joinIntegrations([undefined, undefined], Int32Array.of(0, 1))).toBeUndefined()
  })
})

describe('native arenaChanges', () => {
  it('finds every number whose bits differ, and nothing else', () => {
    const before = Float64Array.of(0, 1, NaN, 3, Infinity, 5e-324)
    const now = Float64Array.of(-0, 1, NaN, 3 + 2 ** -51, -Infinity, 0)
    expect([...arenaChanges(before, now).addresses]).toEqual([0, 3, 4, 5])
    const copy = before.slice()
    takeChanges(copy, arenaChanges(before, now))
    expect(copy).toEqual(now)
    expect(Object.is(copy[0], -0)).toBe(true)
  })

  it('takes parts of a buffer as they are', () => {
    const buffer = new SharedArrayBuffer(64)
    const now = new Float64Array(buffer, 16, 4)
    now[2] = 7
    const { addresses, values } = arenaChanges(new Float64Array(4), now)
    expect([[...addresses], [...values]]).toEqual([[2], [7]])
  })
})
