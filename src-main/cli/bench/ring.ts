import { emptyModel, readMorphology } from '../../../src-engine/index.ts'
import type { CellModel, SharedSettings } from '../../../src-engine/simulation/cellModel.ts'
import type { ConnectionUse } from '../../../src-engine/model/document.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

const cells = 256
const ringSize = 8
const depth = 5
const synapses = 10
/** Sections of a cell besides the soma: one, and then each with two children. */
const branches = 2 ** depth - 1

/** Compartments of all cells together. */
export const ringCompartments = cells * (1 + 3 * branches)

interface ListedSection {
  readonly name: string
  readonly parent?: string | undefined
  readonly parentX?: number | undefined
  readonly lengthUm: number
  readonly diameterUm: number
}

/** A morphology out of cylinders. */
export function fromSections(sections: readonly ListedSection[]): Morphology {
  const text = JSON.stringify({ format: 'hillock-sections', version: 1, sections })
  const { value, diagnostics } = readMorphology('cell.json', new TextEncoder().encode(text))
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

/** Branch 0 at the soma's end, then branch b on branch (b − 1)/2, all 100 × 1 µm. */
function branchedCell(): Morphology {
  return fromSections([
    { name: 'soma', lengthUm: 12.6157, diameterUm: 12.6157 },
    ...Array.from({ length: branches }, (_, branch) => ({
      name: `dend[${branch}]`,
      parent: branch === 0 ? 'soma' : `dend[${(branch - 1) >> 1}]`,
      lengthUm: 100,
      diameterUm: 1,
    })),
  ])
}

/**
 * 256 branched cells in rings of 8: hh in the soma, pas in 31 dendrites of 3 compartments, 10 synapses each, of which
 * the first passes the spike on and the others only receive. Delays are 5 ms.
 */
export function ring(): {
  readonly cells: readonly CellModel[]
  readonly network: NonNullable<SharedSettings['network']>
} {
  const morphology = branchedCell()
  const plain = emptyModel('')
  const synapseOf = (cell: number, synapse: number) => `cell${cell}.syn${synapse}`
  const models = Array.from({ length: cells }, (_, cell) => ({
    name: `cell${cell}`,
    morphology,
    description: {
      ...plain,
      discretisation: { kind: 'fixed' as const, count: 3 },
      mechanisms: [
        { id: 'soma', mechanism: 'hh', region: 'soma', parameters: {} },
        { id: 'dend', mechanism: 'pas', region: 'dend', parameters: { g: 0.001, e: -65 } },
      ],
      properties: [
        { id: 'nseg', property: 'nseg', region: 'soma', value: 1 },
        { id: 'Ra', property: 'Ra', region: 'all', value: 100 },
      ],
      pointProcesses: Array.from({ length: synapses }, (_none, synapse) => ({
        id: `syn${synapse}`,
        mechanism: 'ExpSyn',
        at: { section: `dend[${(3 * synapse) % branches}]`, x: 0.5 },
        parameters: { tau: 2, e: 0 },
      })),
      spikes: [{ id: `spikes${cell}`, at: { section: 'soma', x: 0.5 }, thresholdMv: 10 }],
    },
  }))
  const connections = models.flatMap((_, cell): ConnectionUse[] => {
    const first = cell - (cell % ringSize)
    const before = cell === first ? first + ringSize - 1 : cell - 1
    return Array.from({ length: synapses }, (_none, synapse) => ({
      id: `c${cell}/${synapse}`,
      source: {
        kind: 'threshold',
        cell: `cell${synapse === 0 ? before : (cell * 7 + synapse * 31 + 1) % cells}`,
        at: { section: 'soma', x: 0.5 },
        variable: 'v',
        threshold: 10,
      },
      target: synapseOf(cell, synapse),
      delayMs: 5,
      weights: [synapse === 0 ? 0.05 : 0],
    }))
  })
  const starts = Array.from({ length: cells / ringSize }, (_, index) => ({
    id: `start${index}`,
    mechanism: 'NetStim',
    parameters: { number: 1, start: 1, noise: 0 },
  }))
  return {
    cells: models,
    network: {
      artificialCells: starts,
      connections: [
        ...connections,
        ...starts.map(({ id }, index) => ({
          id,
          source: { kind: 'process' as const, process: id },
          target: synapseOf(index * ringSize, 0),
          delayMs: 5,
          weights: [0.05],
        })),
      ],
    },
  }
}
