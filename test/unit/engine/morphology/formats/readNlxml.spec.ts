import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { bytesOf, codesOf, readCell, sectionOf } from '../support.ts'

const point = (x: number, y = 0, d = 1) => `<point x="${x}" y="${y}" z="0" d="${d}"/>`
const tree = (inside: string, type = 'Axon') => `<tree type="${type}">${inside}</tree>`
const file = (inside: string) => `<?xml version="1.0"?>\n<mbf version="4.0">\n${inside}\n</mbf>\n`
const read = (inside: string) => readCell(file(inside), 'cell.xml')

function fixture(name: string): Morphology {
  const { value } = readMorphology(name, readFileSync(join(fixtureFolder, 'morphology', name)))
  if (!value) throw new Error('refused')
  return value
}

/** Section name, and x of the sample, that an annotation stands on. */
function standsOn(cell: Morphology, { section, sample }: { section: number; sample: number }) {
  return [cell.sections.name[section] ?? null, cell.samples.x[sample] ?? null]
}

function firstError(text: string) {
  const { diagnostics } = readMorphology('cell.xml', bytesOf(text))
  const error = diagnostics.find(({ severity }) => severity === 'error')
  return error && { code: error.code, line: error.at?.line }
}

describe('morphology readNlxml', () => {
  it('X1 reads branches, and trees in trees, depth first', () => {
    const cell = read(
      tree(`${point(0)}${point(9)}<branch>${point(12, 3)}<tree>${point(15, 9)}</tree></branch>
        <branch>${point(12, -3)}</branch>`),
    )
    expect(cell.sections.name).toEqual(['axon[0]', 'axon[1]', 'axon[2]', 'axon[3]'])
    expect([2, 3].map(section => cell.sections.parent[section])).toEqual([1, 0])
  })
  it('X1 reads branches to any depth below the limit', () => {
    const depth = 20000
    const nested = `<branch>${point(1)}${point(2)}`.repeat(depth) + '</branch>'.repeat(depth)
    expect(read(tree(`${point(0)}${point(1)}${nested}`)).sections.count).toBe(depth + 1)
  })
  it('X1 reads trees in elements that it does not know, and names with prefixes', () => {
    const cell = readCell(
      `<nl:mbf><nl:set><nl:tree type="Axon">${point(0)}${point(9)}</nl:tree></nl:set></nl:mbf>`,
      'cell.xml',
    )
    expect(cell.sections.name).toEqual(['axon[0]'])
  })
  it('X2 takes types from trees, also from trees in trees', () => {
    const cell = read(
      tree(
        `${point(0)}${point(9)}<tree type="axon">${point(20)}</tree><tree>${point(12, 3)}</tree>`,
        'Dendrite',
      ) +
        tree(point(0) + point(1), 'Apical Dendrite') +
        tree(point(0) + point(1), 'APICAL'),
    )
    expect(cell.sections.name).toEqual(['axon[0]', 'dend[0]', 'dend[1]', 'apic[0]', 'apic[1]'])
  })
  it('X6 and X7 take somas by name, and stack those of one number', () => {
    const { sections, annotations } = fixture('nested_trees_spines.xml')
    expect(sections.name.filter(name => name.startsWith('soma'))).toEqual(['soma[0]', 'soma[1]'])
    expect(annotations?.outlines.map(({ name, closed, section }) => [name, closed, section])).toEqual([
      ['Soma 1', true, 0],
      ['Soma 2', false, 1],
      ['Somatosensory area', false, -1],
      ['Soma 2', true, 1],
    ])
  })
  it('X8 keeps spines and markers with the sample that they were written after', () => {
    const cell = fixture('nested_trees_spines.xml')
    const { spines = [], markers = [] } = cell.annotations ?? {}
    expect(spines.map(spine => [spine.kind, spine.y, spine.diameter, ...standsOn(cell, spine)])).toEqual([
      ['thin', 5.5, 0.4, 'apic[0]', 20.5],
      ['mushroom', 34, 0.5, 'apic[1]', 61],
    ])
    expect(markers.map(marker => [marker.kind, marker.name, marker.x, ...standsOn(cell, marker)])).toEqual([
      ['Dot', 'bouton', 55, 'apic[1]', 61],
      ['Dot', 'bouton', 56, 'apic[1]', 61],
      ['varicosity', '', 110, 'axon[0]', 120],
    ])
  })
  it('X9 says which elements are not kept, each kind once', () => {
    const text = file(`<text/>\n<text/><vessel/>${tree(point(0) + point(9))}`)
    const { diagnostics } = readMorphology('cell.xml', bytesOf(text))
    const said = diagnostics.filter(({ code }) => code === 'nlxml/not-kept')
    expect(said.map(({ at, message }) => [at?.line, message.slice(0, 20)])).toEqual([
      [3, '2 elements “text” ar'],
      [4, 'The element “vessel”'],
    ])
  })
  it('X10 neither expands entities of the file nor hangs on them', () => {
    const bomb = Array.from({ length: 40 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
      '',
    )
    const text = `<!DOCTYPE mbf [<!ENTITY e0 "x">${bomb}]>\n<mbf><tree type="&e40;">${point(0)}</tree></mbf>`
    expect(firstError(text)).toEqual({ code: 'xml/not-well-formed', line: 2 })
  })
  it.each([
    [file(tree(`${point(0)}\n<point x="1" y="2,5"/>`)), 'xml/bad-number', 4],
    [file(tree(`${point(0)}\n<point\n x="1"/>`)), 'xml/bad-number', 4],
    [file(tree(`${point(0)}\n<point x="1e10" y="0"/>`)), 'xml/bad-number', 4],
    [`\n\n${file(tree(`${point(0)}\n<branch></tree>`))}`, 'xml/not-well-formed', 6],
    [file(tree(`${point(0)}<branch>${point(1)}</branch>\n${point(2)}`)), 'nlxml/point-after-branch', 4],
    ['<mbf>\n<tree type="Axon">', 'xml/not-well-formed', 2],
    ['<mbf></mbf>\n<mbf></mbf>', 'xml/not-well-formed', 2],
  ])('says where “%s” goes wrong', (text, code, line) => {
    expect(firstError(text)).toEqual({ code, line })
  })
  it('X5 reads what stands before a cut, and without damaged points, when asked to', () => {
    const whole = file(tree(`${point(0)}${point(9)}<point x="x" y="0"/>${point(20)}<branch>${point(30)}`))
    const lenient = { damagedLines: 'skip' } as const
    const cell = readCell(whole.slice(0, whole.indexOf('</tree>')), 'cell.xml', lenient)
    expect(sectionOf(cell, 'axon[0]').points.map(([x]) => x)).toEqual([0, 9, 20])
    expect(cell.sections.count).toBe(2)
    expect(codesOf(whole, 'cell.xml', lenient)).toEqual(
      expect.arrayContaining(['xml/read-up-to', 'xml/number-skipped']),
    )
  })
  it('reads any encoding, and text of several bytes across the pieces it is parsed in', () => {
    const name = 'µé漢𝔸'.repeat(30000)
    const cell = read(`<marker type="Dot" name="${name}">${point(1)}</marker>${tree(point(0) + point(9))}`)
    expect(cell.annotations?.markers[0]?.name).toBe(name)
  })
})
