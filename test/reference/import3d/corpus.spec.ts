import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { differencesFromImport3d, type SectionRow } from './compareWithImport3d.ts'

/** A larger collection of files with NEURON's numbers, beside the repository; not all of them may be published. */
const corpus = resolve(import.meta.dirname, '../../../../shared/data')
const referenceFile = resolve(corpus, 'import3d-reference.json')
const isThere = existsSync(referenceFile)

interface CorpusCell {
  readonly format: string
  readonly outcome: string
  readonly n_sections: number
  readonly n3d_total: number
  readonly totals: { readonly L: number; readonly area_frusta: number; readonly volume_frusta: number }
  readonly sections?: readonly (readonly unknown[])[]
  readonly after_renumbering?: Omit<CorpusCell, 'after_renumbering'>
}

/** Read otherwise than by NEURON for the reasons given in import3d.spec.ts. */
const readOtherwise = new Set(['x_decimal_comma.swc', 'x_no_root.swc', 'x_unmerged_tto.nts'])

function cells(): [string, CorpusCell][] {
  if (!isThere) return []
  const { files } = JSON.parse(readFileSync(referenceFile, 'utf8')) as { files: Record<string, CorpusCell> }
  return Object.entries(files).filter(([path, { format }]) => {
    return (
      ['swc', 'asc3', 'asc1', 'nts'].includes(format) && !readOtherwise.has(path.slice(path.indexOf('/') + 1))
    )
  })
}

describe('morphology against the whole corpus', () => {
  it.skipIf(!isThere)('finds the corpus and its reference numbers', () => {
    expect(cells().length).toBeGreaterThan(100)
  })
  for (const [path, cell] of cells()) {
    const wanted = cell.outcome === 'ok' ? cell : cell.after_renumbering
    const bytes = () => readFileSync(resolve(corpus, 'morphologies', path))
    if (!wanted) {
      it(`reads ${path}, which NEURON cannot, or says why not`, () => {
        const { value, diagnostics } = readMorphology(path, bytes())
        expect(value !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
      })
      continue
    }
    it(`gives the sections of ${path}`, () => {
      const { value } = readMorphology(path, bytes(), {
        extraRoots: 'neuron',
        damagedLines: 'skip',
        missingParents: 'root',
      })
      if (!value) throw new Error('refused')
      const reference = {
        outcome: 'ok',
        totals: {
          lengthUm: wanted.totals.L,
          areaUm2: wanted.totals.area_frusta,
          volumeUm3: wanted.totals.volume_frusta,
        },
        points: wanted.n3d_total,
        sectionCount: wanted.n_sections,
        ...(wanted.sections
          ? { sections: wanted.sections.map(row => [...row.slice(0, 8), row[9]] as unknown as SectionRow) }
          : {}),
      }
      expect(differencesFromImport3d(value, reference)).toEqual([])
    })
  }
})
