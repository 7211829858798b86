import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/** What of a cell is drawn: columns of numbers alone, which go to another thread at once. */
export interface CellShape {
  readonly samples: Pick<Morphology['samples'], 'count' | 'x' | 'y' | 'z' | 'diameter'>
  readonly sections: Pick<
    Morphology['sections'],
    'count' | 'type' | 'firstSample' | 'wire' | 'wireX' | 'wireY' | 'wireZ'
  >
}

/** A cell without its names and lines. */
export function shapeOf({ samples, sections }: Morphology): CellShape {
  const { count, x, y, z, diameter } = samples
  const { type, firstSample, wire, wireX, wireY, wireZ } = sections
  return {
    samples: { count, x, y, z, diameter },
    sections: { count: sections.count, type, firstSample, wire, wireX, wireY, wireZ },
  }
}
