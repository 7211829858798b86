import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editMorphology } from '../../src-engine/morphology/edit/applyEdit.ts'
import type { MorphologyEdit } from '../../src-engine/morphology/edit/morphologyEdit.ts'
import { composeMappings, type SectionMapping } from '../../src-engine/morphology/edit/sectionMapping.ts'
import { summarise } from '../../src-engine/morphology/measure/summary.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import { randomTree as tree } from '../support/randomTree.ts'

/** Always the same inputs: a failure here fails everywhere. */
const seeded = { seed: 20240611, numRuns: 150 }

/** What an edit is made of; sections and samples are chosen from those that are there at its time. */
const choice = fc.record({
  kind: fc.nat(21),
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
  by: fc.tuple(
    fc.integer({ min: -8, max: 8 }),
    fc.integer({ min: -8, max: 8 }),
    fc.integer({ min: -8, max: 8 }),
  ),
})

function editOf(
  { sections }: Morphology,
  { kind, a, b, c, by }: { kind: number; a: number; b: number; c: number; by: [number, number, number] },
): MorphologyEdit {
  const s = a % sections.count
  const section = sections.name[s]!
  const count = sections.firstSample[s + 1]! - sections.firstSample[s]!
  // Sometimes one too many.
  const sample = b % (count + 1)
  const to = sections.name[b % sections.count]!
  const x = (c % 5) / 4
  const diameter = (c % 9) / 4
  const all: MorphologyEdit[] = [
    { kind: 'move-samples', samples: [{ section, sample }], by },
    { kind: 'place-sample', section, sample, at: by },
    { kind: 'move-subtree', section, from: sample, keepStart: c % 2 === 0, by },
    { kind: 'delete-samples', section, samples: [sample, c % count] },
    { kind: 'delete-section', section },
    { kind: 'delete-subtree', section },
    { kind: 'insert-sample', section, before: sample, point: [...by, diameter] },
    { kind: 'cut', section, sample },
    { kind: 'cut', section, x },
    { kind: 'detach', section },
    { kind: 'attach', section, to, x, by: c % 2 === 0 ? 'cable' : 'wire' },
    { kind: 'merge', section },
    { kind: 'retype', section, type: c % 5, scope: b % 2 === 0 ? 'section' : 'subtree' },
    { kind: 'set-diameter', section, sample, diameter },
    { kind: 'taper', section, from: diameter, to: x },
    { kind: 'scale-diameters', sections: [section, to], factor: diameter },
    { kind: 'smooth-diameters', reach: c % 4 },
    { kind: 'resample', sections: [section], spacing: diameter },
    { kind: 'scale', factors: [1, 1, diameter] },
    { kind: 'translate', by },
    { kind: 'rotate', axis: by, degrees: c % 360 },
    { kind: 'reroot', section, end: c % 2 === 0 ? 0 : 1 },
  ]
  return all[kind % all.length]!
}

function bytesOf({ samples, sections }: Morphology): unknown {
  return structuredClone({ samples, sections })
}

/** Every stretch lies on a section, in order, and no two places of the old cell share more than an end. */
function checkMapping(mapping: SectionMapping, before: Morphology, after: Morphology): void {
  expect(mapping.length).toBe(before.sections.count)
  for (const stretches of mapping) {
    let at = -1e-9
    for (const { start, end, section, toStart, toEnd } of stretches) {
      expect(section >= 0 && section < after.sections.count).toBe(true)
      expect(start).toBeGreaterThanOrEqual(at - 1e-9)
      expect(end).toBeGreaterThanOrEqual(start - 1e-9)
      expect(Math.min(toStart, toEnd)).toBeGreaterThanOrEqual(-1e-9)
      expect(Math.max(toStart, toEnd)).toBeLessThanOrEqual(1 + 1e-9)
      at = end
    }
    if (stretches.length > 0) expect(at).toBeLessThanOrEqual(1 + 1e-9)
  }
}

describe('fuzz morphology edits', () => {
  it('any edits one after the other give a sound cell or are refused, and the old cell stays', () => {
    fc.assert(
      fc.property(tree, fc.array(choice, { minLength: 1, maxLength: 12 }), (start, choices) => {
        const first = bytesOf(start)
        let cell = start
        let mapping: SectionMapping | undefined
        const done: MorphologyEdit[] = []
        for (const each of choices) {
          const edit = editOf(cell, each)
          const { value, diagnostics } = editMorphology(cell, [edit])
          expect(value === undefined).toBe(diagnostics.length > 0)
          if (!value) continue
          checkMapping(value.mapping, cell, value.morphology)
          mapping = mapping ? composeMappings(mapping, value.mapping) : value.mapping
          const known = new Map(cell.sections.name.map((name, s) => [name, s]))
          // A name that stays means the same section.
          value.morphology.sections.name.forEach((name, s) => {
            const old = known.get(name)
            if (old !== undefined) expect(value.mapping[old]?.some(({ section }) => section === s)).toBe(true)
          })
          for (const total of Object.values(summarise(value.morphology))) expect(total).not.toBeNaN()
          cell = value.morphology
          done.push(edit)
        }
        expect(bytesOf(start)).toEqual(first)
        if (!mapping) return
        checkMapping(mapping, start, cell)
        const atOnce = editMorphology(start, done)
        expect(atOnce.value && bytesOf(atOnce.value.morphology)).toEqual(bytesOf(cell))
      }),
      seeded,
    )
  })
  it('moves there and back to the bit', () => {
    fc.assert(
      fc.property(tree, choice, (cell, { a, b, by }) => {
        const section = cell.sections.name[a % cell.sections.count]!
        const back = by.map(value => 0 - value) as [number, number, number]
        const there: MorphologyEdit[] = [
          { kind: 'translate', by },
          { kind: 'move-subtree', section, by },
          { kind: 'move-samples', samples: [{ section, sample: b % 2 }], by },
        ]
        const home: MorphologyEdit[] = [
          { kind: 'move-samples', samples: [{ section, sample: b % 2 }], by: back },
          { kind: 'move-subtree', section, by: back },
          { kind: 'translate', by: back },
        ]
        // Copies of branch points are found by place: others that come to lie there would go along.
        const { value } = editMorphology(cell, [there[0]!, there[1]!, home[1]!, home[2]!])
        expect(value && bytesOf(value.morphology)).toEqual(bytesOf(cell))
      }),
      seeded,
    )
  })
  it('length and area stay where cable is only divided, joined, cut off, turned round or renamed', () => {
    const keeping = new Set(['cut', 'detach', 'reroot', 'retype', 'translate'])
    fc.assert(
      fc.property(tree, fc.array(choice, { minLength: 1, maxLength: 8 }), (start, choices) => {
        let cell = start
        for (const each of choices) {
          const edit = editOf(cell, each)
          if (!keeping.has(edit.kind)) continue
          cell = editMorphology(cell, [edit]).value?.morphology ?? cell
        }
        const before = summarise(start)
        const after = summarise(cell)
        // Points between samples are rounded to 32 bits like all others.
        expect(after.totalLengthUm).toBeCloseTo(before.totalLengthUm, 3)
        expect(after.totalAreaUm2).toBeCloseTo(before.totalAreaUm2, 2)
      }),
      seeded,
    )
  })
  it('lengths grow with the scale and areas with its square', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(0.25, 2, 3), (cell, factor) => {
        const { value } = editMorphology(cell, [
          { kind: 'scale', factors: [factor, factor, factor], diameterFactor: factor },
        ])
        const before = summarise(cell)
        const after = summarise(value!.morphology)
        expect(after.totalLengthUm).toBeCloseTo(before.totalLengthUm * factor, 3)
        expect(after.totalAreaUm2).toBeCloseTo(before.totalAreaUm2 * factor * factor, 2)
      }),
      seeded,
    )
  })
})
