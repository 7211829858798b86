import { describe, expect, it } from 'vitest'
import { measureSections } from '../../../../../src-engine/morphology/measure/sectionTable.ts'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import { codesOf, readCell, sectionOf } from '../support.ts'

const douglas = `3d
mto          50          0          0          2
scp           0         50          0          2
scp         -50          0          0          2
mae           0        -40          0          2
mto          50          0          0         20
dcp         150          0          0         20
bp          200          0          0         10
dcp         250         50          0         10
ne          300         50          0          4
bae         250        -50          0          8
`
/** The same in µm and free format, as before the line “3d” was introduced. */
const micrometres = douglas
  .replace('3d\n', './cells/x.txt\n')
  .replace(/ +-?\d+/g, number => ` ${Number(number) / 10}`)

const nevin = `/* DIG
 */
1 \t S \t 0 0 0 \t 8
2 \t S \t 10 0 0 \t 10
3 \t B \t 15 0 0 \t 6
4 \t T \t 20 0 0 \t 4
5 \t C \t 15 5 0 \t 2
6 \t B \t 15 15 0 \t 2
7 \t f \t 99 99 0 \t 2
8 \t T \t 25 15 0 \t 1
9 \t T \t 15 35 0 \t 1`

const douglas2d = `branchID br.ord. seglth segdiam term
2.1                          0 0.002300 0.001700  som
1.1                          0 0.001000 0.000300  bp
1.11                         1 0.002000 0.000200  ne
1.12                         1 0.004000 0.000100  mae
3.1                          0 0.003000 0.000200  bae
end 1 1 1 1 
`

describe('morphology Douglas 3D', () => {
  it('reads tenths of µm after the line 3d, and an origin that outline points follow as the soma', () => {
    const cell = readCell(douglas, 'j4.txt')
    expect([...cell.sections.name]).toEqual(['soma[0]', 'dend[0]', 'dend[1]', 'dend[2]'])
    expect(sectionOf(cell, 'dend[0]')).toMatchObject({
      parent: 'soma[0]',
      parentX: 0.5,
      wired: true,
      points: [
        [5, 0, 0, 2],
        [15, 0, 0, 2],
        [20, 0, 0, 1],
      ],
    })
    expect(sectionOf(cell, 'dend[2]').points).toEqual([
      [20, 0, 0, 0.8],
      [25, -5, 0, 0.8],
    ])
  })
  it('reads the variant in µm as the same cell, and says so', () => {
    const [tenths, plain] = [readCell(douglas, 'a'), readCell(micrometres, 'a')]
    expect(summarise(plain).totalAreaUm2).toBeCloseTo(summarise(tenths).totalAreaUm2, 9)
    expect(codesOf(micrometres, 'a')).toContain('douglas/micrometres')
    expect(codesOf(douglas, 'a')).not.toContain('douglas/micrometres')
  })
  it('attaches trees that start outside the soma all the same, with a warning', () => {
    const far = douglas.replace('mto          50          0          0         20', 'mto 110 0 0 20')
    expect(sectionOf(readCell(far, 'a'), 'dend[0]').parent).toBe('soma[0]')
    expect(codesOf(far, 'a')).toContain('digitised/outside-soma-wired')
  })
})

describe('morphology Nevin', () => {
  it('reads the soma as the branch as which it was traced, with the neurite on its middle', () => {
    const cell = readCell(nevin, 'm49')
    expect(sectionOf(cell, 'soma[0]').points.map(([x]) => x)).toEqual([0, 10, 15, 20])
    expect(sectionOf(cell, 'dend[0]')).toMatchObject({ parent: 'soma[0]', parentX: 0.5, wired: true })
    expect(sectionOf(cell, 'dend[2]').points).toEqual([
      [15, 15, 0, 1],
      [15, 35, 0, 1],
    ])
  })
  it('leaves marks out and refuses types that do not exist', () => {
    expect(codesOf(nevin, 'a')).toContain('nevin/fiducials-ignored')
    expect(codesOf(nevin.replace('B \t 15 15', 'P \t 15 15'), 'a')).toContain('nevin/unknown-point-type')
  })
})

describe('morphology Douglas 2D', () => {
  it('makes a cylinder of every piece, with lengths in cm as µm', () => {
    const cell = readCell(douglas2d, 'j4.cab')
    const { lengthUm, areaUm2 } = measureSections(cell)
    ;[23, 10, 20, 40, 30].forEach((length, i) => expect(lengthUm[i]).toBeCloseTo(length, 9))
    ;[23 * 17, 10 * 3, 20 * 2, 40 * 1, 30 * 2].forEach((product, i) =>
      expect(areaUm2[i]).toBeCloseTo(Math.PI * product, 9),
    )
    expect([...cell.sections.parent]).toEqual([-1, 0, 1, 1, 0])
    expect([...cell.sections.parentX]).toEqual([0, 0.5, 1, 1, 0.5])
  })
})
