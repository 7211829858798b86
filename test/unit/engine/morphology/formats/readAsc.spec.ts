import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { bytesOf, readCell, sectionOf } from '../support.ts'

const soma = '("CellBody" (Color Red) (10 5 0 1) (0 9 0 1) (-10 5 0 1) (-11 -5 0 1) (0 -8 0 1) (9 -4 0 1))\n'
const read = (text: string) => readCell(text, 'cell.asc')

function firstError(text: string) {
  const { diagnostics } = readMorphology('cell.asc', bytesOf(text))
  const error = diagnostics.find(({ severity }) => severity === 'error')
  return error && { code: error.code, ...error.at }
}

describe('morphology readAsc', () => {
  it('N1 reads a tree with splits, depth first', () => {
    const cell = read(`((Axon) (0 0 0 2) (9 0 0 2) ((12 3 0 1) (15 9 0 1) Normal | (12 -3 0 1) Incomplete))`)
    expect(cell.sections.name).toEqual(['axon[0]', 'axon[1]', 'axon[2]'])
    expect(sectionOf(cell, 'axon[1]')).toMatchObject({ parent: 'axon[0]', parentX: 1 })
  })
  it('N2 starts a child with its parent’s last point, as wide as the child', () => {
    const cell = read(`((Axon) (0 0 0 2) (9 0 0 2) ((12 3 0 1) (15 9 0 1) | (9 0 0 0.5) (9 9 0 1)))`)
    expect(sectionOf(cell, 'axon[1]').points[0]).toEqual([9, 0, 0, 1])
    // Unless the child starts just there.
    expect(sectionOf(cell, 'axon[2]').points).toEqual([
      [9, 0, 0, 0.5],
      [9, 9, 0, 1],
    ])
  })
  it('N3 takes the type of a tree from its properties', () => {
    const trees = ['(Dendrite)', '(Apical)', '(Axon)', '(Color Red)'].map(
      type => `(${type} (0 0 0 1) (9 0 0 1))`,
    )
    expect(read(trees.join('\n')).sections.name).toEqual(['dend_0[0]', 'axon[0]', 'dend[0]', 'apic[0]'])
  })
  it('N4 passes over markers, spines, texts, sets’ names, other contours and headers', () => {
    const cell = read(`; V3 text file
(Sections S1 "a.dat" 0 (1 2) <x>) (Thumbnail (Rows 2) {1 2 [3]})
("Pia" (Closed) (1 1 0 1 S1) (2 2 0 1))
((Color Red) (1 2 3 4) "a text")
(Set "one" (Dot (Name "m") (1 2 3 4))
 ((Dendrite) (0 0 0 1 S1) <(Class 2 "x") (0 1 0 0.3)> (Dot (5 5 5 1)), (9 0 0 1, (1 2 3 4)) (Cross (1 1 1 1)) High))
`)
    expect(sectionOf(cell, 'dend[0]').points).toEqual([
      [0, 0, 0, 1],
      [9, 0, 0, 1],
    ])
  })
  it('N5 reads commas between numbers and points, and RGB colours', () => {
    const cell = read('((Color RGB (1, 2, 3)), (Dendrite), (0, 0, 0, 1), (9, 0, 0, 2))')
    expect(sectionOf(cell, 'dend[0]').points[1]).toEqual([9, 0, 0, 2])
  })
  it('N6 reads splits to any depth', () => {
    const depth = 20000
    const text = `((Axon) (0 0 0 1) (1 0 0 1)${' ((1 1 0 1) (2 1 0 1)'.repeat(depth)}${')'.repeat(depth)})`
    expect(read(text).sections.count).toBe(depth + 1)
  })
  it('N10 makes the first section of the soma and wires trees to its centre', () => {
    const cell = read(`((Dendrite) (5 0 0 2) (50 0 0 2))${soma}`)
    expect(cell.sections.name).toEqual(['soma[0]', 'dend[0]'])
    expect(sectionOf(cell, 'dend[0]')).toMatchObject({ parent: 'soma[0]', parentX: 0.5, wired: true })
    expect(sectionOf(cell, 'dend[0]').points).toHaveLength(2)
  })
  it('N12 wires each tree to the soma that it starts in', () => {
    const shifted = soma.replace(
      /\((-?\d+) (-?\d+) 0 1\)/g,
      (_, x: string, y: string) => `(${Number(x) + 100} ${y} 0 1)`,
    )
    const cell = read(`${soma}${shifted}((Axon) (102 0 0 1) (150 0 0 1))((Axon) (2 0 0 1) (50 0 0 1))`)
    expect(sectionOf(cell, 'axon[0]').parent).toBe('soma[1]')
    expect(sectionOf(cell, 'axon[1]').parent).toBe('soma[0]')
  })
  it('leaves out a wired tree of one point, and hangs its branches on the soma', () => {
    const cell = read(`${soma}((Axon) (2 0 0 1) ((9 9 0 1) (20 20 0 1) | (9 -9 0 1) (20 -20 0 1)))`)
    expect(sectionOf(cell, 'axon[0]')).toMatchObject({ parent: 'soma[0]', parentX: 0.5, wired: false })
    expect(cell.sections.count).toBe(3)
  })
  it.each([
    ['((Axon) (0 0 0 1) (1 0 0 1)\n (2 0 x 1))', 'asc/unexpected', 2, 7],
    ['((Axon) (0 0 0 1) {', 'asc/unexpected', 1, 19],
    ['((Axon) (0 0 0 1) ((1 1 1 1)) (2 2 2 2))', 'asc/unexpected', 1, 32],
    ['((Axon) (0 0 0 1) | (2 2 2 2))', 'asc/unexpected', 1, 19],
    ['((Axon) (0 0 0 1e999) (2 2 2 2))', 'asc/unexpected', 1, 16],
    ['("Soma\n(1 1 1 1))', 'asc/unclosed-string', 1, 2],
    ['((Axon)\n(0 0 0 1)\n', 'asc/unclosed-parenthesis', 2, 10],
    ['()', 'asc/unexpected', 1, 2],
    ['(Set "a" ', 'asc/unclosed-parenthesis', 1, 10],
    ['((Axon) (0 0 0 1) <(0 1 0 1) x>)', 'asc/unexpected', 1, 30],
  ])('says where “%s” goes wrong', (text, code, line, column) => {
    expect(firstError(text)).toEqual({ code, line, column })
  })
})
