import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import { differencesFromImport3d, type ReferenceCell } from '../import3d/compareWithImport3d.ts'

/** Further files, beside the repository. */
const corpus = resolve(import.meta.dirname, '../../../../shared/data/morphologies/nlxml')

const references = Object.entries(
  JSON.parse(readFileSync(join(import.meta.dirname, 'nlxml.json'), 'utf8')) as Record<string, ReferenceCell>,
)

describe('morphology Neurolucida XML against Import3d reading the same as ASC', () => {
  for (const [file, reference] of references) {
    const places = [join(fixtureFolder, 'morphology', file), join(corpus, file)]
    const path = places.find(existsSync)
    it.skipIf(!path)(`gives the sections of ${file}`, () => {
      const { value, diagnostics } = readMorphology(file, readFileSync(path ?? ''))
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(value && differencesFromImport3d(value, reference)).toEqual([])
    })
  }
})
