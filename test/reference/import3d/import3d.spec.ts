import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../../src-engine/morphology/formats/format.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import { differencesFromImport3d, type ReferenceCell } from './compareWithImport3d.ts'

/** The choices with which our readers do what NEURON does, where ours are more cautious by default. */
const asNeuron: ReadOptions = { extraRoots: 'neuron', damagedLines: 'skip', missingParents: 'root' }

/** Files that we read otherwise than NEURON whatever the options, and why. */
const readOtherwise: Readonly<Record<string, string>> = {
  'malformed/x_decimal_comma.swc': 'NEURON loses the lines with commas; we read them',
  'malformed/x_no_root.swc': 'the points form a loop; NEURON cuts it at the first point without a word',
  'malformed/x_unmerged_tto.nts': 'NEURON loses the origin of a tree at the top of a slice',
}

/** Files whose default reading differs from NEURON’s, and why. */
const differByDefault: Readonly<Record<string, string>> = {
  'malformed/Neuron_missing_ids.swc': 'refused: parents are missing',
  'malformed/Neuron_missing_parents.swc': 'refused: parents are missing',
  'malformed/multiple_somata.swc': 'two trees, kept apart',
  'malformed/disconnected_neurite.swc': 'two trees, kept apart',
  'malformed/multiple_soma.swc': 'two trees, kept apart',
  'malformed/x_six_columns.swc': 'refused: a line is damaged',
  'malformed/x_bad_line.nl1.txt': 'refused: a line is damaged',
  'malformed/x_missing_column.nts': 'refused: a line is damaged',
  'malformed/x_unknown_type.nts': 'refused: a point of an unknown type',
}

function read(file: string, options: ReadOptions = {}) {
  return readMorphology(file, readFileSync(join(fixtureFolder, 'morphology', file)), options)
}

function references(format: string): [string, ReferenceCell][] {
  const text = readFileSync(join(import.meta.dirname, `${format}.json`), 'utf8')
  return Object.entries(JSON.parse(text) as Record<string, ReferenceCell>)
}

for (const format of ['swc', 'asc', 'eutectic', 'nlv1', 'hoc']) {
  describe(`morphology ${format} against Import3d`, () => {
    for (const [file, reference] of references(format)) {
      if (!reference.totals) {
        it(`never fails without a word on ${file}, which NEURON cannot read`, () => {
          const { value, diagnostics } = read(file)
          expect(value !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
        })
      } else if (readOtherwise[file]) {
        it(`reads ${file} otherwise: ${readOtherwise[file]}`, () => {
          const { value, diagnostics } = read(file, asNeuron)
          const differs = !value || differencesFromImport3d(value, reference).length > 0
          expect({ differs, says: diagnostics.length > 0 }).toEqual({ differs: true, says: true })
        })
      } else {
        it(`gives the sections of ${file}`, () => {
          const { value, diagnostics } = read(file, differByDefault[file] ? asNeuron : {})
          expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
          expect(value && differencesFromImport3d(value, reference)).toEqual([])
        })
      }
      if (differByDefault[file]) {
        it(`does better by default on ${file}: ${differByDefault[file]}`, () => {
          const { value, diagnostics } = read(file)
          const differs = !value || differencesFromImport3d(value, reference).length > 0
          expect({ differs, says: diagnostics.some(({ severity }) => severity !== 'hint') }).toEqual({
            differs: true,
            says: true,
          })
        })
      }
    }
  })
}
