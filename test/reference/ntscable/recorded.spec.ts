import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, it } from 'vitest'
import { convertNtscable } from '../../../src-engine/morphology/ntscable/convert.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import { allRuns, compareRun } from './compareRun.ts'

const recorded = readFileSync(resolve(import.meta.dirname, 'recorded.json'), 'utf8')

describe('ntscable against the program of 1991–92', () => {
  for (const [path, run, options, wanted] of allRuns(recorded)) {
    it(`gives the numbers of ${path} with ${run}`, () => {
      const bytes = readFileSync(resolve(fixtureFolder, 'morphology', path))
      const { value, diagnostics } = convertNtscable(path, bytes, options)
      if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
      compareRun(path, value.text, value.report, wanted)
    })
  }
})
