import fc from 'fast-check'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../src-engine/morphology/readMorphology.ts'
import { applyFix } from '../../src-engine/morphology/repair/applyFix.ts'
import { findings } from '../../src-engine/morphology/repair/findings.ts'
import { repairMorphology, safeFixes } from '../../src-engine/morphology/repair/repairMorphology.ts'
import { repairRules } from '../../src-engine/morphology/repair/ruleTable.ts'
import { fixtureFolder } from '../support/fixtures.ts'
import { randomTree } from '../support/randomTree.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20240612, numRuns: 120 }
const all = repairRules.map(({ id }) => id)
const safe = safeFixes()

/** What must hold of the findings of any cell. */
function check(cell: Morphology): void {
  const found = findings(cell, { only: all })
  for (const { sections, samples, sentence, place, line, rule } of found) {
    expect(sentence, rule).toMatch(/^\S.*\.$/)
    expect(sentence, rule).not.toMatch(/NaN|undefined|Infinity/)
    for (const section of sections) expect(section >= 0 && section < cell.sections.count).toBe(true)
    for (const row of samples) expect(row >= 0 && row < cell.samples.count).toBe(true)
    expect(place === undefined).toBe(samples.length === 0)
    expect(line).toBeGreaterThanOrEqual(0)
  }
  // The first of each rule is enough: a fix that is offered can be made.
  for (const finding of new Map([...found].reverse().map(each => [each.rule, each])).values())
    for (const fix of finding.fixes) {
      const { value, diagnostics } = applyFix(cell, finding, fix)
      expect(value, `${finding.rule}:${fix} ${diagnostics[0]?.message}`).toBeDefined()
    }
}

/** Safe repairs leave nothing that they could repair, and the second time there is nothing to do. */
function checkSafe(cell: Morphology): void {
  const { morphology, left } = repairMorphology(cell, safe)
  for (const { rule, fixes } of left)
    expect(
      safe.some(choice => choice.rule === rule && fixes.includes(choice.fix)),
      rule,
    ).toBe(false)
  const again = repairMorphology(morphology, safe)
  expect(again.done).toEqual([])
}

describe('fuzz morphology repair', () => {
  it('finds what can be said of any cell, and offers fixes that can be made', () => {
    fc.assert(fc.property(randomTree, check), seeded)
  })
  it('repairs all that is safe in any cell, once', () => {
    fc.assert(fc.property(randomTree, checkSafe), seeded)
  })
  it('makes every fix wherever it can, on any cell', () => {
    const every = repairRules.flatMap(({ id, fixes }) => fixes.map(fix => ({ rule: id, fix: fix.id })))
    fc.assert(
      fc.property(randomTree, fc.subarray(every, { minLength: 1 }), (cell, choices) => {
        const { morphology, mapping } = repairMorphology(cell, choices)
        expect(mapping.length).toBe(cell.sections.count)
        check(morphology)
      }),
      { ...seeded, numRuns: 80 },
    )
  })
  const folders = ['', 'malformed']
  const files = folders.flatMap(folder =>
    readdirSync(join(fixtureFolder, 'morphology', folder))
      .filter(name => /\.(swc|asc|nts)$/.test(name))
      .map(name => join(folder, name))
      // Large ones take long and say no more.
      .filter(name => statSync(join(fixtureFolder, 'morphology', name)).size < 100_000),
  )
  it.each(files)('looks at %s and repairs what is safe', file => {
    const { value } = readMorphology(file, readFileSync(join(fixtureFolder, 'morphology', file)))
    if (!value) return
    check(value)
    checkSafe(value)
  })
})
