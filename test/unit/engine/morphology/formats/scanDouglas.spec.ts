import { describe, expect, it } from 'vitest'
import { scanDouglas2d } from '../../../../../src-engine/morphology/formats/douglas/scanDouglas2d.ts'
import { scanDouglas3d } from '../../../../../src-engine/morphology/formats/douglas/scanDouglas3d.ts'
import { inputOf } from '../support.ts'

const cell = `3d
mto          -16         81         -6          2
scp            4         81         -6          2
mae           24         81         -6          2
mto          100          0          0         30
bp           200         -5          0         20
mae          300         10          0         10
`

describe('morphology douglas scanners', () => {
  it('takes the numbers after a line 3d for tenths of µm', () => {
    const { points, unit, headerLine } = scanDouglas3d(inputOf(cell))
    expect([unit, headerLine, points.count]).toEqual(['tenths', 1, 6])
    expect([points.x[4], points.y[4], points.z[4], points.diameter[4], points.line[4]]).toEqual([
      20, -0.5, 0, 2, 6,
    ])
  })
  it('takes them for µm without such a line, whatever stands before the first point', () => {
    const { points, unit, headerLine } = scanDouglas3d(inputOf(cell.replace('3d', './cells/j4.txt')))
    expect([unit, headerLine, points.x[4]]).toEqual(['micrometres', 1, 200])
  })
  it('tells outlines from neurites by the scp that follows the origin', () => {
    expect(scanDouglas3d(inputOf(cell)).kinds).toEqual([
      'outlineStart',
      'outline',
      'outlineEnd',
      'origin',
      'branching',
      'ending',
    ])
  })
  it('reads cylinders in cm, the soma apart, up to the line end', () => {
    const { soma, cylinders } = scanDouglas2d(
      inputOf(`remark
branchID br.ord. seglth segdiam term
2.1                          0 0.002300 0.001700  som
1.1                          0 0.001276 0.000350  bp
1.11                         1 0.000394 0.000200  ne
end 1 1 1 1
1.12                         1 0.000394 0.000200  ne
`),
    )
    expect([soma?.lengthUm, soma?.diameterUm, soma?.line]).toEqual([23, 17, 3])
    expect(cylinders.map(({ label, termination }) => [label, termination])).toEqual([
      ['1.1', 'bp'],
      ['1.11', 'ne'],
    ])
  })
})
