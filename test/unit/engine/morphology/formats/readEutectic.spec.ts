import { describe, expect, it } from 'vitest'
import { readCell, sectionOf } from '../support.ts'

const header = 'No. points 9\n Point  Type  Tag  X  Y  Z  Thick  Name\n'
const cellOf = (...lines: readonly string[]) =>
  readCell(header + lines.map((line, i) => `${i + 1} ${line}`).join('\n'), 'cell.nts')

describe('morphology readEutectic', () => {
  it('E1 follows branches depth first: two after every branch point', () => {
    const cell = cellOf(
      'MTO 3 0 0 0 2',
      'BP 3 10 0 0 2',
      'BP 3 20 5 0 1',
      'NE 3 30 9 0 1',
      'CP 3 25 2 0 1',
      'ES 3 30 2 0 1',
      'NE 3 20 -9 0 1',
    )
    const parents = cell.sections.name.map(name => sectionOf(cell, name).parent)
    expect(parents).toEqual([null, 'dend[0]', 'dend[1]', 'dend[1]', 'dend[0]'])
  })
  it('E2 starts a child with its parent’s last point, as wide as the child', () => {
    const cell = cellOf(
      'MTO 3 0 0 0 2',
      'BP 3 10 0 0 2',
      'CP 3 15 0 0 1',
      'NE 3 20 9 0 1',
      'NE 3 20 -9 0 0.5',
    )
    expect(sectionOf(cell, 'dend[1]').points[0]).toEqual([10, 0, 0, 1])
    expect(sectionOf(cell, 'dend[2]').points).toEqual([
      [10, 0, 0, 0.5],
      [20, -9, 0, 0.5],
    ])
  })
  it('E3 takes the tag of the first point as the type', () => {
    const cell = cellOf(
      'MTO 2 0 0 0 2',
      'NE 4 10 0 0 2',
      'MTO 0 0 9 0 2',
      'NE 0 10 9 0 2',
      'MTO 12 9 9 9 1',
      'NE 1 1 1 1 1',
    )
    expect(cell.sections.name).toEqual(['dend_0[0]', 'axon[0]', 'dend_12[0]'])
  })
  it('E5 wires trees that start inside the soma outline to its centre, and keeps others apart', () => {
    const cell = cellOf(
      'SOS 1 10 5 0 .1',
      'SCP 1 -10 5 0 .1',
      'SCP 1 -10 -4 0 .1',
      'SOE 1 9 -4 0 .1',
      'MTO 3 5 0 0 2',
      'NE 3 50 0 0 2',
      'MTO 3 90 0 0 2',
      'NE 3 99 0 0 2',
    )
    expect(sectionOf(cell, 'soma[0]').points).toHaveLength(21)
    expect(sectionOf(cell, 'dend[0]')).toMatchObject({ parent: 'soma[0]', parentX: 0.5, wired: true })
    expect(sectionOf(cell, 'dend[1]').parent).toBeNull()
  })
  it('E7 passes over outlines that are not the soma’s, and dots', () => {
    const cell = cellOf(
      'OS 1 1 1 1 1',
      'OCP 1 2 2 2 1',
      'OE 1 3 3 3 1',
      'MTO 3 0 0 0 2',
      'DS 1 1 1 1 1',
      'NE 3 10 0 0 2',
    )
    expect(sectionOf(cell, 'dend[0]').points).toHaveLength(2)
  })
  it('E8 keeps what is complete of a file that is cut off', () => {
    const cell = cellOf('MTO 3 0 0 0 2', 'BP 3 10 0 0 2', 'CP 3 15 0 0 1', 'CP 3 20 9 0 1')
    expect(cell.sections.name).toEqual(['dend[0]', 'dend[1]'])
  })
})
