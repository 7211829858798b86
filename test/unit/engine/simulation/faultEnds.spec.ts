import { describe, expect, it } from 'vitest'
import { prepareCells, startRun } from '../../../../src-engine/index.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, needMachine } from '../../../support/engine.ts'

const at = { section: 'soma[0]', x: 0.5 }

/** Two cells that know nothing of each other: one fires all the time, the other blows up at 3 ms. */
async function run(mostNodesOfGroup: number | undefined, threads: number, stretch: number) {
  const cell = documentOf({
    mechanisms: [{ id: 'm', mechanism: 'hh', region: 'all', parameters: {} }],
    pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 0, dur: 1e9, amp: 0.5 } }],
    probes: [
      { id: 'v', at, variable: 'v' },
      { id: 'now and then', at, variable: 'v', everyMs: 0.3 },
    ],
    spikes: [{ id: 'often', at, thresholdMv: -60 }],
  })
  const plays = [
    {
      id: 'p',
      targets: [{ cell: 'bad', at, variable: 'hh.gnabar' }],
      values: [0.12, 0.12, 1e308],
      timesMs: [0, 3, 3],
      course: 'stepped' as const,
    },
  ]
  const cells = ['good', 'bad'].map(name => ({ name, morphology: singleCompartment(), description: cell }))
  const on = needMachine()
  const { value } = prepareCells(
    cells,
    { run: { ...cell.run, tStopMs: 50 }, globals: {}, network: { plays } },
    libraryCatalogue(),
    { threads, machine: on, ...(mostNodesOfGroup === undefined ? {} : { mostNodesOfGroup }) },
  )
  const handle = startRun(value!, on)
  const numbers: (readonly number[])[] = []
  const diagnostics: string[] = []
  for (let over = false; !over;) {
    const slice = await handle.advance(stretch)
    const parts = [slice.timesMs, ...slice.traces, ...slice.spikes]
    const sampled = slice.sampled.flatMap(({ timesMs, values }) => [timesMs, values])
    ;[...parts, ...sampled].forEach((part, row) => (numbers[row] = [...(numbers[row] ?? []), ...part]))
    diagnostics.push(...slice.diagnostics.map(({ code }) => code))
    over = slice.finished || diagnostics.length > 0
  }
  handle.close()
  return { groups: value!.model.groups.length, numbers, diagnostics }
}

describe.skipIf(!machine)('simulation of a run that a fault ends', () => {
  it('leaves the same up to the last whole step, however cells are divided and run', async () => {
    const { groups, ...together } = await run(undefined, 1, 2000)
    expect([groups, together.diagnostics]).toEqual([1, ['run/voltage-not-finite']])
    const [timesMs = [], , , good = [], , sampleTimes = []] = together.numbers
    expect(timesMs.at(-1)).toBeCloseTo(3, 1)
    expect(Math.max(...good, ...sampleTimes)).toBeLessThanOrEqual(timesMs.at(-1)!)
    for (const [threads, stretch] of [
      [1, 2000],
      [2, 2000],
      [1, 7],
    ] as const) {
      const { groups: apart, ...others } = await run(1, threads, stretch)
      expect(apart).toBe(2)
      expect(others).toEqual(together)
    }
  })
})
