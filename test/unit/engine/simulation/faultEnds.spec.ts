import { describe, expect, it } from 'vitest'
import { prepareCells, startRun } from '../../../../src-engine/index.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, needMachine } from '../../../support/engine.ts'

const at = { section: 'soma[0]', x: 0.5 }

/** A play that makes a cell blow up at a time. */
const playsUntil = (timeMs: number) => [
  {
    id: 'p',
    targets: [{ cell: 'bad', at, variable: 'hh.gnabar' }],
    values: [0.12, 0.12, 1e308],
    timesMs: [0, timeMs, timeMs],
    course: 'stepped' as const,
  },
]

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
  const cells = ['good', 'bad'].map(name => ({ name, morphology: singleCompartment(), description: cell }))
  const on = needMachine()
  const { value } = prepareCells(
    cells,
    { run: { ...cell.run, tStopMs: 50 }, globals: {}, network: { plays: playsUntil(3) } },
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

  it('does not ask where cells wait that record nothing, where each has steps of its own', async () => {
    const on = needMachine()
    const cell = (name: string, isRecorded: boolean) => ({
      name,
      morphology: singleCompartment(),
      description: documentOf({
        mechanisms: [{ id: 'm', mechanism: 'hh', region: 'all', parameters: {} }],
        probes: isRecorded ? [{ id: name, at, variable: 'v' }] : [],
      }),
    })
    // Without current the other cells soon take steps of many milliseconds, within which they wait.
    const endOf = async (othersRecord: boolean, threads: number) => {
      const { run: usual } = documentOf({})
      const { value } = prepareCells(
        [cell('bad', true), cell('other', othersRecord), cell('third', othersRecord)],
        {
          run: { ...usual, tStopMs: 50, method: 'adaptive', adaptive: { step: 'local' } },
          globals: {},
          network: { plays: playsUntil(30.2) },
        },
        libraryCatalogue(),
        { threads, machine: on },
      )
      const handle = startRun(value!, on)
      const { timesMs, traces, diagnostics } = await handle.advance(1e6)
      handle.close()
      return { timesMs, bad: traces[0], codes: diagnostics.map(({ code }) => code) }
    }
    const recorded = await endOf(true, 1)
    expect(recorded.codes).toHaveLength(1)
    expect(recorded.timesMs.at(-1)).toBeCloseTo(30.2, 1)
    for (const threads of [1, 2]) expect(await endOf(false, threads)).toEqual(recorded)
  })
})
