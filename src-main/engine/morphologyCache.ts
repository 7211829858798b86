import type { Checked } from '../../src-engine/core/checked.ts'
import { readMorphology } from '../../src-engine/index.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'

/** Cells read out of their stored files, kept while they are in use: reading one takes up to a second. */
export interface MorphologyCache {
  read(hash: string, name: string, bytes: () => Uint8Array): Checked<Morphology>
}

/** A large reconstruction with its derived arrays takes tens of megabytes. */
const mostKept = 8

/** An empty cache; the least recently used cell goes first. */
export function createMorphologyCache(): MorphologyCache {
  const kept = new Map<string, Checked<Morphology>>()
  return {
    read: (hash, name, bytes) => {
      const key = `${hash} ${name}`
      const known = kept.get(key)
      const result = known ?? readMorphology(name, bytes())
      kept.delete(key)
      kept.set(key, result)
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break
        kept.delete(oldest)
      }
      return result
    },
  }
}
