import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { bytesOf, codesOf, readCell } from '../support.ts'

const text = readFileSync(join(fixtureFolder, 'morphology', 'plus_types.swc'), 'utf8')
const forks = readFileSync(join(fixtureFolder, 'morphology', 'fork_labels.swc'), 'utf8')
const points = '1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 15 0 0 1 2\n'

describe('morphology SWC+', () => {
  const cell = readCell(text)
  it('names sections by the declared types', () => {
    expect(cell.sections.name).toEqual(['soma[0]', 'dend[0]', 'dend[1]', 'oblique[0]'])
    expect([...cell.sections.type]).toEqual([1, 3, 3, 256])
  })
  it('lets 0, 5 and 6 stand for the type of their neurite', () => {
    expect(cell.sections.firstSample[2]! - cell.sections.firstSample[1]!).toBe(3)
    expect(cell.sections.parent[2]).toBe(1)
  })
  it('keeps markers, spines and outlines where they are', () => {
    const { markers = [], spines = [], outlines = [] } = cell.annotations ?? {}
    expect(markers).toMatchObject([{ kind: 'x', name: 'bouton', x: 62, y: -12, diameter: 0.6 }])
    expect(spines).toMatchObject([{ kind: 'spine head', x: 56, diameter: 0.8 }])
    expect(cell.sections.name[spines[0]?.section ?? -1]).toBe('oblique[0]')
    expect(cell.samples.x[spines[0]?.sample ?? -1]).toBe(55)
    expect(cell.samples.x[markers[0]?.sample ?? -1]).toBe(60)
    expect(outlines.map(({ name, closed, x }) => [name, closed, x.length])).toEqual([
      ['nucleus', true, 3],
      ['pia', false, 2],
    ])
  })
  it('says once of each kind what is not kept', () => {
    const said = readMorphology('x.swc', bytesOf(text)).diagnostics.filter(
      ({ code }) => code === 'swc/not-kept',
    )
    expect(said.map(({ message, at }) => [message, at?.line])).toEqual([
      ['Not kept: one attribute “color” of types.', 3],
      ['Not kept: one attribute “fill” of types.', 7],
      ['Not kept: one attribute “src” of types.', 8],
      ['Not kept: one element “metaData”.', 10],
      ['Not kept: one point of images.', 24],
    ])
  })
  it('reads the later form, where all types are declared', () => {
    const later = `# <swcPlus version="0.3"><customTypes>\n# <spine id="16"/>\n# </customTypes><swcPoints>\n${points}4 16 9 2 0 .2 2\n5 17 9 9 0 1 2\n# </swcPoints></swcPlus>\n`
    const read = readCell(later)
    expect(read.annotations?.spines).toHaveLength(1)
    expect(read.sections.name).toContain('dend_17[0]')
  })
  it('takes the same types in a plain SWC file for types of sections', () => {
    const plain = readCell(text.slice(text.indexOf('\n') + 1))
    expect(plain.annotations).toBeUndefined()
    expect(plain.sections.name).toContain('dend_256[0]')
  })
  it('attaches cable on a marker to the cable before it', () => {
    const odd = `# SWC+ version 0.1\n# <marker id="300" key="m"/>\n${points}4 300 16 0 0 1 3\n5 3 25 0 0 1 4\n`
    const read = readCell(odd)
    expect(codesOf(odd)).toContain('swc/cable-on-mark')
    expect([...read.samples.x.slice(-3)]).toEqual([5, 15, 25])
  })
  it('refuses a file of marks alone', () => {
    expect(codesOf('# SWC+ version 0.1\n# <marker id="300" key="m"/>\n1 300 0 0 0 1 -1\n')).toContain(
      'morphology/no-sections',
    )
  })
})

describe('morphology SWC fork labels', () => {
  it('are types of their own unless it is asked for, and that is said', () => {
    expect(readCell(forks).sections.name).toContain('dend_6[0]')
    expect(codesOf(forks)).toContain('swc/fork-labels')
  })
  it('get the type of their neurite', () => {
    const cell = readCell(forks, 'x.swc', { forkTypes: 'labels' })
    expect([...cell.sections.type]).toEqual([1, 3, 3, 3, 3, 3])
    expect(codesOf(forks, 'x.swc', { forkTypes: 'labels' })).not.toContain('swc/fork-labels')
  })
})
