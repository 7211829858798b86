import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyEdit } from '../../../src-engine/morphology/edit/applyEdit.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { CellUnderRepair } from '../../../src-engine/morphology/repair/cellUnderRepair.ts'
import { findings } from '../../../src-engine/morphology/repair/findings.ts'
import type { Finding, ThresholdValues } from '../../../src-engine/morphology/repair/rule.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

/**
 * What NeuroM’s own tests expect of its checks for its own files (tests/check/test_morphology_checks.py and
 * test_morphtree.py of NeuroM 4): numbers and places, taken from there.
 */
function read(file: string): Morphology {
  return readText(readFileSync(join(fixtureFolder, 'morphology', file)), file)
}

function readText(text: string | Uint8Array, name: string): Morphology {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const { value, diagnostics } = readMorphology(name, bytes)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

function check(cell: Morphology, rule: string, thresholds: ThresholdValues = {}): readonly Finding[] {
  return findings(cell, { only: [rule], thresholds: { [rule]: thresholds } })
}

/** NeuroM numbers sections depth first, neurites as in the file. */
function neuromIds(cell: Morphology): Map<number, number> {
  const { neurites, children } = new CellUnderRepair(cell)
  const line = (section: number) => cell.samples.line[cell.sections.firstSample[section]! + 1]!
  const ids = new Map<number, number>()
  for (const { root } of [...neurites].sort((a, b) => line(a.root) - line(b.root))) {
    const open = [root]
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      ids.set(at, ids.size)
      open.push(...[...children[at]!].sort((a, b) => line(b) - line(a)))
    }
  }
  return ids
}

/** Sections and points of findings as NeuroM counts them, less a number for segments. */
function placesOf(cell: Morphology, found: readonly Finding[], less = 0): number[][] {
  const ids = neuromIds(cell)
  const { ownFirst } = new CellUnderRepair(cell)
  return found
    .flatMap(({ sections: [section = 0], samples }) =>
      samples.map(row => [ids.get(section)!, row - ownFirst[section]! - less]),
    )
    .sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j)
}

const neuron = read('neurom_Neuron.swc')
const apical = read('Single_apical.swc')
const axon = read('Single_axon.swc')
const basal = read('Single_basal.swc')

describe('repair against NeuroM: presence', () => {
  it.each([
    ['no-axon', [neuron, axon], [apical, basal]],
    ['no-apical-dendrite', [neuron, apical], [axon, basal]],
    ['no-basal-dendrite', [neuron, basal], [axon, apical]],
  ])('%s', (rule, good, bad) => {
    for (const cell of good) expect(check(cell, rule)).toEqual([])
    for (const cell of bad) expect(check(cell, rule).length).toBe(1)
  })
})

describe('repair against NeuroM: lengths and radii', () => {
  it('zero-length-segment finds the segments', () => {
    expect(check(neuron, 'zero-length-segment')).toEqual([])
    const bad = read('malformed/Neuron_zero_length_segments.swc')
    expect(placesOf(bad, check(bad, 'zero-length-segment'), 1)).toEqual([
      [0, 0],
      [21, 0],
      [42, 0],
      [63, 0],
    ])
    for (const cell of [apical, basal, axon])
      expect(placesOf(cell, check(cell, 'zero-length-segment'), 1)).toEqual([[0, 0]])
    expect(placesOf(neuron, check(neuron, 'zero-length-segment', { length: 0.25 }), 1)).toEqual([
      [0, 0],
      [21, 0],
      [36, 9],
      [42, 0],
      [52, 7],
      [60, 2],
      [63, 0],
      [70, 4],
      [76, 6],
    ])
  })
  it('zero-length-section finds section 13', () => {
    for (const cell of [neuron, apical, basal, axon]) expect(check(cell, 'zero-length-section')).toEqual([])
    const bad = read('malformed/Neuron_zero_length_sections.swc')
    const ids = neuromIds(bad)
    expect(check(bad, 'zero-length-section').map(({ sections: [section = 0] }) => ids.get(section))).toEqual([
      13,
    ])
    expect(check(neuron, 'zero-length-section', { length: 15 }).length).toBe(84)
  })
  it('zero-diameter finds 122 points of a radius up to 0.25 µm', () => {
    for (const cell of [neuron, apical, basal, axon]) expect(check(cell, 'zero-diameter')).toEqual([])
    expect(placesOf(neuron, check(neuron, 'zero-diameter', { radius: 0.25 })).length).toBe(122)
    const bad = read('malformed/Neuron_zero_radius.swc')
    expect(placesOf(bad, check(bad, 'zero-diameter', { radius: 0.7 }))).toEqual([[0, 2]])
  })
  it('zero-soma-radius', () => {
    expect(check(neuron, 'zero-soma-radius')).toEqual([])
    expect(check(read('malformed/soma_zero_radius.swc'), 'zero-soma-radius').length).toBe(1)
  })
  it('fat-end depends on its two numbers', () => {
    const bad = read('malformed/fat_end.swc')
    expect(check(bad, 'fat-end').length).toBe(1)
    expect(check(bad, 'fat-end', { points: 1 })).toEqual([])
    expect(check(bad, 'fat-end', { multiple: 10 })).toEqual([])
    expect(check(basal, 'fat-end')).toEqual([])
  })
  it('narrow-start finds the first two points', () => {
    const bad = read('malformed/narrow_start.swc')
    const [found] = check(bad, 'narrow-start')
    expect(found?.samples.map(row => bad.samples.diameter[row])).toEqual([2, 4])
    expect(check(bad, 'narrow-start', { fraction: 0.25 })).toEqual([])
    expect(check(read('malformed/fat_end.swc'), 'narrow-start', { fraction: 0.25 })).toEqual([])
  })
  it('narrow-section means dendrites', () => {
    const cell = (dendrite: string, other: string) =>
      readText(
        `1 1 0 0 0 10 -1\n2 2 0 0 0 ${other} 1\n3 2 0 50 0 ${other} 2\n4 2 -5 51 0 ${other} 3\n5 2 6 53 0 ${other} 3\n` +
          `6 3 0 0 0 5 1\n7 3 0 -4 0 ${dendrite} 6\n8 3 6 -4 0 10 7\n9 3 -5 -4 0 10 7\n`,
        'cell.swc',
      )
    expect(check(cell('5', '10'), 'narrow-section', { radius: 5, length: 0 })).toEqual([])
    expect(check(cell('5', '10'), 'narrow-section', { radius: 7, length: 0 }).length).toBe(1)
    expect(check(cell('10', '5'), 'narrow-section', { radius: 5, length: 0 })).toEqual([])
  })
  it('rising-diameter', () => {
    const tree = (text: string) => readText(`((Dendrite) ${text})`, 'cell.asc')
    // Places must differ for our reader, which leaves out sections without length.
    const falling = '(0 0 0 1.0) (0 0 1 0.99) ((0 0 1 0.99) (0 0 2 0.1) | (0 0 1 0.5) (0 1 2 0.2))'
    const equal = '(0 0 0 1) (0 0 1 1) ((0 0 1 1) (0 0 2 1) | (0 0 1 1) (0 1 2 1))'
    const rising = '(0 0 0 1) (0 0 1 1) ((0 0 1 1.1) (0 0 2 1.1) | (0 0 1 0.3) (0 1 2 0.1))'
    expect(check(tree(falling), 'rising-diameter')).toEqual([])
    expect(check(tree(equal), 'rising-diameter')).toEqual([])
    expect(check(tree(rising), 'rising-diameter').length).toBe(1)
    expect(check(neuron, 'rising-diameter').length).toBe(4)
  })
})

describe('repair against NeuroM: places', () => {
  it('z-jump depends on distance and axis', () => {
    const bad = read('malformed/z_jump.swc')
    expect(check(bad, 'z-jump').length).toBe(1)
    expect(check(bad, 'z-jump', { distance: 100 })).toEqual([])
    expect(check(bad, 'z-jump', { distance: 100, axis: 0 })).toEqual([])
  })
  it('root-jump finds the neurite at (0, 3, 0)', () => {
    const bad = read('malformed/root_node_jump.swc')
    const found = check(bad, 'root-jump')
    expect(found.map(({ place }) => place)).toEqual([{ x: 0, y: 3, z: 0 }])
    expect(check(bad, 'root-jump', { multiple: 4 })).toEqual([])
  })
  it('dangling-branch finds what starts at (0, 49, 0), and excuses an axon on a dendrite', () => {
    for (const file of ['dangling_axon.swc', 'dangling_dendrite.swc']) {
      const found = check(read(`malformed/${file}`), 'dangling-branch')
      expect(found.map(({ place }) => place)).toEqual([{ x: 0, y: 49, z: 0 }])
    }
    expect(check(read('malformed/axon-sprout-from-dendrite.asc'), 'dangling-branch')).toEqual([])
    // NeuroM refuses to look where there is no soma; the rule “no-soma” says so here.
    const without = read('Single_apical_no_soma.swc')
    expect(check(without, 'dangling-branch')).toEqual([])
    expect(check(without, 'no-soma').length).toBe(1)
  })
  it('flat-neurite finds all four where z is 0', () => {
    expect(check(neuron, 'flat-neurite')).toEqual([])
    const points = [...neuron.sections.name].flatMap((section, s) => {
      const { x, y, diameter } = neuron.samples
      const rows = Array.from(
        { length: neuron.sections.firstSample[s + 1]! - neuron.sections.firstSample[s]! },
        (_, i) => neuron.sections.firstSample[s]! + i,
      )
      return [{ section, points: rows.map(row => [x[row]!, y[row]!, 0, diameter[row]!] as const) }]
    })
    let flat = neuron
    for (const each of points) flat = applyEdit(flat, { kind: 'set-points', ...each }).value!
    expect(check(flat, 'flat-neurite').length).toBe(4)
  })
  it('back-tracking tells zigzags near from zigzags far', () => {
    const tree = (by: readonly number[], isFirst = false) => {
      const [x = 0, y = 0, z = 0] = by
      return readText(
        `((Dendrite) (0 0 0 0.4) (0 1 0 0.3) (0 2 0 0.28) (
           (0 2 0 0.28) (1 3 0 0.3) (2 4 0 0.22) |
           (0 2 0 0.28) (1 -3 0 0.3) (2 -4 0 0.24) (${x + 1} ${y + (isFirst ? 3 : -3)} ${z} 0.52) (3 -5 0 0.2) (4 -6 0 0.2)))`,
        'cell.asc',
      )
    }
    expect(check(tree([0, 0, 0]), 'back-tracking').length).toBe(1)
    expect(check(tree([0.1, -0.1, 0.02]), 'back-tracking').length).toBe(1)
    expect(check(tree([-0.2, 0.04, 0.144]), 'back-tracking').length).toBe(1)
    expect(check(tree([10, -10, 10]), 'back-tracking')).toEqual([])
    expect(check(tree([-0.2, 0.04, 0.144], true), 'back-tracking')).toEqual([])
    const { neuriteOf } = new CellUnderRepair(neuron)
    const neurites = check(neuron, 'back-tracking').map(({ sections: [section = 0] }) => neuriteOf[section])
    expect(new Set(neurites).size).toBe(4)
  })
  it('overlapping-point finds points of one section and of two', () => {
    const bad = readText(
      `((Dendrite) (0 0 0 0.4) (0 1 0 0.3) (0 2 0 0.28) (
         (0 2 0 0.28) (1 3 0 0.3) (2 4 0 0.22) |
         (0 2 0 0.28) (1 -3 0 0.3) (2 -4 0 0.24) (1 -3 0 0.52) (0 1 0 0.2) (4 -6 0 0.2)))`,
      'cell.asc',
    )
    const ids = neuromIds(bad)
    const found = check(bad, 'overlapping-point').map(({ sections, place }) => ({
      sections: [...new Set(sections.map(section => ids.get(section)))],
      place: [place?.x, place?.y, place?.z],
    }))
    expect(found).toEqual([
      { sections: [2], place: [1, -3, 0] },
      { sections: [0, 2], place: [0, 1, 0] },
    ])
    const { neuriteOf } = new CellUnderRepair(neuron)
    const neuritesAt = (tolerance: number) =>
      new Set(
        check(neuron, 'overlapping-point', { tolerance }).map(
          ({ sections: [section = 0] }) => neuriteOf[section],
        ),
      ).size
    expect([neuritesAt(0), neuritesAt(0.09), neuritesAt(999)]).toEqual([0, 1, 4])
  })
})

describe('repair against NeuroM: forks', () => {
  it('multifurcation means more than three branches', () => {
    const twig = '(0 13 0 2) (4 13 0 2)'
    const cell = (count: number) =>
      readText(`((Axon) (0 5 0 2) (2 9 0 2) (0 13 0 2) (${Array(count).fill(twig).join('|')}))`, 'cell.asc')
    expect(check(cell(3), 'multifurcation')).toEqual([])
    expect(check(cell(4), 'multifurcation').map(({ place }) => place)).toEqual([{ x: 0, y: 13, z: 0 }])
  })
  it('unifurcation means one branch', () => {
    const cell = readText(
      '((Axon) (0 5 0 2) (2 9 0 2) (0 13 0 2) ((2 13 0 2) (4 13 0 2) (6 13 0 2)))',
      'cell.asc',
    )
    expect(check(cell, 'unifurcation').map(({ sections }) => neuromIds(cell).get(sections[0]!))).toEqual([0])
  })
})
