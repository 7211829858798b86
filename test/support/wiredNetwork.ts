import type { CellModel, SharedSettings } from '../../src-engine/index.ts'
import { ballAndStick } from './cells.ts'
import { documentOf } from './engine.ts'
import { seeded } from './seeded.ts'

export type Network = NonNullable<SharedSettings['network']>

const soma = { section: 'soma[0]', x: 0.5 }
const dend = { section: 'dend[0]', x: 0.7 }

/** Cells with a synapse near and one far; some are recorded. */
export const cellsOf = (count: number, probed: readonly number[] = [...Array(count).keys()]): CellModel[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `cell${index}`,
    morphology: ballAndStick(100 + 30 * (index % 3)),
    description: documentOf({
      mechanisms: [
        { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
        { id: 'pas', mechanism: 'pas', region: 'dend', parameters: { e: -65 } },
      ],
      pointProcesses: [
        { id: 'near', mechanism: 'ExpSyn', at: soma, parameters: { tau: 1 + 0.2 * index } },
        { id: 'far', mechanism: 'Exp2Syn', at: dend, parameters: { tau1: 0.5, tau2: 3 } },
      ],
      probes: probed.includes(index)
        ? [
            { id: `v${index}`, at: soma, variable: 'v' },
            { id: `i${index}`, at: soma, variable: 'ina' },
          ]
        : [],
      spikes: [{ id: `s${index}`, at: soma, thresholdMv: 0 }],
    }),
  }))

/** Cells and artificial cells connected at random; some artificial cells reach cells at once, as do some cells. */
export function wired(seed: number, cells: number, leastDelayMs: number): Network {
  const random = seeded(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const artificialCells = Array.from({ length: 5 }, (_, index) =>
    index < 3
      ? {
          id: `a${index}`,
          mechanism: 'NetStim',
          parameters: { start: index, interval: 4 + index, number: 50, noise: 0.2 * index },
        }
      : { id: `a${index}`, mechanism: 'IntFire1', parameters: { tau: 20, refrac: 2 } },
  )
  const connections = Array.from({ length: 6 * cells }, (_, index) => {
    const toCell = random() < 0.7
    const fromCell = random() < 0.5
    const from = pick(5)
    const atOnce = !fromCell && from < 3 && toCell && random() < 0.5
    return {
      id: `c${index}`,
      source: fromCell
        ? { kind: 'threshold' as const, cell: `cell${pick(cells)}`, at: soma, variable: 'v', threshold: 0 }
        : { kind: 'process' as const, process: `a${from}` },
      target: toCell ? `cell${pick(cells)}.${random() < 0.5 ? 'near' : 'far'}` : `a${3 + pick(2)}`,
      delayMs: atOnce ? 0 : leastDelayMs + 0.25 * pick(5),
      weights: [toCell ? 0.012 * random() : 0.4 * random()],
    }
  })
  return {
    artificialCells,
    connections,
    processSpikes: artificialCells.map(({ id }) => ({ id, process: id })),
  }
}
