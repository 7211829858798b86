import type { SampleTimes, ModelDocument } from '../../src-engine/model/document.ts'
import type { Cell, Place } from './cell.ts'
import { hashOf } from './morphologies.ts'

/** What is recorded under a name of its own; read it from a run. */
export interface Recording {
  readonly id: string
}

type Recorded = Pick<ModelDocument, 'probes' | 'spikes'>

const encoder = new TextEncoder()

/** What tells recordings of one variable at different times from each other; '' for every step. */
export function nameOfTimes(times: SampleTimes): string {
  const hasSome = Object.keys(times).length > 0
  return hasSome ? ` at ${hashOf(encoder.encode(JSON.stringify(times))).slice(0, 12)}` : ''
}

/** What is recorded at places of cells, by cell. */
export class Recordings {
  readonly #ofCells = new Map<Cell, Recorded>()

  /** What is recorded in a cell, as a document has it. */
  of(cell: Cell): Recorded {
    return this.#ofCells.get(cell) ?? { probes: [], spikes: [] }
  }

  /** Takes what a document says of a cell. */
  take(cell: Cell, { probes, spikes }: Recorded): void {
    this.#ofCells.set(cell, { probes: [...probes], spikes: [...spikes] })
  }

  /** Records a variable at a place, once. */
  ofVariable({ cell, at }: Place, variable: string, times: SampleTimes): Recording {
    const id = `${cell.name ? `${cell.name}.` : ''}${at.section}(${at.x}).${variable}${nameOfTimes(times)}`
    const { probes, spikes } = this.of(cell)
    if (!probes.some(probe => probe.id === id))
      this.take(cell, { probes: [...probes, { id, at, variable, ...times }], spikes })
    return { id }
  }

  /** Records when the potential at a place exceeds a threshold [mV], once. */
  ofSpikes({ cell, at }: Place, thresholdMv: number): Recording {
    const id = `${cell.name ? `${cell.name}.` : ''}${at.section}(${at.x}) > ${thresholdMv} mV`
    const { probes, spikes } = this.of(cell)
    if (!spikes.some(one => one.id === id))
      this.take(cell, { probes, spikes: [...spikes, { id, at, thresholdMv }] })
    return { id }
  }
}
