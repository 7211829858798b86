import { describe, expect, it } from 'vitest'
import { rowsBetween, sectionRows } from '../../../../src-renderer/features/sections/sectionRows.ts'
import { typeName } from '../../../../src-renderer/view3d/colouring.ts'
import { largeCell, packMorphology, smallCell, viewOf } from '../../../support/fakeHost/cells.ts'

const view = viewOf(packMorphology('small', smallCell()), 'small')
const names = (rows: readonly number[]): string[] =>
  rows.map(section => view.morphology.sections.name[section] ?? '')

describe('sections rows', () => {
  it('stand as in the file without an order', () => {
    expect(sectionRows(view, '', undefined, typeName)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('are sorted by a column, both ways', () => {
    const up = sectionRows(view, '', { column: 'length', descending: false }, typeName)
    expect(names(up)[0]).toBe('soma[0]')
    expect(names(up).at(-1)).toBe('axon[0]')
    expect(sectionRows(view, '', { column: 'length', descending: true }, typeName)).toEqual(up.toReversed())
  })

  it('count names as people do: dend[2] before dend[10]', () => {
    const large = viewOf(packMorphology('large', largeCell(2000)), 'large')
    const rows = sectionRows(large, 'dend', { column: 'name', descending: false }, typeName)
    const numbers = rows.map(section =>
      Number(/\d+/.exec(large.morphology.sections.name[section] ?? '')?.[0]),
    )
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(numbers.length).toBeGreaterThan(10)
  })

  it('are filtered by name or by type', () => {
    expect(names(sectionRows(view, 'APIC[1', undefined, typeName))).toEqual(['apic[1]'])
    expect(
      names(sectionRows(view, 'basal', undefined, type => (type === 3 ? 'basal dendrite' : ''))),
    ).toEqual(['dend[0]', 'dend[1]'])
    expect(sectionRows(view, 'nowhere', undefined, typeName)).toEqual([])
  })

  it('are chosen in a range with Shift, ending at the one that was clicked', () => {
    expect(rowsBetween([5, 3, 1, 0], 3, 0)).toEqual([3, 1, 0])
    expect(rowsBetween([5, 3, 1, 0], 0, 3)).toEqual([0, 1, 3])
    expect(rowsBetween([5, 3], undefined, 3)).toEqual([3])
  })
})
