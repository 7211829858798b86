import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src-engine/core/diagnostics/diagnostic.ts'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import { placeOfSubject } from '../../../../src-renderer/features/problems/placeOfSubject.ts'
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

  it('find the panel and the entry that a finding about the model is about', () => {
    const at = { section: 'soma[0]', x: 0.5 }
    const document = {
      ...emptyModel('m'),
      pointProcesses: [{ id: 'clamp.a', mechanism: 'Table', at, parameters: {} }],
      mechanisms: [{ id: 'hh1', mechanism: 'hh', region: 'all', parameters: {} }],
    }
    const place = (subject: string) => placeOfSubject(document, subject)
    expect(place('pointProcesses.clamp.a.dur')).toEqual({ panel: 'protocol', item: 'clamp.a' })
    expect(place('mechanisms.hh1.gnabar')).toEqual({ panel: 'biophysics', item: 'hh1' })
    expect(place('functionTables.Table.rate')).toEqual({ panel: 'protocol', item: 'clamp.a' })
    expect(place('run.dtMs')).toEqual({ panel: 'protocol', item: undefined })
    expect(place('globals.hh.q10')).toEqual({ panel: 'biophysics', item: undefined })
  })
})
