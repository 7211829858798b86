import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import type { MorphologyEdit } from '../../../../../src-engine/morphology/edit/morphologyEdit.ts'
import { findings } from '../../../../../src-engine/morphology/repair/findings.ts'
import type { ThresholdValues } from '../../../../../src-engine/morphology/repair/rule.ts'
import { repairRules } from '../../../../../src-engine/morphology/repair/ruleTable.ts'
import { afterwards } from '../edit/support.ts'
import { readCell } from '../support.ts'

interface Case {
  /** Has the fault. */
  readonly bad: string
  /** The same without it. */
  readonly good: string
  /** What brings the fault in, where no file can. */
  readonly edits?: readonly MorphologyEdit[]
  readonly thresholds?: ThresholdValues
  /** The sentence of the first finding, where it is worth fixing. */
  readonly sentence?: string
}

const soma = '1 1 0 0 0 5 -1\n'
const trunk = `${soma}2 3 6 0 0 1 1\n3 3 12 1 0 1 2\n4 3 18 0 1 1 3\n`
/** The trunk with two branches at its end. */
const forked = `${trunk}5 3 24 6 0 1 4\n6 3 30 12 3 1 5\n7 3 24 -6 0 1 4\n8 3 30 -12 -3 1 7\n`
const add = (...lines: string[]) => `${forked}${lines.join('\n')}\n`
const change = (from: string, to: string) => {
  expect(forked).toContain(from)
  return forked.replace(from, to)
}
/** A chain of points along a line, from a soma. */
const chain = (count: number, point: (i: number) => string) =>
  soma + Array.from({ length: count }, (_, i) => `${i + 2} 3 ${point(i)} ${i + 1}\n`).join('')
/** Branches side by side that end at the heights given, on a trunk along x. */
const comb = (tops: readonly number[]) =>
  soma +
  tops
    .map((top, i) => {
      const first = 2 + 2 * i
      const up = i === 0 ? 1 : first - 2
      return `${first} 3 ${10 + 20 * i} 0 ${i} 1 ${up}\n${first + 1} 3 ${10 + 20 * i} ${top} ${2 * i} 1 ${first}\n`
    })
    .join('')

const cases: Readonly<Record<string, Case>> = {
  'zero-length-segment': {
    bad: change('3 3 12 1 0 1 2', '3 3 6 0 0 1 2'),
    good: forked,
    sentence: '1 sample of “dend[0]” is at the place of the one before.',
  },
  'zero-length-section': {
    bad: change('6 3 30 12 3 1 5', '6 3 18 0 1 1 5').replace('5 3 24 6 0 1 4', '5 3 18 0 1 1 4'),
    good: forked,
    sentence: '“dend[1]” has no length.',
  },
  'negative-diameter': {
    bad: change('12 1 0 1 2', '12 1 0 -1 2'),
    good: forked,
    sentence: '1 sample of “dend[0]” has a negative diameter; computations use the magnitude.',
  },
  'zero-diameter': {
    bad: change('12 1 0 1 2', '12 1 0 0 2'),
    good: forked,
    sentence: '1 sample of “dend[0]” has no width, the first sample 1 of “dend[0]”.',
  },
  'implausible-diameter': { bad: change('12 1 0 1 2', '12 1 0 0.01 2'), good: forked },
  'fat-end': { bad: change('30 12 3 1 5', '30 12 3 9 5'), good: forked, thresholds: { multiple: 1.5 } },
  'narrow-start': {
    bad: change('6 0 0 1 1', '6 0 0 0.5 1'),
    good: forked,
    sentence: '“dend[0]” starts 1 µm wide and widens to 2 µm at its next point.',
  },
  'narrow-section': {
    bad: chain(20, i => `${6 + 6 * i} 0 0 0.04`),
    good: chain(20, i => `${6 + 6 * i} 0 0 0.06`),
  },
  'diameter-jump': { bad: change('12 1 0 1 2', '12 1 0 9 2'), good: forked },
  'equal-diameters': { bad: forked, good: change('12 1 0 1 2', '12 1 0 2 2'), thresholds: { samples: 9 } },
  'rising-diameter': { bad: change('12 1 0 1 2', '12 1 0 1.5 2'), good: forked },
  'z-jump': {
    bad: change('30 12 3 1 5', '30 12 43 1 5'),
    good: forked,
    sentence: 'Before sample 2 of “dend[1]” there is a jump of 43 µm along z.',
  },
  'start-jump': {
    bad: change('5 3 24 6 0 1 4', '5 3 24 6 12 1 4'),
    good: change('5 3 24 6 0 1 4', '5 3 24 6 9 1 4'),
    sentence: '“dend[1]” starts with a jump of 11 µm in z.',
  },
  'back-tracking': { bad: change('18 0 1 1 3', '7 0.1 0 1 3'), good: forked },
  'overlapping-point': {
    bad: change('30 12 3 1 5', '12 1 0 1 5'),
    good: forked,
    sentence: 'Sample 2 of “dend[1]”, at (12, 1, 0), lies at the place of sample 1 of “dend[0]”.',
  },
  'no-soma': { bad: forked.replace('1 1 0', '1 3 0'), good: forked, sentence: 'The cell has no soma.' },
  'multiple-somas': {
    bad: add('9 1 90 0 0 5 -1'),
    good: forked,
    sentence: '“soma[1]” is a soma apart from “soma[0]”: the cell has 2 somas.',
  },
  'soma-on-neurite': {
    bad: '1 3 0 0 0 1 -1\n2 3 9 0 0 1 1\n3 1 12 0 0 5 2\n4 1 18 0 0 5 3\n',
    good: forked,
    sentence: 'The soma “soma[0]” hangs on “dend[0]” instead of being the root.',
  },
  'branching-soma': {
    bad: '1 1 0 0 0 5 -1\n2 1 5 0 0 5 1\n3 1 9 5 0 4 2\n4 1 9 -5 0 3 2\n5 1 15 -9 0 3 4\n6 1 15 9 0 3 3\n',
    good: forked,
  },
  'zero-soma-radius': { bad: forked.replace('0 0 0 5 -1', '0 0 0 0 -1'), good: forked },
  'disconnected-piece': {
    bad: add('9 2 60 0 0 1 -1', '10 2 66 0 0 1 9'),
    good: forked,
    sentence: '“axon[0]” hangs on nothing.',
  },
  'dangling-branch': { bad: add('9 4 0 30 0 1 1', '10 4 0 36 0 1 9'), good: forked },
  'starts-in-other-soma': {
    bad: add('9 1 90 0 0 5 -1', '10 3 91 1 0 1 1', '11 3 99 9 0 1 10'),
    good: add('9 1 90 0 0 5 -1', '10 3 91 1 0 1 9', '11 3 99 9 0 1 10'),
  },
  'root-jump': { bad: add('9 4 0 11 0 1 1', '10 4 0 36 0 1 9'), good: forked },
  'wrong-root-point': {
    bad: '1 1 0 0 0 5 -1\n2 1 9 0 0 5 1\n3 3 15 0 0 1 2\n4 3 20 0 0 1 3\n',
    good: forked,
  },
  'branch-gap': {
    bad: forked,
    edits: [{ kind: 'move-subtree', section: 'dend[1]', by: [0, 0, 2] }],
    good: forked,
    sentence: '“dend[1]” starts 2 µm away from the end of “dend[0]”, on which it hangs.',
  },
  loop: {
    bad: change('30 12 3 1 5', '30 12 3 1 5').replace('30 -12 -3 1 7', '27 9 1.5 1 7'),
    good: forked,
    sentence: 'The tip of “dend[2]” touches “dend[1]”: together they close a loop.',
  },
  crossing: {
    bad: add('9 3 27 -4 -1.5 1 5', '10 3 27 -14 -1.5 1 9'),
    good: add('9 3 27 -4 9 1 5', '10 3 27 -14 9 1 9'),
  },
  'type-change': {
    bad: change('5 3 24', '5 4 24').replace('6 3 30', '6 4 30'),
    good: forked,
    sentence: '“apic[0]” is apical dendrite, but hangs on “dend[0]”, which is dendrite.',
  },
  'axon-on-dendrite': {
    bad: change('5 3 24', '5 2 24').replace('6 3 30', '6 2 30'),
    good: forked,
    sentence: 'The axon “axon[0]” leaves “dend[0]”, which is dendrite.',
  },
  'unknown-type': {
    bad: change('6 3 30', '6 6 30'),
    good: forked,
    sentence: '“dend_6[0]” is of type 6, which has no meaning of its own.',
  },
  unifurcation: { bad: change('6 3 30', '6 6 30'), good: forked },
  trifurcation: { bad: add('9 3 24 0 9 1 4', '10 3 30 0 9 1 9'), good: forked },
  multifurcation: {
    bad: add('9 3 24 0 9 1 4', '10 3 30 0 9 1 9', '11 3 24 0 -9 1 4', '12 3 30 0 -9 1 11'),
    good: add('9 3 24 0 9 1 4', '10 3 30 0 9 1 9'),
    sentence: '“dend[0]” divides into 4 branches.',
  },
  'diameter-step': { bad: change('24 6 0 1 4', '24 6 0 3 4'), good: forked },
  'short-stem': { bad: add('9 3 0 6 0 1 1', '10 3 0 7 0 1 9'), good: forked },
  'no-axon': { bad: forked, good: add('9 2 -6 0 0 1 1', '10 2 -9 0 0 1 9') },
  'no-basal-dendrite': { bad: forked.replaceAll(/^(\d+) 3/gm, '$1 4'), good: forked },
  'no-apical-dendrite': { bad: forked, good: forked.replaceAll(/^(\d+) 3/gm, '$1 4') },
  'cut-plane': {
    bad: comb([80, 79, 80, 78, 79.5, 80, 20]),
    good: comb([80, 10, 30, 50, 20, 60, 70]),
    sentence: '6 of 7 tips end within 3 µm of y = 80: the tissue was probably cut there.',
  },
  'flat-neurite': {
    bad: chain(9, i => `${6 + 6 * i} ${i % 3} 0 1`),
    good: chain(9, i => `${6 + 6 * i} ${i % 3} ${i % 2} 1`),
  },
  'constant-z': {
    bad: chain(12, i => `${6 + 6 * i} ${i % 3} 4 1`),
    good: chain(12, i => `${6 + 6 * i} ${i % 3} ${i % 2} 1`),
  },
  'z-shrinkage': {
    bad: chain(9, i => `${6 + 6 * i} ${9 * i} ${i % 2} 1`),
    good: chain(9, i => `${6 + 6 * i} ${9 * i} ${4 * i} 1`),
  },
  'implausible-extent': { bad: change('30 12 3', '30000 12 3'), good: forked },
  'whole-coordinates': { bad: chain(60, i => `${6 + i} 0 0 1`), good: chain(60, i => `${6.5 + i} 0 0 1`) },
  'few-points': { bad: forked, good: chain(60, i => `${6 + i} 0 0 1`) },
}

function check(cell: Morphology, rule: string, thresholds: ThresholdValues = {}) {
  return findings(cell, { only: [rule], thresholds: { [rule]: thresholds } })
}

describe('repair rules', () => {
  it('has a failing and a passing cell for every rule', () => {
    expect(Object.keys(cases).sort()).toEqual(repairRules.map(({ id }) => id).sort())
  })
  it('has an id of its own for every rule, fix and threshold, and whole definitions', () => {
    expect(new Set(repairRules.map(({ id }) => id)).size).toBe(repairRules.length)
    for (const { definition, fixes, thresholds, source } of repairRules) {
      expect(definition).toMatch(/^[A-Z].*\.$/)
      expect(source).not.toBe('')
      expect(new Set(fixes.map(({ id }) => id)).size).toBe(fixes.length)
      // Every threshold is named in the definition or in a fix.
      for (const { name, title } of thresholds)
        expect(definition.includes(`\`${name}\``) || /fix/i.test(title), `${name}: ${definition}`).toBe(true)
    }
  })
  it('stands whole in the help page', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../../../resources/help/repair.md'), 'utf8')
    for (const { id, definition, thresholds, fixes, source, isOnRequest } of repairRules) {
      const when = `${definition}${isOnRequest ? ' Only with `--only`.' : ''}`
      const numbers = thresholds.map(
        each => `\`${each.name}\` ${each.default}${each.unit && ` ${each.unit}`}`,
      )
      const offered = fixes.map(fix => `\`${fix.id}\`${fix.isSafe ? ' (safe)' : ''}`)
      const row = [`\`${id}\``, when, numbers.join(', ') || '–', offered.join(', ') || 'by hand', source]
      expect(page).toContain(`| ${row.join(' | ')} |`)
    }
  })
  for (const [rule, { bad, good, edits = [], thresholds, sentence }] of Object.entries(cases)) {
    it(`${rule} finds it where it is, and only there`, () => {
      const found = check(afterwards(readCell(bad), ...edits), rule, thresholds)
      expect(found.length).toBeGreaterThan(0)
      for (const finding of found) expect(finding.sentence).toMatch(/^[\dA-Z“].*\.$/)
      if (sentence !== undefined) expect(found[0]?.sentence).toBe(sentence)
      expect(check(readCell(good), rule, thresholds)).toEqual([])
    })
  }
  it('looks for what nearly every cell has only when asked', () => {
    const asked = repairRules.filter(({ isOnRequest }) => isOnRequest).map(({ id }) => id)
    expect(asked).toEqual(['rising-diameter', 'crossing'])
    const found = findings(readCell(change('12 1 0 1 2', '12 1 0 1.5 2')))
    expect(found.some(({ rule }) => asked.includes(rule))).toBe(false)
  })
  it('says the line and the place of what it found', () => {
    const [found] = check(readCell(change('12 1 0 1 2', '12 1 0 0 2')), 'zero-diameter')
    expect([found?.line, found?.place]).toEqual([3, { x: 12, y: 1, z: 0 }])
  })
})
