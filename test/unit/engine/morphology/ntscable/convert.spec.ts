import { describe, expect, it } from 'vitest'
import { cell, codesOf, convert, eutectic, fixture } from './support.ts'

/** Sections in short: name, parent, place on it, length. */
const sectionsOf = (text: string, options: Parameters<typeof convert>[1] = {}) =>
  convert(text, options).report.sections.map(({ name, parent, parentX, lengthUm }) => [
    name,
    parent,
    parentX,
    lengthUm,
  ])

const unmerged = eutectic(
  ['MTO', 0, 0, 0, 2],
  ['CP', 10, 0, 0, 2],
  ['TAE', 20, 0, 0, 2],
  ['BTO', 20, 3, 4, 2],
  ['CP', 30, 3, 4, 2],
  ['NE', 40, 3, 4, 2],
)

describe('ntscable conversion', () => {
  it('K14 K16 lets a branch run through its branch points, and places others along it', () => {
    expect(sectionsOf(cell)).toEqual([
      ['dendrite_1[0]', 'soma', 0.5, 40],
      ['dendrite_1[1]', 'dendrite_1[0]', 0.5, 30],
    ])
  })
  it('K16 splits sections at branch points, what goes on first', () => {
    expect(sectionsOf(cell, { style: 'split' })).toEqual([
      ['dend1[0]', 'soma', 0.5, 20],
      ['dend1[1]', 'dend1[0]', 1, 20],
      ['dend1[2]', 'dend1[0]', 1, 30],
    ])
  })
  it('K14 starts a branch with the branch point’s diameter', () => {
    // From 2 to 1 µm over 10 µm, then 1 µm for 20 µm.
    expect(convert(cell).report.sections[1]?.areaUm2).toBeCloseTo(Math.PI * 35, 12)
  })
  it('K17 leaves out a branch without length and keeps what hangs on it', () => {
    const text = eutectic(
      ['MTO', 0, 0, 0, 2],
      ['BP', 10, 0, 0, 2],
      ['NE', 20, 0, 0, 2],
      ['BP', 10, 0, 0, 2],
      ['NE', 10, 0, 0, 2],
      ['NE', 10, 30, 0, 2],
    )
    expect(sectionsOf(text)).toEqual([
      ['dendrite_1[0]', 'soma', 0.5, 20],
      ['dendrite_1[1]', 'dendrite_1[0]', 0.5, 30],
    ])
    expect(sectionsOf(text, { style: 'split' })).toEqual([
      ['dend1[0]', 'soma', 0.5, 10],
      ['dend1[1]', 'dend1[0]', 1, 10],
      ['dend1[2]', 'dend1[0]', 1, 30],
    ])
    const { cableRows } = convert(text, { output: 'cable' }).report
    expect(cableRows).toEqual([
      { first: 1, last: 2, root: 0 },
      { first: 3, last: 3, root: 1 },
    ])
  })
  it('K18 takes the smallest of the limits for the longest segment', () => {
    const segments = (options: Parameters<typeof convert>[1]) =>
      convert(cell, options).report.sections.map(one => one.segments)
    expect(segments({})).toEqual([1, 1])
    expect(segments({ segments: 7 })).toEqual([4, 3])
    expect(segments({ maxLengthUm: 8 })).toEqual([5, 4])
    expect(segments({ maxLengthUm: 8, segments: 35 })).toEqual([20, 15])
    // Mean diameters: 2·20 + 1.5·10 + 10 over 40, and (1.5·10 + 20)/30.
    expect(segments({ maxDiameters: 4 })).toEqual([Math.ceil(40 / 6.5), Math.ceil(30 / (4 * (35 / 30)))])
  })
  it('K18 K20 cuts whole branches, pieces or links for CABLE', () => {
    const rows = (accuracy: 0 | 1 | 2) => {
      const { report } = convert(cell, { output: 'cable', accuracy, maxLengthUm: 25 })
      return [report.cableRows.map(({ first, last, root }) => [first, last, root]), report.segments.used]
    }
    // The branch point lies on a border: with whole branches it moves to the end of the next segment.
    expect(rows(0)).toEqual([
      [
        [1, 2, 0],
        [3, 4, 2],
      ],
      5,
    ])
    expect(rows(1)).toEqual([
      [
        [1, 2, 0],
        [3, 4, 1],
      ],
      5,
    ])
    expect(rows(2)).toEqual([
      [
        [1, 4, 0],
        [5, 6, 2],
      ],
      7,
    ])
  })
  it('K19 gives a segment the area of what it covers', () => {
    const { cableSegments } = convert(cell, { output: 'cable', accuracy: 0, maxLengthUm: 20 }).report
    // 20 µm of 2 µm; 10 µm falling from 2 to 1 and 10 µm of 1; two halves of the side branch.
    expect(cableSegments.slice(1).map(({ diameterUm }) => diameterUm)).toEqual([
      2,
      1.25,
      expect.closeTo((15 + 5) / 15, 12),
      1,
    ])
  })
  it('K19 counts the slant of cones where that is asked for', () => {
    const slanted = eutectic(['MTO', 0, 0, 0, 8], ['NE', 3, 0, 0, 0.0])
    // Radius 4, height 3: slant 5.
    expect(convert(slanted, { area: 'cone' }).report.neurites.areaUm2).toBeCloseTo(Math.PI * 4 * 5, 12)
    expect(convert(slanted).report.neurites.areaUm2).toBeCloseTo(Math.PI * 4 * 3, 12)
    expect(convert(slanted).report.neurites.coneAreaUm2).toBeCloseTo(Math.PI * 4 * 5, 12)
  })
  it('K4 joins what follows the last end to it, or begins a neurite', () => {
    const text = `${cell}    12   CP    1    45.0    40.0     0.0   1.0\n    13   NE    1    45.0    50.0     0.0   1.0\n`
    const lengths = (reading: 'original' | 'corrected') =>
      convert(text, { reading }).report.sections.map(({ lengthUm }) => lengthUm)
    expect(lengths('original')[1]).toBeCloseTo(30 + Math.sqrt(500) + 10, 12)
    expect(lengths('corrected')).toEqual([40, 30, 10])
    expect(codesOf(text, { reading: 'corrected' })).toContain('ntscable/no-origin')
  })
  it('K6 joins trees of unmerged slices to the nearest end at the other face', () => {
    expect(sectionsOf(unmerged, { slices: 'merge' })).toEqual([['dendrite_1[0]', 'soma', 0.5, 45]])
    expect(convert(unmerged, { slices: 'merge' }).report.neurites.branches).toBe(1)
    expect(convert(unmerged, { slices: 'merge', mergeWithinUm: 4.9 }).report.neurites.primary).toBe(2)
  })
  it('K6 leaves such trees apart or out, and reports every point of those left out', () => {
    expect(convert(unmerged, { slices: 'apart' }).report.neurites).toMatchObject({ primary: 2, lengthUm: 40 })
    const { neurites, dropped } = convert(unmerged, { slices: 'drop' }).report
    expect(neurites).toMatchObject({ primary: 1, branches: 1, points: 3, lengthUm: 20 })
    expect(dropped.map(({ line }) => line)).toEqual([5, 6, 7])
  })
  it('K2 K25 reports what the program lost, and reads it when asked', () => {
    const lost = convert(cell.trimEnd()).report
    expect(lost.dropped).toEqual([{ line: 12, type: 'NE', reason: 'the last line has no line feed' }])
    expect(lost.neurites.points).toBe(6)
    const whole = convert(cell.trimEnd(), { reading: 'corrected' }).report
    expect([whole.dropped, whole.neurites.points]).toEqual([[], 7])
  })
  it('K7 reads Douglas files in tenths of µm or in µm', () => {
    const text = fixture('branches.douglas3d.txt')
    const inMicrometres = text
      .replace('3d\n', '')
      .replace(/(-?\d+)(?=\s)/g, number => String(Number(number) / 10))
    const { neurites, soma } = convert(text).report
    expect(convert(inMicrometres).report).toMatchObject({ neurites, soma: { areaUm2: soma.areaUm2 } })
  })
  it('K8 takes a branch point among soma points for one of them', () => {
    const { soma, neurites, dropped } = convert(fixture('branches.nevin.txt')).report
    // Steps of 5 µm with diameters 4, 8, 8, 6.
    expect(soma).toMatchObject({ points: 4, lengthUm: 15, diameterUm: 7, firstNumber: 1, lastNumber: 4 })
    expect(neurites).toMatchObject({ primary: 1, branches: 2, points: 5, lengthUm: 50 })
    expect(dropped).toMatchObject([{ line: 10, type: 'f' }])
  })
  it('K9 draws Douglas cylinders as horizontal lines, each with its diameter', () => {
    const { text, report } = convert(fixture('branches.douglas2d.txt'), { style: 'split', points: 'inline' })
    expect(report.soma).toMatchObject({ lengthUm: 20, diameterUm: 10 })
    expect(report.neurites).toMatchObject({ branches: 4, points: 12, lengthUm: 88 })
    expect(report.neurites.areaUm2).toBeCloseTo(Math.PI * (45 + 8 + 24 + 7.5 + 10 + 15), 10)
    // The first branch lies 0.6·3 µm above the soma's diameter; its second cylinder begins where the first ends.
    expect(text).toContain('pt3dadd(20, 11.8, 0, 3)\n    pt3dadd(35, 11.8, 0, 3)')
    expect(text).toContain('pt3dadd(35, 11.8, 0, 2)')
  })
  it('K10 corrects shrinkage before anything is measured', () => {
    expect(sectionsOf(cell, { correctX: 2, correctY: 3 })).toEqual([
      ['dendrite_1[0]', 'soma', 0.5, 80],
      ['dendrite_1[1]', 'dendrite_1[0]', 0.5, 90],
    ])
    const { soma } = convert(cell, { correctX: 2, correctY: 3 }).report
    expect([soma.lengthUm, soma.diameterUm]).toEqual([20, 15])
    expect(convert(cell, { correctDiameter: 2 }).report.neurites.areaUm2).toBeCloseTo(
      2 * convert(cell).report.neurites.areaUm2,
      10,
    )
  })
  it('K13 chooses among outlines', () => {
    const outlineOf = (radius: number, z: number): [string, number, number, number, number][] => [
      ['SOS', radius, 0, z, 0],
      ['SCP', 0, radius, z, 0],
      ['SCP', -radius, 0, z, 0],
      ['SOE', 0, -radius, z, 0],
    ]
    const text = eutectic(
      ...outlineOf(4, 0),
      ...outlineOf(6, 10),
      ...outlineOf(5, 20),
      ['MTO', 0, 0, 0, 1],
      ['NE', 50, 0, 0, 1],
    )
    const length = (outline: 'first' | 'largest' | 'last' | 'stacked') =>
      convert(text, { outline }).report.soma.lengthUm
    expect([length('first'), length('largest'), length('last'), length('stacked')]).toEqual([8, 12, 10, 20])
    expect(convert(text).report.dropped.length).toBe(8)
  })
  it('K21 K22 converts an SWC file with the diameters of branch points', () => {
    const swc = '1 1 0 0 0 5 -1\n2 3 10 0 0 1 1\n3 3 20 0 0 1 2\n4 3 30 0 0 0.5 3\n5 3 20 10 0 0.5 3\n'
    const { sections, soma, neurites } = convert(swc).report
    expect(soma).toMatchObject({ lengthUm: 10, diameterUm: 10 })
    expect(sections).toMatchObject([
      { parent: 'soma', lengthUm: 20 },
      { parent: 'dendrite_1[0]', parentX: 0.5, lengthUm: 10, areaUm2: Math.PI * 15 },
    ])
    expect(neurites).toMatchObject({ primary: 1, branches: 2, points: 4 })
  })
  it('K21 takes a Neurolucida outline for the soma', () => {
    const asc =
      '("CellBody" (5 0 0 1) (0 5 0 1) (-5 0 0 1) (0 -5 0 1))\n((Dendrite) (5 0 0 2) (15 0 0 2) (25 0 0 2))\n'
    expect(convert(asc).report.soma).toMatchObject({ outlinePoints: 4, lengthUm: 10, diameterUm: 5 })
  })
  it('marks spines, makes sections of them, or leaves them points', () => {
    expect(convert(cell).text).not.toContain('spine')
    expect(convert(cell, { spines: 'mark' }).text).toMatch(/ 35 +0 +0 +-1\n/)
    expect(convert(cell, { spines: 'sections', spineLengthUm: 2 }).text).toContain(
      'connect spine[0](0), dendrite_1[0](0.75)',
    )
    expect(convert(cell).report.neurites.spines).toBe(1)
  })
})
