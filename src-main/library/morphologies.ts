import '../hdf5/useHdf5.ts'
import { createHash } from 'node:crypto'
import { readMorphology, type Morphology } from '../../src-engine/index.ts'
import type { CellSource } from './cell.ts'
import { valueOf } from './modelError.ts'

const encoder = new TextEncoder()

/** Morphologies of cells, each read once: cells of one shape share it, and are then solved side by side. */
export class Morphologies {
  readonly #known = new Map<string, Morphology>()

  /** @throws ModelError where the file cannot be read */
  of(source: CellSource): Morphology {
    const bytes = bytesOf(source)
    const hash = hashOf(bytes)
    const morphology =
      this.#known.get(hash) ??
      valueOf(readMorphology(source.kind === 'file' ? source.fileName : 'sections.json', bytes))
    this.#known.set(hash, morphology)
    return morphology
  }
}

/** A cell's bytes: those of its file, or of its list of sections. */
export function bytesOf(source: CellSource): Uint8Array {
  if (source.kind === 'file') return source.bytes
  const { sections } = source
  return encoder.encode(JSON.stringify({ format: 'hillock-sections', version: 1, sections }))
}

/** The name by which a document refers to bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
