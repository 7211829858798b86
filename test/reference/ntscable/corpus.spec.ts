import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { convertNtscable } from '../../../src-engine/morphology/ntscable/convert.ts'
import { defaultNtscableOptions } from '../../../src-engine/morphology/ntscable/options.ts'
import { allRuns, compareRun } from './compareRun.ts'

/** Files with the numbers of the program of 1991–92, beside the repository; not all of them may be published. */
const corpus = resolve(import.meta.dirname, '../../../../shared/data')
const referenceFile = resolve(corpus, 'ntscable-reference.json')
const isThere = existsSync(referenceFile)

describe('ntscable against the program of 1991–92, whole corpus', () => {
  const all = isThere ? allRuns(readFileSync(referenceFile, 'utf8')) : []
  it.skipIf(!isThere)('finds the corpus and its reference numbers', () => {
    expect(all.length).toBeGreaterThan(150)
  })
  for (const [path, run, options, wanted] of all) {
    it(`${wanted.exit === 0 ? 'gives the numbers of' : 'reads, or says why not,'} ${path} with ${run}`, () => {
      const bytes = readFileSync(resolve(corpus, 'morphologies', path))
      const { value, diagnostics } = convertNtscable(path, bytes, options)
      if (wanted.exit !== 0) {
        expect(value !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
        return
      }
      if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
      compareRun(path, value.text, value.report, wanted)
    })
  }
  it.skipIf(!isThere)('writes CABLE text equal to that of 1992, character for character', () => {
    const read = (path: string) => readFileSync(resolve(corpus, 'morphologies', path))
    const { value } = convertNtscable('121l02.lgn', read('eutectic/121l02.lgn'), {
      ...defaultNtscableOptions,
      output: 'cable',
    })
    const lines = (text: string) => text.trimEnd().split('\n')
    // Two lines of 1992 and one of ours say who wrote it, and when.
    const ours = lines(value?.text ?? '').slice(2)
    const theirs = lines(read('ntscable-output/121l02_cable_1992.hoc').toString('latin1')).slice(3)
    expect(ours).toEqual(theirs)
  })
})
