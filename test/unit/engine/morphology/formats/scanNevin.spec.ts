import { describe, expect, it } from 'vitest'
import { scanNevin } from '../../../../../src-engine/morphology/formats/nevin/scanNevin.ts'
import { inputOf } from '../support.ts'

const cell = `/* 
DIG version 5.19
1 of 2

 */ 
1 	 S 	 -0.06  0.70  0.00 	 5.41
2 	 B 	  0.73  3.18  0.00 	 8.11
3 	 f 	  0.73  3.18  0.00 	 8.11
4 	 T 	  0.73  9.18  0.00 	 1.5`

describe('morphology nevin scanner', () => {
  it('reads the points after the comment, the last line without a line feed too', () => {
    const { points, types, numbers, headerLine } = scanNevin(inputOf(cell))
    expect([types, numbers, headerLine]).toEqual([['S', 'B', 'T'], [1, 2, 4], 5])
    expect([points.x[0], points.y[1], points.diameter[2], points.line[2]]).toEqual([-0.06, 3.18, 1.5, 9])
  })
  it('keeps fiducial points apart', () => {
    expect(scanNevin(inputOf(cell)).fiducials).toEqual([{ line: 8, type: 'f' }])
  })
})
