import { describe, expect, it } from 'vitest'
import { ntscableMessages } from '../../../../../src-engine/morphology/ntscable/diagnostics.ts'
import type { NtscableOptions } from '../../../../../src-engine/morphology/ntscable/options.ts'
import { readNtscableOptions } from '../../../../../src-engine/morphology/ntscable/readOptions.ts'
import { cell, codesOf, eutectic, fixture } from './support.ts'

interface Case {
  readonly bad: string
  readonly good: string
  readonly options?: Partial<NtscableOptions>
  /** Where it is the options that make the difference. */
  readonly goodOptions?: Partial<NtscableOptions>
}

const corrected: Partial<NtscableOptions> = { reading: 'corrected' }
const douglas2d = fixture('branches.douglas2d.txt')
const douglas3d = fixture('branches.douglas3d.txt')
const outline = cell.split('\n').slice(1, 5).join('\n')
const spined: Partial<NtscableOptions> = { output: 'cable', spines: 'sections' }

const cases: Record<Exclude<keyof typeof ntscableMessages, 'ntscable/wrong-option'>, Case> = {
  'ntscable/point-lost': { bad: cell.replace('   CP', '  XYZ'), good: cell },
  'ntscable/shifted-columns': { bad: cell.replace('    15.0', '15.0    '), good: cell },
  'ntscable/stopped-early': { bad: cell.replace('\n     9', '\nremark\n     9'), good: `${cell}\nremark\n` },
  'ntscable/last-line-lost': { bad: cell.trimEnd(), good: cell },
  'ntscable/joined-to-end': { bad: `${cell}    12   CP    1    99.0     0.0     0.0   1.0\n`, good: cell },
  'ntscable/no-origin': { bad: cell.replace('  MTO', '   CP'), good: cell },
  'ntscable/missing-branches': { bad: cell.split('\n').slice(0, 10).join('\n') + '\n', good: cell },
  'ntscable/branch-without-end': { bad: cell.split('\n').slice(0, 11).join('\n') + '\n', good: cell },
  'ntscable/slice-origin': { bad: cell.replace('MTO', 'TTO'), good: cell, options: corrected },
  'ntscable/slice-not-joined': { bad: cell.replace('MTO', 'TTO'), good: cell, options: { slices: 'merge' } },
  'ntscable/several-outlines': { bad: cell.replace(outline, `${outline}\n${outline}`), good: cell },
  'ntscable/outline-without-end': { bad: cell.replace('SOE', 'SCP'), good: cell },
  'ntscable/no-soma': { bad: cell.replace(`${outline}\n`, ''), good: cell },
  'ntscable/several-somata': {
    bad: '1 1 0 0 0 5 -1\n2 1 9 0 0 5 1\n3 1 0 9 0 5 1\n4 1 0 0 9 5 1\n5 3 20 0 0 1 2\n6 3 30 0 0 1 5\n',
    good: '1 1 0 0 0 5 -1\n2 3 20 0 0 1 1\n3 3 30 0 0 1 2\n',
  },
  'ntscable/no-coordinates': {
    bad: douglas2d,
    good: douglas2d,
    options: { correctZ: 2 },
    goodOptions: { correctX: 2, correctY: 2, correctZ: 2 },
  },
  'ntscable/diagram-stretched': {
    bad: douglas2d,
    good: douglas2d,
    options: {},
    goodOptions: { points: 'inline' },
  },
  'ntscable/zero-length-branch': {
    bad: cell.replace('25.0    10.0', '25.0     0.0').replace('25.0    30.0', '25.0     0.0'),
    good: cell,
  },
  'ntscable/no-neurites': { bad: eutectic(['MTO', 1, 1, 1, 1]), good: cell },
  'ntscable/zero-diameter': { bad: cell.replace(/1\.0\n$/, '0.0\n'), good: cell },
  'ntscable/negative-diameter': { bad: cell.replace(/ 1\.0\n$/, '-1.0\n'), good: cell },
  'ntscable/too-many-segments': {
    bad: cell,
    good: cell,
    options: { maxLengthUm: 1e-6 },
    goodOptions: { maxLengthUm: 1e-3 },
  },
  'ntscable/spines-in-cable': { bad: cell, good: douglas3d, options: spined },
}

describe('ntscable diagnostics', () => {
  for (const [code, { bad, good, options, goodOptions }] of Object.entries(cases)) {
    it(`says ${code} where it holds`, () => {
      expect(codesOf(bad, options)).toContain(code)
    })
    it(`does not say ${code} where it does not`, () => {
      expect(codesOf(good, goodOptions ?? options)).not.toContain(code)
    })
  }
  it('says ntscable/wrong-option for values that an option does not have', () => {
    const codes = (given: object) => readNtscableOptions(given).diagnostics.map(({ code }) => code)
    expect(codes({ segments: '0', output: 'swc', correctX: 'x', averageOutlineZ: 'perhaps' })).toEqual(
      Array(4).fill('ntscable/wrong-option'),
    )
    expect(
      codes({ segments: '350', output: 'n', correctX: 1.25, averageOutlineZ: true, accuracy: '2' }),
    ).toEqual([])
  })
})
