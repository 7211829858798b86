import type { CellModel } from '../../src-engine/index.ts'
import type { ConnectionUse, ModelDocument } from '../../src-engine/model/document.ts'
import { ballAndStick } from './cells.ts'
import { documentOf } from './engine.ts'
import { seeded } from './seeded.ts'

const at = { section: 'soma[0]', x: 0.5 }
const far = { section: 'dend[0]', x: 1 }

/**
 * Cells with synapses, and artificial cells, all connected at random; many events fall together on one time. Delays are
 * multiples of 0.25 ms, from `leastDelayMs` on.
 */
export function randomNetwork(seed: number, cells: number, artificial: number, leastDelayMs = 0) {
  const random = seeded(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const models: CellModel[] = Array.from({ length: cells }, (_, cell) => ({
    name: `cell${cell}`,
    morphology: ballAndStick(100 + 50 * (cell % 2)),
    description: documentOf({
      mechanisms: [
        { id: 'hh', mechanism: 'hh', region: 'soma', parameters: {} },
        { id: 'pas', mechanism: 'pas', region: 'dend', parameters: {} },
      ],
      pointProcesses: [
        { id: 'near', mechanism: 'Synapse', at, parameters: { tau: 1 + 0.1 * cell } },
        { id: 'far', mechanism: 'DoubleSynapse', at: far, parameters: {} },
      ],
      probes: [{ id: `v${cell}`, at, variable: 'v' }],
      spikes: [{ id: `s${cell}`, at, thresholdMv: 0 }],
    }),
  }))
  const artificialCells = Array.from({ length: artificial }, (_, index) =>
    index % 2 === 0
      ? { id: `a${index}`, mechanism: 'Integrator', parameters: { tau: 5 + index, refrac: 1 } }
      : {
          id: `a${index}`,
          mechanism: 'Pulser',
          parameters: { start: 0.25 * pick(4), interval: 0.5 + 0.25 * pick(3), number: 20 },
        },
  )
  const connections = Array.from({ length: 4 * (cells + artificial) }, (_, index): ConnectionUse => {
    const toCell = random() < 0.5
    const source = random() < 0.4
    return {
      id: `c${index}`,
      source: source
        ? { kind: 'threshold', cell: `cell${pick(cells)}`, at, variable: 'v', threshold: -20 }
        : { kind: 'process', process: `a${pick(artificial)}` },
      target: toCell ? `cell${pick(cells)}.${random() < 0.5 ? 'near' : 'far'}` : `a${pick(artificial)}`,
      delayMs: leastDelayMs + 0.25 * pick(5),
      weights: [toCell ? 0.01 * random() : 0.7 * random()],
    }
  })
  const network = {
    artificialCells,
    connections,
    processSpikes: artificialCells.map(({ id }) => ({ id, process: id })),
    processProbes: artificialCells
      .filter(({ mechanism }) => mechanism === 'Integrator')
      .map(({ id }) => ({ id: `m ${id}`, variable: `${id}.m` })),
  } satisfies Partial<ModelDocument>
  return { models, network }
}
