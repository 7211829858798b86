import { describe, expect, it } from 'vitest'
import { findings } from '../../../src-engine/morphology/repair/findings.ts'
import { repairMorphology, safeFixes } from '../../../src-engine/morphology/repair/repairMorphology.ts'
import { repairRules } from '../../../src-engine/morphology/repair/ruleTable.ts'
import { cellOf, smallFiles } from './corpusCells.ts'

const files = smallFiles()
const all = repairRules.map(({ id }) => id)
const safe = safeFixes()
const mostPoints = 1500

describe('morphology repair over the corpus', () => {
  it.skipIf(files.length === 0)(
    'finds what can be handed on as it is, and repairs all that is safe, once',
    () => {
      let [looked, found] = [0, 0]
      for (const file of files) {
        const cell = cellOf(file, mostPoints)
        if (!cell) continue
        const list = findings(cell, { only: all })
        looked++
        found += list.length
        // Between processes findings travel as JSON, or as copies.
        expect(JSON.parse(JSON.stringify(list)), file).toEqual(list)
        expect(structuredClone(list), file).toEqual(list)
        const { morphology, left } = repairMorphology(cell, safe)
        const open = left.filter(({ rule, fixes }) =>
          safe.some(choice => choice.rule === rule && fixes.includes(choice.fix)),
        )
        expect(open, file).toEqual([])
        expect(repairMorphology(morphology, safe).done, file).toEqual([])
      }
      expect(looked).toBeGreaterThan(60)
      expect(found).toBeGreaterThan(100)
    },
    30_000,
  )
})
