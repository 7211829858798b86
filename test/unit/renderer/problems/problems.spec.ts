import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src-engine/core/diagnostics/diagnostic.ts'
import { sectionAtLine } from '../../../../src-renderer/features/problems/sectionAtLine.ts'
import { sortDiagnostics } from '../../../../src-renderer/features/problems/useProblems.ts'
import { packMorphology, smallCell } from '../../../support/fakeHost/cells.ts'

describe('problems', () => {
  it('put errors before warnings before hints, and keep the order within each', () => {
    const found = (['hint', 'warning', 'error', 'warning'] as const).map((severity, index): Diagnostic => ({
      code: `area/${index}`,
      severity,
      message: '',
    }))
    expect(sortDiagnostics(found).map(({ code }) => code)).toEqual(['area/2', 'area/1', 'area/3', 'area/0'])
  })

  it('find the section that a line of the file is about', () => {
    const cell = packMorphology('small', smallCell())
    // Five samples of the soma, then four of the axon.
    expect(sectionAtLine(cell, 5)).toBe(0)
    expect(sectionAtLine(cell, 6)).toBe(1)
    expect(sectionAtLine(cell, 999)).toBeUndefined()
  })
})
