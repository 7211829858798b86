import { describe, expect, it } from 'vitest'
import { type Morphology, prepareCells, readMorphology } from '../../../../src-engine/index.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  needMachine,
  type Recorded,
  simulateCells,
} from '../../../support/engine.ts'
import { seeded } from '../../../support/seeded.ts'

/** A tree of cylinders, each attached to one of the few before it at random. */
function randomTree(seed: number, branches: number): Morphology {
  const random = seeded(seed)
  const sections = Array.from({ length: branches }, (_, branch) => ({
    name: branch === 0 ? 'soma' : `dend[${branch - 1}]`,
    lengthUm: 50 + 100 * random(),
    diameterUm: 1 + random(),
    ...(branch === 0 ? {} : { parent: parentOf(branch) }),
  }))
  function parentOf(branch: number): string {
    const above = Math.floor(branch / 2 - 2 * random())
    return above <= 0 ? 'soma' : `dend[${above - 1}]`
  }
  const text = JSON.stringify({ format: 'hillock-sections', version: 1, sections })
  return readMorphology('tree.json', new TextEncoder().encode(text)).value!
}

function bigCell(seed: number, branches = 64) {
  const at = { section: 'soma', x: 0.5 }
  const far = { section: `dend[${branches - 2}]`, x: 0.3 }
  return {
    name: '',
    morphology: randomTree(seed, branches),
    description: documentOf({
      discretisation: { kind: 'fixed', count: 80 },
      mechanisms: [
        { id: 'pas', mechanism: 'pas', region: 'all', parameters: {} },
        { id: 'hh', mechanism: 'hh', region: seed % 2 === 0 ? 'dend' : 'all', parameters: {} },
      ],
      pointProcesses: [
        { id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 0, dur: 1e9, amp: 3 } },
        { id: 'other', mechanism: 'IClamp', at: far, parameters: { del: 0.1, dur: 1e9, amp: 0.3 } },
      ],
      probes: [
        { id: 'v', at, variable: 'v' },
        { id: 'far', at: far, variable: 'v' },
        { id: 'm', at: far, variable: 'hh.m' },
      ],
      spikes: [{ id: 's', at, thresholdMv: -40 }],
    }),
  }
}

const results = ({ traces, spikes, timesMs }: Recorded) => ({ traces, spikes, timesMs })

describe.skipIf(!machine)(
  `simulation of one large cell on several threads${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it('shares a tree that branches, not one that does not', () => {
      const threadsFor = (cells: Parameters<typeof prepareCells>[0]) =>
        prepareCells(cells, { run: documentOf({}).run, globals: {} }, builtinCatalogue, {
          threads: 2,
          machine: needMachine(),
        }).value!
      const large = threadsFor([bigCell(1)])
      expect(large.threads).toBe(2)
      expect(large.model.groups[0]!.packs[0]!.parts).toHaveLength(8)
      const small = threadsFor([bigCell(1, 20)])
      expect(small.threads).toBe(1)
      expect(small.model.groups[0]!.packs[0]!.parts).toBeUndefined()
    })

    it('gives equal bits on one, two and three threads', async () => {
      for (const seed of [1, 2]) {
        const run = {
          tStopMs: 1.5,
          method: seed === 1 ? ('backward-euler' as const) : ('crank-nicolson' as const),
        }
        const one = results(await simulateCells([bigCell(seed)], run))
        expect(Math.max(...one.traces.v!)).toBeGreaterThan(-60)
        for (const threads of [2, 3])
          expect(results(await simulateCells([bigCell(seed)], run, { threads, stretch: 17 }))).toEqual(one)
      }
    })

    it('gives equal bits on one and two threads in steps of adaptive length', async () => {
      // Enough nodes for threads to share the steps.
      const cell = bigCell(1, 210)
      const run = { tStopMs: 0.5, method: 'adaptive' as const, adaptive: { absoluteTolerance: 1e-2 } }
      const one = results(await simulateCells([cell], run))
      expect(Math.max(...one.traces.v!)).toBeGreaterThan(-60)
      expect(results(await simulateCells([cell], run, { threads: 2, stretch: 7 }))).toEqual(one)
    })
  },
)
