import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { bytesOf, codesOf, readCell, sectionOf } from '../support.ts'

const place = (x: number, y = 0, d = 1) => `x="${x}" y="${y}" z="0" diameter="${d}"`
const root = `<segment id="0" name="soma"><proximal ${place(0, 0, 10)}/><distal ${place(10, 0, 10)}/></segment>\n`
const after = (id: number, parent: string, distal: string, proximal = '') =>
  `<segment id="${id}" name="dend"><parent segment="${parent}"/>${proximal}<distal ${distal}/></segment>\n`
const file = (inside: string) =>
  `<neuroml><cell id="c"><morphology id="m">\n${inside}</morphology></cell></neuroml>\n`
const read = (inside: string) => readCell(file(inside), 'cell.nml')
const cable = (id: string, ...members: number[]) =>
  `<segmentGroup id="${id}" neuroLexId="sao864921383">${members.map(m => `<member segment="${m}"/>`).join('')}</segmentGroup>`

function twoCells(cell: string): Morphology {
  const bytes = readFileSync(join(fixtureFolder, 'morphology', 'two_cells.cell.nml'))
  const { value } = readMorphology('two_cells.cell.nml', bytes, { cell })
  if (!value) throw new Error('refused')
  return value
}

function firstError(text: string) {
  const { diagnostics } = readMorphology('cell.nml', bytesOf(text))
  const error = diagnostics.find(({ severity }) => severity === 'error')
  return error && { code: error.code, line: error.at?.line }
}

describe('morphology readNeuroml', () => {
  it('X11 reads the first cell of several, or the one that is named', () => {
    expect(twoCells('').sections.name).toContain('axon[0]')
    expect(twoCells('cabled').sections.name).toContain('soma')
  })
  it('X11 reads a cell, or a morphology, that is the whole file, with any prefixes', () => {
    for (const name of ['cell', 'morphology']) {
      const text = `<?xml version="1.0"?><!-- <mbf> --><n:${name} id="a">${root.replaceAll(/<(\/?)/g, '<$1n:')}</n:${name}>`
      expect(readCell(text, 'cell.txt').sections.name).toEqual(['soma[0]'])
    }
  })
  it('X13 and X24 attach sections where their first segments are, along the parent’s section', () => {
    const cell = twoCells('placed')
    expect(cell.sections.name).toEqual(['soma[0]', 'axon[0]', 'axon[1]', 'axon[2]', 'dend[0]', 'apic[0]'])
    expect(sectionOf(cell, 'axon[0]')).toMatchObject({ parent: 'soma[0]', parentX: 0, wired: true })
    expect(sectionOf(cell, 'axon[2]')).toMatchObject({ parent: 'axon[0]', parentX: 1, wired: false })
    // dend[0] is two segments of 50 µm and √(50² + 30²) µm; half-way along the second.
    const second = Math.sqrt(50 * 50 + 30 * 30)
    expect(sectionOf(cell, 'apic[0]').parentX).toBeCloseTo((50 + second / 2) / (50 + second), 12)
  })
  it('X17 starts a segment without proximal point on its parent, as wide as that is there', () => {
    const cell = twoCells('placed')
    expect(sectionOf(cell, 'apic[0]').points).toEqual([
      [15, 65, 15, 1.5],
      [50, 65, 15, 0.5],
    ])
    expect(sectionOf(cell, 'axon[1]').points[0]).toEqual([-60, -41, 0, 1])
  })
  it('X18, X21 and X23 make cables sections, with names that are arrays', () => {
    const cell = twoCells('cabled')
    expect(cell.sections.name).toEqual(['dend_0[0]', 'soma', 'dend[7]', 'dend[0]'])
    expect(sectionOf(cell, 'dend[7]').points.map(([, y, , d]) => [y, d])).toEqual([
      [12, 2],
      [50, 2],
      [50, 1],
      [90, 1],
    ])
    expect(sectionOf(cell, 'dend[0]')).toMatchObject({ parent: 'dend[7]', parentX: 38 / 78 })
    expect(sectionOf(cell, 'dend_0[0]')).toMatchObject({ parent: 'dend[7]', parentX: 48 / 78 })
  })
  it('X19 takes types from groups of groups, paths and subtrees, then from names', () => {
    expect([...twoCells('placed').sections.type]).toEqual([1, 2, 2, 2, 3, 4])
    const groups = '<segmentGroup id="axon_group"><include segmentGroup="a"/></segmentGroup>'
    const circle =
      '<segmentGroup id="a"><include segmentGroup="axon_group"/><member segment="1"/></segmentGroup>'
    expect(read(root + after(1, '0', place(50)) + groups + circle).sections.name).toEqual([
      'soma[0]',
      'axon[0]',
    ])
  })
  it('X20 ends a section where it branches, widens or changes its type, outside cables', () => {
    const run = after(1, '0', place(20), `<proximal ${place(10)}/>`) + after(2, '1', place(30))
    expect(read(root + run).sections.count).toBe(2)
    expect(read(root + run + after(3, '1', place(20, 9))).sections.count).toBe(4)
    expect(read(root + run.replace('id="2" name="dend"', 'id="2" name="axon"')).sections.count).toBe(3)
    const wide = after(2, '1', place(30), `<proximal ${place(20, 0, 2)}/>`)
    expect(read(root + after(1, '0', place(20), `<proximal ${place(10)}/>`) + wide).sections.count).toBe(3)
  })
  it('X21 divides a cable at a gap, which never becomes cable', () => {
    const parts = after(1, '0', place(20), `<proximal ${place(10)}/>`)
    const apart = after(2, '1', place(40), `<proximal ${place(30)}/>`)
    const cell = read(root + parts + apart + cable('dend[0]', 1, 2))
    expect(sectionOf(cell, 'dend[1]')).toMatchObject({ parent: 'dend[0]', parentX: 1, wired: true })
  })
  it('X22 lays a sphere along y', () => {
    const soma = sectionOf(twoCells('cabled'), 'soma')
    expect(soma.points).toEqual([
      [1, -8, 3, 20],
      [1, 12, 3, 20],
    ])
    expect(sectionOf(twoCells('cabled'), 'dend[7]')).toMatchObject({ parent: 'soma', parentX: 0.5 })
  })
  it('reads a chain of many segments, and parents that come later', () => {
    const count = 50000
    const chain = Array.from({ length: count }, (_, i) => after(i + 1, String(i), place(11 + i)))
    const cell = read(chain.reverse().join('') + root)
    expect(cell.samples.count).toBe(2 + count + 1)
  })
  it('reads MorphML: cables, their groups, and where they start', () => {
    const cell = readCell(
      `<morphml length_units="micrometer" xmlns:meta="m"><cells><cell name="c"><segments>
        <segment id="0" cable="0"><proximal ${place(0, 0, 10)}/><distal ${place(10, 0, 10)}/></segment>
        <segment id="1" cable="1" parent="0"><proximal ${place(5)}/><distal ${place(5, 9)}/></segment>
        <segment id="2" cable="1" parent="1"><distal ${place(5, 19)}/></segment>
        <segment id="3" cable="2" parent="2"><distal ${place(5, 29)}/></segment>
      </segments><cables>
        <cable id="0" name="S"><meta:group>all</meta:group><meta:group>soma_group</meta:group></cable>
        <cable id="1" name="D" fractAlongParent="0.5"/><cable id="2" name="A"/>
        <cablegroup name="axon_group"><cable id="2"/></cablegroup>
        <cablegroup name="dendrite_group"><cable id="1"/></cablegroup>
      </cables></cell></cells></morphml>`,
      'cell.xml',
    )
    expect(cell.sections.name).toEqual(['soma[0]', 'axon[0]', 'dend[0]'])
    expect(sectionOf(cell, 'dend[0]')).toMatchObject({ parent: 'soma[0]', parentX: 0.5, wired: false })
    expect(sectionOf(cell, 'dend[0]').points).toHaveLength(3)
  })
  it.each([
    [file(`${root}${after(1, '7', place(20))}`), 'neuroml/missing-parent', 3],
    [file(`${root}${after(1, '2', place(20))}${after(2, '1', place(20))}`), 'neuroml/loop', 3],
    [file(`${root}${root}`), 'neuroml/repeated-id', 3],
    [file(root.replace('x="0"', 'x=""')), 'xml/bad-number', 2],
    [file(`${root}<segment id="1"><parent segment="0"/></segment>`), 'neuroml/no-distal', 3],
    [file(`${root}<segment id="1"><distal ${place(1)}/></segment>`), 'neuroml/no-proximal', 3],
    ['<neuroml>\n<include href="a.nml"/></neuroml>', 'neuroml/no-cell', undefined],
  ])('says where “%s” goes wrong', (text, code, line) => {
    expect(firstError(text)).toEqual({ code, line })
  })
  it('X14 leaves out damaged segments and what hangs on them, when asked to', () => {
    const damaged = after(1, '0', 'x="1" y="one" z="0" diameter="1"') + after(2, '1', place(30))
    const text = file(root + damaged + after(3, '0', place(20)))
    const lenient = { damagedLines: 'skip', missingParents: 'root' } as const
    expect(readCell(text, 'cell.nml', lenient).sections.name).toEqual(['soma[0]', 'dend[0]'])
    expect(codesOf(text, 'cell.nml', lenient)).toContain('neuroml/segment-skipped')
  })
})
