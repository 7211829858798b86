import { describe, expect, it } from 'vitest'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { applyFix, previewEdits } from '../../../../../src-engine/morphology/repair/applyFix.ts'
import { findings } from '../../../../../src-engine/morphology/repair/findings.ts'
import { repairMorphology, safeFixes } from '../../../../../src-engine/morphology/repair/repairMorphology.ts'
import type { ThresholdValues } from '../../../../../src-engine/morphology/repair/rule.ts'
import { treeOf } from '../edit/support.ts'
import { readCell, sectionOf } from '../support.ts'

const soma = '1 1 0 0 0 5 -1\n'
const forked = `${soma}2 3 6 0 0 1 1\n3 3 12 1 0 1 2\n4 3 18 0 1 1 3\n5 3 24 6 0 1 4\n6 3 30 12 3 1 5\n7 3 24 -6 0 1 4\n8 3 30 -12 -3 1 7\n`

/** The cell after the first finding of a rule was repaired. */
function fixed(cell: Morphology, rule: string, fix: string, thresholds: ThresholdValues = {}): Morphology {
  const [finding] = findings(cell, { only: [rule], thresholds: { [rule]: thresholds } })
  if (!finding) throw new Error(`${rule} finds nothing`)
  expect(finding.fixes).toContain(fix)
  const { value, diagnostics } = applyFix(cell, finding, fix, { [rule]: thresholds })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value.morphology
}

const widths = (cell: Morphology, name: string) => sectionOf(cell, name).points.map(([, , , d]) => d)
const heights = (cell: Morphology, name: string) => sectionOf(cell, name).points.map(([, , z]) => z)

describe('repair of points and diameters', () => {
  it('R3 keeps the later of two ends that lie at one place', () => {
    const cell = readCell(
      `${soma}2 3 6 0 0 1 1\n3 3 12 0 0 1 2\n4 3 12 0 0 2 3\n5 3 18 6 0 1 4\n6 3 18 -6 0 1 4\n`,
    )
    const clean = fixed(cell, 'zero-length-segment', 'delete-duplicates')
    expect(sectionOf(clean, 'dend[0]').points).toEqual([
      [6, 0, 0, 2],
      [12, 0, 0, 4],
    ])
  })
  it('R4 interpolates diameters along the path, and holds them at the ends', () => {
    const cell = readCell(
      `${soma}2 3 6 0 0 0 1\n3 3 8 0 0 2 2\n4 3 12 0 0 0 3\n5 3 18 0 0 -0 4\n6 3 20 0 0 1 5\n7 3 21 0 0 0 6\n`,
    )
    const filled = widths(fixed(cell, 'zero-diameter', 'interpolate'), 'dend[0]')
    expect(filled.map(value => Number(value?.toFixed(9)))).toEqual([4, 4, 3.333333333, 2.333333333, 2, 2])
  })
  it('R4 takes the diameter of the parent’s end for a section that has none', () => {
    const cell = readCell(forked.replace('30 12 3 1 5', '30 12 3 0 5').replace('24 6 0 1 4', '24 6 0 0 4'))
    expect(widths(fixed(cell, 'zero-diameter', 'interpolate'), 'dend[1]')).toEqual([2, 2, 2])
  })
  it('offers nothing where no diameter is known', () => {
    const cell = readCell(`${soma}2 3 6 0 0 0 1\n3 3 8 0 0 0 2\n`)
    expect(findings(cell, { only: ['zero-diameter'] })[0]?.fixes).toEqual([])
  })
  it('R5 moves what lies beyond a jump back, or spreads the jump', () => {
    const cell = readCell(
      `${soma}2 3 6 0 0 1 1\n3 3 12 0 0 1 2\n4 3 18 0 40 1 3\n5 3 24 0 40 1 4\n6 3 30 9 40 1 5\n7 3 30 -9 40 1 5\n`,
    )
    const back = fixed(cell, 'z-jump', 'shift-back')
    expect([heights(back, 'dend[0]'), heights(back, 'dend[1]')]).toEqual([
      [0, 0, 0, 0],
      [0, 0],
    ])
    const spread = fixed(cell, 'z-jump', 'spread')
    expect(heights(spread, 'dend[0]').map(z => Math.round(z! * 1e6) / 1e6)).toEqual([
      0, 13.333333, 26.666667, 40,
    ])
    expect(heights(spread, 'dend[1]')).toEqual([40, 40])
  })
  it('R5 moves branches back as Import3d does, branch points excepted', () => {
    const cell = readCell(forked.replace('24 6 0 1 4', '24 6 12 1 4'))
    const back = fixed(cell, 'start-jump', 'shift-back')
    expect(heights(back, 'dend[1]')).toEqual([1, 1, -8])
    expect(findings(back, { only: ['start-jump'] })).toEqual([])
  })
  it('narrows fat ends and widens narrow starts', () => {
    const fat = readCell(forked.replace('30 12 3 1 5', '30 12 3 9 5'))
    expect(widths(fixed(fat, 'fat-end', 'narrow-end', { multiple: 1.5 }), 'dend[1]')).toEqual([2, 2, 2])
    const narrow = readCell(forked.replace('6 0 0 1 1', '6 0 0 0.5 1'))
    expect(widths(fixed(narrow, 'narrow-start', 'widen-start'), 'dend[0]')).toEqual([2, 2, 2])
  })
  it('stretches z about the soma by the factor that was set, and offers nothing without one', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `${i + 2} 3 ${6 + 6 * i} ${9 * i} ${i % 2} 1 ${i + 1}`)
    const cell = readCell(`1 1 0 0 1 5 -1\n${lines.join('\n')}\n`)
    expect(findings(cell, { only: ['z-shrinkage'] })[0]?.fixes).toEqual([])
    const stretched = fixed(cell, 'z-shrinkage', 'stretch', { factor: 3 })
    expect(heights(stretched, 'dend[0]').slice(0, 3)).toEqual([-2, 1, -2])
  })
})

describe('repair of trees', () => {
  const apart = (...points: string[]) => readCell(`${forked}${points.join('\n')}\n`)

  it('R6 attaches a piece by its nearest end, turned round if need be', () => {
    const near = apart('9 3 33 12 3 1 -1', '10 3 40 12 3 1 9')
    expect(treeOf(fixed(near, 'disconnected-piece', 'attach-nearest'))).toContain('dend[3] < dend[1](1)')
    const turned = apart('9 3 40 12 3 1 -1', '10 3 33 12 3 1 9')
    const joined = fixed(turned, 'disconnected-piece', 'attach-nearest')
    expect(treeOf(joined)).toContain('dend[3] < dend[1](1)')
    expect(sectionOf(joined, 'dend[3]').points.map(([x]) => x)).toEqual([30, 33, 40])
  })
  it('R6 cuts a section at the point where a piece belongs, and uses a wire at somas', () => {
    const inside = apart('9 3 12 5 0 1 -1', '10 3 12 12 0 1 9')
    const joined = fixed(inside, 'disconnected-piece', 'attach-nearest')
    expect(treeOf(joined)).toEqual([
      'soma[0]',
      'dend[0] < soma[0](0.5) by wire',
      'dend[1] < dend[4](1)',
      'dend[2] < dend[4](1)',
      'dend[3] < dend[0](1)',
      'dend[4] < dend[0](1)',
    ])
    const atSoma = apart('9 3 0 3 0 1 -1', '10 3 0 12 0 1 9')
    expect(treeOf(fixed(atSoma, 'disconnected-piece', 'attach-nearest'))).toContain(
      'dend[3] < soma[0](0.5) by wire',
    )
  })
  it('R6 leaves pieces that are too far, unless the limit says otherwise', () => {
    const far = apart('9 3 0 90 0 1 -1', '10 3 0 99 0 1 9')
    expect(findings(far, { only: ['disconnected-piece'] })[0]?.fixes).toEqual(['delete-piece'])
    expect(treeOf(fixed(far, 'disconnected-piece', 'attach-nearest', { limit: 100 }))).toContain(
      'dend[3] < dend[1](1)',
    )
    expect(treeOf(fixed(far, 'disconnected-piece', 'delete-piece'))).toEqual(treeOf(readCell(forked)))
  })
  it('attaches many pieces without a loop', () => {
    const points = Array.from({ length: 12 }, (_, i) => [
      `${9 + 2 * i} 3 ${40 + 12 * i} ${i % 3} 0 1 -1`,
      `${10 + 2 * i} 3 ${46 + 12 * i} ${i % 2} 0 1 ${9 + 2 * i}`,
    ]).flat()
    const choices = [{ rule: 'disconnected-piece', fix: 'attach-nearest' }]
    const { morphology, done, left } = repairMorphology(apart(...points), choices)
    expect([done.length, left]).toEqual([12, []])
    expect(morphology.sections.parent.filter(parent => parent < 0).length).toBe(1)
  })
  it('attaches a dangling axon to the nearest point of a dendrite', () => {
    const cell = apart('9 2 30 16 3 1 1', '10 2 36 30 3 1 9')
    expect(treeOf(fixed(cell, 'dangling-branch', 'attach-nearest'))).toContain('axon[0] < dend[1](1)')
  })
  it('R7 merges a cable however often it is divided, and keeps length and area', () => {
    const types = Array.from(
      { length: 40 },
      (_, i) => `${i + 2} ${3 + (i % 2)} ${6 + 6 * i} ${i % 3} 0 ${1 + (i % 4) / 4} ${i + 1}`,
    )
    const divided = readCell(`${soma}${types.join('\n')}\n`)
    const first = divided.sections.name
      .filter(name => name.startsWith('apic'))
      .map(section => ({ kind: 'retype', section, type: 3, scope: 'section' }) as const)
    const { value } = previewEdits(divided, first)
    expect(value?.after.sections).toBe(divided.sections.count)
    const retyped = repairMorphology(divided, [{ rule: 'type-change', fix: 'take-parents-type' }]).morphology
    const { morphology, left } = repairMorphology(retyped, [{ rule: 'unifurcation', fix: 'merge' }])
    expect([morphology.sections.count, left]).toEqual([2, []])
    expect(summarise(morphology).totalLengthUm).toBeCloseTo(summarise(retyped).totalLengthUm, 3)
    expect(summarise(morphology).totalAreaUm2).toBeCloseTo(summarise(retyped).totalAreaUm2, 2)
  })
  it('R8 joins somas that touch, and deletes one that bears nothing', () => {
    const stack = apart('9 1 4 0 0 5 -1')
    expect(treeOf(fixed(stack, 'multiple-somas', 'join-stack'))).toContain('soma[1] < soma[0](1)')
    expect(treeOf(fixed(stack, 'multiple-somas', 'delete-soma'))).toEqual(treeOf(readCell(forked)))
    const far = apart('9 1 90 0 0 5 -1')
    expect(findings(far, { only: ['multiple-somas'] })[0]?.fixes).toEqual(['delete-soma'])
  })
  it('makes a soma the root', () => {
    const cell = readCell('1 3 0 0 0 1 -1\n2 3 9 0 0 1 1\n3 1 12 0 0 5 2\n4 1 18 0 0 5 3\n')
    expect(treeOf(fixed(cell, 'soma-on-neurite', 'make-root'))).toEqual(['soma[0]', 'dend[0] < soma[0](0)'])
  })
  it('gives sections of no known type that of what they hang on', () => {
    const cell = readCell(forked.replace('6 3 30', '6 6 30').replace('8 3 30', '8 5 30'))
    const { morphology } = repairMorphology(cell, [{ rule: 'unknown-type', fix: 'take-parents-type' }])
    expect(new Set(morphology.sections.type)).toEqual(new Set([1, 3]))
  })
})

describe('repair of all that is safe', () => {
  it('says what was done and what has become of the sections', () => {
    const cell = readCell(
      `${soma}2 3 6 0 0 1 1\n3 3 6 0 0 1 2\n4 3 12 0 0 0 3\n5 3 18 0 0 -1 4\n6 3 24 6 0 1 5\n7 3 24 -6 0 1 5\n`,
    )
    const { morphology, done, left, mapping } = repairMorphology(cell, safeFixes())
    expect(done.map(({ rule, line }) => `${rule} ${line}`)).toEqual([
      'zero-length-segment 3',
      'negative-diameter 5',
      'negative-diameter 5',
      'negative-diameter 5',
      'zero-diameter 4',
    ])
    expect(left).toEqual([])
    expect(sectionOf(morphology, 'dend[0]').points).toEqual([
      [6, 0, 0, 2],
      [12, 0, 0, 2],
      [18, 0, 0, 2],
    ])
    expect(mapping.length).toBe(cell.sections.count)
  })
  it('leaves a cell alone that has nothing to repair', () => {
    const cell = readCell(forked)
    const { morphology, done } = repairMorphology(cell, safeFixes())
    expect([morphology, done]).toEqual([cell, []])
  })
  it('refuses a fix that a finding does not offer', () => {
    const cell = readCell(forked.replace('30 12 3 1 5', '30 12 43 1 5'))
    const [finding] = findings(cell, { only: ['z-jump'] })
    const { diagnostics } = applyFix(cell, finding!, 'melt')
    expect(diagnostics.map(({ code }) => code)).toEqual(['repair/no-such-fix'])
  })
})
