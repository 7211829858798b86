import { describe, expect, it } from 'vitest'
import { prepareRun, startRun } from '../../../../src-engine/index.ts'
import type { PlayUse } from '../../../../src-engine/model/document.ts'
import { bushyCell, singleCompartment } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  libraryCatalogue,
  machine,
  machineProblem,
  needMachine,
  simulate,
  simulateCells,
} from '../../../support/engine.ts'
import { machines, nameOf } from '../../../support/machines.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const soma = { section: 'soma', x: 0.5 }

const plays: readonly PlayUse[] = [
  {
    id: 'current',
    targets: [{ variable: 'clamp.amp' }],
    values: [0, 0.4, 0.4, -0.2, 0.9],
    timesMs: [0.31, 1, 1.0125, 1.0125, 3],
    course: 'linear',
  },
  {
    id: 'leak',
    targets: [
      { region: 'dend', variable: 'pas.e', scale: [1, 0.5, 2, 1, 1, 3, 0.1, 0.2, 0.3, 1, 2, 3, 1, 1, 1.5] },
    ],
    values: [-70, -60, -75],
    timesMs: { intervalMs: 1.3 },
    course: 'linear',
    beyond: 'extrapolate',
  },
  {
    id: 'sodium',
    targets: [
      { region: 'axon', variable: 'gnabar_hh' },
      { at: soma, variable: 'hh.gkbar', scale: 0.3 },
    ],
    values: [0.12, 0.2, 0.1],
    timesMs: [0.5, 1.51, 2.5],
    course: 'stepped',
  },
  { id: 'heat', targets: [{ variable: 'celsius' }], values: [6.3, 12], timesMs: [0, 4], course: 'linear' },
]

const document = documentOf({
  discretisation: { kind: 'fixed', count: 3 },
  mechanisms: [
    { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
    { id: 'hh axon', mechanism: 'hh', region: 'axon', parameters: {} },
    { id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 0.0001 } },
  ],
  pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 0, dur: 1e9, amp: 0 } }],
  probes: [
    { id: 'v', at: soma, variable: 'v' },
    { id: 'end', at: { section: 'dend[2]', x: 1 }, variable: 'v' },
    { id: 'e', at: { section: 'dend[1]', x: 0.5 }, variable: 'pas.e' },
    { id: 'g', at: { section: 'axon[1]', x: 0.2 }, variable: 'gnabar_hh' },
    { id: 'amp', at: soma, variable: 'clamp.amp' },
  ],
  plays,
  run: { tStopMs: 5 },
})

const codesOf = (change: Partial<PlayUse>) => {
  const play: PlayUse = {
    id: 'p',
    targets: [{ variable: 'clamp.amp' }],
    values: [1, 2],
    timesMs: [0, 1],
    course: 'linear',
    ...change,
  }
  const { diagnostics } = prepareRun(
    {
      ...document,
      pointProcesses: [
        ...document.pointProcesses,
        { id: 'syn', mechanism: 'ExpSyn', at: soma, parameters: {} },
      ],
      artificialCells: [{ id: 'stim', mechanism: 'NetStim', parameters: {} }],
      connections: [
        { id: 'c', source: { kind: 'process', process: 'stim' }, target: 'syn', delayMs: 1, weights: [0] },
      ],
      plays: [play],
    },
    { morphology: bushyCell(), catalogue: libraryCatalogue() },
    { threads: 1, machine: oracleMachine },
  )
  return diagnostics.map(({ code, subject }) => [code, subject])
}

describe.skipIf(!machine)(`plays${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('give the bits of the oracle at every instruction set and number of lanes', async () => {
    const slow = await simulate(document, bushyCell(), { machine: oracleMachine })
    for (const one of machines) {
      const fast = await simulate(document, bushyCell(), { machine: one })
      expect(fast.traces, nameOf(one)).toEqual(slow.traces)
    }
    expect(new Set(slow.traces.g).size).toBe(3)
  })

  it('are followed by each cell alike, whatever the threads are', async () => {
    const cells = Array.from({ length: 12 }, (_, cell) => ({
      name: `cell${cell}`,
      morphology: bushyCell(),
      description: {
        ...document,
        probes: document.probes.map(probe => ({ ...probe, id: `${probe.id}${cell}` })),
      },
    }))
    const network = {
      plays: cells.flatMap(({ name }) =>
        plays.map(play => ({
          ...play,
          id: `${name} ${play.id}`,
          targets: play.targets.map(target =>
            target.variable.startsWith('clamp')
              ? { ...target, variable: `${name}.${target.variable}` }
              : { ...target, cell: name },
          ),
        })),
      ),
    }
    const run = { ...document.run, tStopMs: 2 }
    const [one, three] = await Promise.all(
      [1, 3].map(threads => simulateCells(cells, run, { threads, network })),
    )
    expect(three!.traces).toEqual(one!.traces)
    const alone = await simulate({ ...document, run }, bushyCell())
    expect(one!.traces.v7).toEqual(alone.traces.v)
  })

  it('go on from where a run was saved', async () => {
    const { value } = prepareRun(
      document,
      { morphology: bushyCell(), catalogue: builtinCatalogue },
      { threads: 1, machine: needMachine() },
    )
    const run = startRun(value!, needMachine())
    await run.advance(45)
    const { bytes } = run.snapshot()
    const first = await run.advance(100)
    expect(run.restore(bytes)).toBeUndefined()
    expect((await run.advance(100)).traces).toEqual(first.traces)
    run.close()
  })

  it('let the last hold of several that lead to one number', async () => {
    const clamp = { targets: [{ variable: 'clamp.amp' }], timesMs: [0], course: 'stepped' } as const
    const both = {
      ...document,
      plays: [
        { ...clamp, id: 'a', values: [1] },
        { ...clamp, id: 'b', values: [2] },
      ],
    }
    const { traces } = await simulate({ ...both, run: { ...both.run, tStopMs: 0.1 } }, bushyCell())
    expect(new Set(traces.amp)).toEqual(new Set([2]))
  })

  it('hold their last value unless told to go on', async () => {
    const of = async (beyond: 'hold' | 'extrapolate') => {
      const play = {
        id: 'p',
        targets: [{ variable: 'clamp.amp' }],
        values: [5, 7],
        course: 'linear',
      } as const
      const one = documentOf({
        pointProcesses: [
          { id: 'clamp', mechanism: 'IClamp', at: { section: 'soma[0]', x: 0.5 }, parameters: {} },
        ],
        processProbes: [{ id: 'amp', variable: 'clamp.amp' }],
        plays: [{ ...play, timesMs: [1, 2], beyond }],
        run: { tStopMs: 3 },
      })
      return (await simulate(one, singleCompartment())).traces.amp!.at(-1)!
    }
    expect(await of('hold')).toBe(7)
    expect(await of('extrapolate')).toBeCloseTo(9, 12)
  })
})

describe('plays that cannot be', () => {
  it.each<readonly [string, Partial<PlayUse>, string]>([
    ['no values', { values: [], timesMs: [] }, 'model/play-course'],
    ['more values than times', { values: [1, 2, 3] }, 'model/play-course'],
    ['times that go back', { timesMs: [1, 0] }, 'model/play-course'],
    ['no interval', { timesMs: { intervalMs: 0 } }, 'model/play-course'],
    ['a value that is no number', { values: [1, NaN] }, 'model/value-not-finite'],
    ['an unknown process', { targets: [{ variable: 'clam.amp' }] }, 'model/unknown-played'],
    ['an unknown variable', { targets: [{ at: soma, variable: 'pas.gg' }] }, 'model/unknown-variable'],
    [
      'a variable that a part of a region lacks',
      { targets: [{ region: 'all', variable: 'gnabar_hh' }] },
      'model/unknown-variable',
    ],
    ['an unknown region', { targets: [{ region: 'tail', variable: 'pas.g' }] }, 'model/unknown-region'],
    ['an unknown cell', { targets: [{ cell: 'b', at: soma, variable: 'pas.g' }] }, 'model/unknown-cell'],
    ['two places', { targets: [{ at: soma, region: 'all', variable: 'pas.g' }] }, 'model/play-two-places'],
    [
      'factors for one place',
      { targets: [{ at: soma, variable: 'pas.g', scale: [1] }] },
      'model/play-factors-without-region',
    ],
    [
      'too few factors',
      { targets: [{ region: 'all', variable: 'pas.g', scale: [1] }] },
      'model/play-factors',
    ],
    [
      'a connection that is none',
      { targets: [{ connection: 'd', variable: 'weight' }] },
      'model/play-of-connection',
    ],
    [
      'nothing of a connection',
      { targets: [{ connection: 'c', variable: 'wait' }] },
      'model/play-of-connection',
    ],
    [
      'a connection at a place',
      { targets: [{ connection: 'c', at: soma, variable: 'weight' }] },
      'model/play-of-connection',
    ],
    [
      'a delay along lines',
      { targets: [{ connection: 'c', variable: 'delay' }] },
      'model/play-of-connection',
    ],
    [
      'a negative delay',
      { targets: [{ connection: 'c', variable: 'delay' }], values: [1, -1], course: 'stepped' },
      'model/play-of-connection',
    ],
    [
      'half a switch',
      { targets: [{ connection: 'c', variable: 'active' }], values: [1, 0.5], course: 'stepped' },
      'model/play-of-connection',
    ],
    [
      'the threshold of a process',
      { targets: [{ connection: 'c', variable: 'threshold' }], course: 'stepped' },
      'model/play-of-connection',
    ],
    ['a current of the membrane', { targets: [{ at: soma, variable: 'i_membrane_' }] }, 'model/cannot-play'],
  ])('are refused: %s', (_, change, code) => {
    expect(codesOf(change)).toContainEqual([code, 'plays.p'])
  })

  it('are those alone: what can be set of a connection follows', () => {
    for (const variable of ['weight', 'weight[0]', 'delay', 'active'])
      expect(
        codesOf({ targets: [{ connection: 'c', variable }], values: [0, 1], course: 'stepped' }),
      ).toEqual([])
  })
})
