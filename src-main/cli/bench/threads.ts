import { emptyModel, prepareCells, startRun, type Catalogue } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import type { CellModel, SharedSettings } from '../../../src-engine/simulation/cellModel.ts'
import type { BenchCase } from './case.ts'
import { ensemble, sharedSettings } from './cells.ts'
import { fromSections, ring } from './ring.ts'

const threadsToTry = 2
/** Steps between two looks at the clock: so many that waking the threads does not count. */
const stretch = 400
const stretches = 12

/** A binary tree of 255 branches of 118 compartments with hh, and a soma like them. */
function largeCell(): CellModel {
  const branches = 255
  const { mechanisms: _none, ...plain } = emptyModel('')
  return {
    name: '',
    morphology: fromSections([
      { name: 'soma', lengthUm: 20, diameterUm: 20 },
      ...Array.from({ length: branches }, (_, branch) => ({
        name: `dend[${branch}]`,
        parent: branch === 0 ? 'soma' : `dend[${(branch - 1) >> 1}]`,
        lengthUm: 118,
        diameterUm: 1,
      })),
    ]),
    description: {
      ...plain,
      discretisation: { kind: 'fixed', count: 118 },
      mechanisms: [{ id: 'membrane', mechanism: 'hh', region: 'all', parameters: {} }],
      pointProcesses: [
        {
          id: 'clamp',
          mechanism: 'IClamp',
          at: { section: 'soma', x: 0.5 },
          parameters: { del: 0, dur: 1e9, amp: 2 },
        },
      ],
    },
  }
}

/** Shortest wall-clock seconds of a stretch on one thread and on several, measured in turn. */
async function shortestStretches(
  cells: readonly CellModel[],
  network: SharedSettings['network'],
  catalogue: Catalogue,
  machine: Machine,
): Promise<readonly number[]> {
  const shared = { ...sharedSettings(1e6), ...(network ? { network } : {}) }
  const runs = [1, threadsToTry].map(threads => {
    const { value, diagnostics } = prepareCells(cells, shared, catalogue, { threads, machine })
    if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
    return startRun(value, machine)
  })
  const shortest = runs.map(() => Infinity)
  for (let turn = 0; turn <= stretches; turn++)
    for (const [index, run] of runs.entries()) {
      const { seconds } = await run.advance(stretch)
      // The first stretch warms up.
      if (turn > 0) shortest[index] = Math.min(shortest[index]!, seconds)
    }
  for (const run of runs) run.close()
  return shortest
}

/** What a second thread brings, by the wall clock: the peer is the same run on one thread. */
export async function benchThreads(catalogue: Catalogue, machine: Machine): Promise<readonly BenchCase[]> {
  const ofRing = ring()
  const cases = [
    { name: 'B4 on two threads', cells: ensemble(10_000), network: undefined },
    { name: 'B5 on two threads', cells: ofRing.cells, network: ofRing.network },
    {
      name: 'one branched cell of 30,000 compartments on two threads',
      cells: [largeCell()],
      network: undefined,
    },
  ]
  const results: BenchCase[] = []
  for (const { name, cells, network } of cases) {
    const [one = NaN, several = NaN] = await shortestStretches(cells, network, catalogue, machine)
    results.push({
      name,
      value: (several / stretch) * 1e6,
      unit: 'µs per step',
      peer: { name: 'one thread', value: (one / stretch) * 1e6 },
      ratio: one / several,
    })
  }
  return results
}
