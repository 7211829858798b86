import { describe, expect, it } from 'vitest'
import type { ModelDocument } from '../../../../src-engine/model/document.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue, machine, machineProblem, simulate } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const at = { section: 'soma[0]', x: 0.5 }
const pattern: readonly (readonly [timeMs: number, gid: number])[] = [
  [-0.5, 8],
  [1, 1],
  [1.25, 8],
  [1.5, 3],
  [2, 99],
]

/** A NetStim with the gid 1, a detector with the gid 3, the gid 8 of nothing, each connected with a cell that fires at once. */
function document(fakeOutput: number, change: Partial<ModelDocument> = {}): ModelDocument {
  const parameters = { tau: 1e9, refrac: 0 }
  return documentOf({
    spikes: [{ id: 'detector', at, thresholdMv: 0, gid: 3 }],
    artificialCells: [
      { id: 'own', mechanism: 'NetStim', gid: 1, parameters: { start: 5, number: 1 } },
      ...[1, 3, 8].map(gid => ({ id: `of${gid}`, mechanism: 'IntFire1', parameters })),
      { id: 'play', mechanism: 'PatternStim', parameters: { fake_output: fakeOutput } },
    ],
    connections: [1, 3, 8].map(gid => ({
      id: `of${gid}`,
      source: { kind: 'gid', gid },
      target: `of${gid}`,
      delayMs: 2,
      weights: [1.5],
    })),
    series: [
      { id: 'times', process: 'play', series: 'times', values: pattern.map(([timeMs]) => timeMs) },
      { id: 'gids', process: 'play', series: 'gids', values: pattern.map(([, gid]) => gid) },
    ],
    processSpikes: ['own', 'of1', 'of3', 'of8'].map(id => ({ id, process: id })),
    run: { tStopMs: 10 },
    ...change,
  })
}

describe.skipIf(!machine)(`simulation gids${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  const run = async (fakeOutput: number) => {
    const options = { catalogue: libraryCatalogue() }
    const fast = await simulate(document(fakeOutput), singleCompartment(), options)
    const slow = await simulate(document(fakeOutput), singleCompartment(), {
      ...options,
      machine: oracleMachine,
    })
    expect(fast.spikes).toEqual(slow.spikes)
    return fast.spikes
  }

  it('lets a pattern fire what is not here, at its time and the connection’s delay', async () => {
    expect(await run(0)).toEqual({ detector: [], own: [5], of1: [7], of3: [], of8: [1.5, 3.25] })
  })

  it('fires what is here as well where that is asked for, and reports it', async () => {
    expect(await run(1)).toEqual({ detector: [1.5], own: [1, 5], of1: [3, 7], of3: [3.5], of8: [1.5, 3.25] })
  })

  it('plays more spikes than go out at once', async () => {
    const times = Array.from({ length: 350 }, (_, k) => 0.25 * Math.floor(k / 3))
    const given = document(0, {
      series: [
        { id: 'times', process: 'play', series: 'times', values: times },
        { id: 'gids', process: 'play', series: 'gids', values: times.map((_, k) => (k % 3 === 0 ? 8 : 99)) },
      ],
      run: { ...document(0).run, tStopMs: 40 },
    })
    const { spikes } = await simulate(given, singleCompartment(), { catalogue: libraryCatalogue() })
    expect(spikes.of8).toEqual(Array.from({ length: 117 }, (_, k) => 0.25 * k + 2))
  })
})
