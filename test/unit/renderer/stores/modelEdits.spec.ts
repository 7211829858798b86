import { describe, expect, it } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import {
  addPointProcess,
  addProbe,
  moveItem,
  removeItem,
  roundX,
} from '../../../../src-renderer/stores/modelEdits.ts'
import { freeId } from '../../../../src-renderer/stores/modelLists.ts'
import { isInRegion, regionsOf, sectionsIn } from '../../../../src-renderer/stores/regions.ts'
import { packMorphology, smallCell } from '../../../support/fakeHost/cells.ts'

const soma = { section: 'soma[0]', x: 0.5 }
const tip = { section: 'apic[1]', x: 1 }

describe('stores model edits', () => {
  it('give each thing an id of its own', () => {
    const two = addPointProcess(addPointProcess(emptyModel('m'), soma), tip)
    expect(two.pointProcesses.map(({ id }) => id)).toEqual(['clamp1', 'clamp2'])
    expect(freeId(removeItem(two, 'clamp1'), 'clamp')).toBe('clamp1')
  })

  it('leave the document that they are given as it was', () => {
    const document = Object.freeze(emptyModel('m'))
    addProbe(addPointProcess(document, soma), soma)
    expect(document.probes).toEqual([])
  })

  it('record the same variable at the same place once', () => {
    const once = addProbe(emptyModel('m'), soma)
    expect(addProbe(once, soma)).toBe(once)
    expect(addProbe(once, soma, 'ina').probes).toHaveLength(2)
  })

  it('move and remove by id; probes of a stimulus go with it', () => {
    const placed = addProbe(addPointProcess(emptyModel('m'), soma), soma, 'clamp1.i')
    expect(moveItem(placed, 'clamp1', tip).pointProcesses[0]?.at).toEqual(tip)
    const removed = removeItem(placed, 'clamp1')
    expect([removed.pointProcesses, removed.probes]).toEqual([[], []])
    expect(removeItem(placed, 'nothing')).toBe(placed)
  })

  it('round a place to three digits within the section', () => {
    expect([roundX(0.123456), roundX(-0.2), roundX(1.2)]).toEqual([0.123, 0, 1])
  })
})

describe('stores regions', () => {
  it('are all, an array, or one section', () => {
    expect(isInRegion('dend[12]', 'all')).toBe(true)
    expect(isInRegion('dend[12]', 'dend')).toBe(true)
    expect(isInRegion('dend[12]', 'dend[1]')).toBe(false)
    expect(isInRegion('dend_5[0]', 'dend')).toBe(false)
  })

  it('come from the cell', () => {
    const cell = packMorphology('small', smallCell())
    expect(regionsOf(cell)).toEqual(['all', 'soma', 'axon', 'dend', 'apic'])
    expect([...sectionsIn(cell, 'apic')].map(section => cell.sections.name[section])).toEqual([
      'apic[0]',
      'apic[1]',
      'apic[2]',
    ])
  })
})
