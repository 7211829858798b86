import type { Checked } from '../../src-engine/core/checked.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'

/** Cells that were read and made, by their ids, kept while they are in use: reading one takes up to a second. */
export interface MorphologyCache {
  get(id: string): Checked<Morphology> | undefined
  put(id: string, cell: Checked<Morphology>): void
  clear(): void
}

/** A large reconstruction with its derived arrays takes tens of megabytes. */
const mostKept = 8

/** An empty cache; the least recently used cell goes first. */
export function createMorphologyCache(): MorphologyCache {
  const kept = new Map<string, Checked<Morphology>>()
  const put = (id: string, cell: Checked<Morphology>): void => {
    kept.delete(id)
    kept.set(id, cell)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
  }
  return {
    put,
    clear: () => kept.clear(),
    get: id => {
      const known = kept.get(id)
      if (known) put(id, known)
      return known
    },
  }
}
