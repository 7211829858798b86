import { describe, expect, it } from 'vitest'
import { codesOf, readCell, sectionOf } from '../support.ts'

/** Names with parents and places, for the shape of a cell at one glance. */
function shape(text: string, options = {}) {
  const cell = readCell(text, 'cell.swc', options)
  return cell.sections.name.map(name => {
    const { parent, parentX, wired, points } = sectionOf(cell, name)
    return `${name} < ${parent ?? 'none'}(${parentX})${wired ? ' wired' : ''} ${points.length}`
  })
}

describe('morphology readSwc', () => {
  it('S1 takes the radius times two as diameter, and ignores what follows the seventh number', () => {
    const cell = readCell('1 3 0 0 0 0.5 -1 7 extra\n2 3 5 0 0 .25 1 # note\n')
    expect(sectionOf(cell, 'dend[0]').points).toEqual([
      [0, 0, 0, 1],
      [5, 0, 0, 0.5],
    ])
  })
  it.each(['\n', '\r\n', '\r'])('S2 reads lines that end with %j, with comments and blanks', ending => {
    const lines = ['# header', '', '  1 3 0 0 0 1 -1', '\t2 3 5 0 0 1 1', '  # end', '3 3 9 0 0 1 2']
    expect(shape(lines.join(ending))).toEqual(['dend[0] < none(0) 3'])
  })
  it('S3 reads whole numbers with a decimal point as ids', () => {
    expect(shape('1.0 3.0 0 0 0 1 -1.0\n2.0 3 5 0 0 1 1e0\n')).toEqual(['dend[0] < none(0) 2'])
  })
  it('S4 reads decimal commas', () => {
    const cell = readCell('1 3 0 0 0 0,5 -1\n2 3 5,25 0 0 1,5 1\n')
    expect(sectionOf(cell, 'dend[0]').points[1]).toEqual([5.25, 0, 0, 3])
  })
  it('S5 accepts any ids, in any order, parents first or not', () => {
    const sorted = shape('1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 9 0 0 1 2\n4 3 5 9 0 1 1\n5 3 5 12 0 1 4\n')
    const mixed = shape(
      '9 3 9 0 0 1 70\n2000000000 1 0 0 0 5 -1\n70 3 5 0 0 1 2000000000\n8 3 5 9 0 1 2000000000\n3 3 5 12 0 1 8\n',
    )
    expect(mixed).toEqual(sorted)
  })
  it('S7 keeps further trees apart, or joins them as NEURON does on request', () => {
    const text = '1 3 0 0 0 1 -1\n2 3 9 0 0 1 1\n3 3 50 0 0 1 -1\n4 3 60 0 0 1 3\n'
    expect(shape(text)).toEqual(['dend[0] < none(0) 2', 'dend[1] < none(0) 2'])
    const joined = readCell(text, 'cell.swc', { extraRoots: 'neuron' })
    expect(sectionOf(joined, 'dend[1]')).toMatchObject({ parent: 'dend[0]', parentX: 1, wired: false })
    expect(sectionOf(joined, 'dend[1]').points[0]).toEqual([0, 0, 0, 2])
  })
  it('S10 cuts where a path branches, changes type, or is stored in pieces', () => {
    expect(
      shape('1 3 0 0 0 1 -1\n2 3 1 0 0 1 1\n3 3 2 0 0 1 2\n4 3 3 0 0 1 3\n5 3 2 9 0 1 2\n6 2 4 0 0 1 4\n'),
    ).toEqual([
      'axon[0] < dend[1](1) 2',
      'dend[0] < none(0) 2',
      'dend[1] < dend[0](1) 3',
      'dend[2] < dend[0](1) 2',
    ])
  })
  it('S12 starts a child with its parent’s last point', () => {
    const cell = readCell('1 3 0 0 0 4 -1\n2 3 9 0 0 3 1\n3 3 9 9 0 1 2\n4 3 9 -9 0 1 2\n')
    expect(sectionOf(cell, 'dend[1]').points).toEqual([
      [9, 0, 0, 6],
      [9, 9, 0, 2],
    ])
  })
  it('S13 lays a soma of one point along x, and wires what has two points to its middle', () => {
    const cell = readCell('1 1 10 0 0 5 -1\n2 3 15 0 0 1 1\n3 3 25 0 0 1 2\n4 2 0 9 0 0.5 1\n')
    expect(sectionOf(cell, 'soma[0]').points).toEqual([
      [5, 0, 0, 10],
      [10, 0, 0, 10],
      [15, 0, 0, 10],
    ])
    expect(sectionOf(cell, 'dend[0]')).toEqual({
      parent: 'soma[0]',
      parentX: 0.5,
      wired: true,
      points: [
        [15, 0, 0, 2],
        [25, 0, 0, 2],
      ],
    })
    // A single point becomes a cable from the soma's middle, as wide as the point.
    expect(sectionOf(cell, 'axon[0]')).toMatchObject({
      wired: false,
      points: [
        [10, 0, 0, 1],
        [0, 9, 0, 1],
      ],
    })
  })
  const threePoints = '1 1 0 0 0 5 -1\n2 1 0 -5 0 5 1\n3 1 0 5 0 5 1\n4 3 5 0 0 1 1\n5 3 9 0 0 1 4\n'
  it('S14 takes a soma of three points for a sphere', () => {
    expect(shape(threePoints)).toEqual(['soma[0] < none(0) 3', 'dend[0] < soma[0](0.5) wired 2'])
  })
  it.each([
    ['a diameter differs', '2 1 0 -5 0 5 1', '2 1 0 -5 0 4 1'],
    ['it is longer than wide', '2 1 0 -5 0 5 1', '2 1 0 -7 0 5 1'],
    ['it has a further point', '4 3 5', '4 1 5'],
  ])('S14 does not if %s', (_, what, replacement) => {
    expect(shape(threePoints.replace(what, replacement))[0]).not.toBe('soma[0] < none(0) 3 ')
    expect(
      shape(threePoints.replace(what, replacement)).filter(line => line.startsWith('soma')).length,
    ).toBeGreaterThan(1)
  })
  it('S14 takes each of several three-point somas for a sphere', () => {
    const second = threePoints
      .split('\n')
      .filter(line => line)
      .map(line => {
        const [id, type, x, y, z, radius, parent] = line.split(' ').map(Number)
        return [id! + 5, type, x! + 99, y, z, radius, parent! < 0 ? -1 : parent! + 5].join(' ')
      })
    expect(shape(`${threePoints}${second.join('\n')}`).map(line => line.split(' ').at(-1))).toEqual([
      '3',
      '3',
      '2',
      '2',
    ])
  })
  it('S16 attaches to the ends and the middle of a soma of many points', () => {
    const soma = '1 1 0 0 0 5 -1\n2 1 5 0 0 5 1\n3 1 10 0 0 5 2\n'
    const branch = (id: number, parent: number) =>
      `${id} 3 ${id} 20 0 1 ${parent}\n${id + 1} 3 ${id} 30 0 1 ${id}\n`
    expect(shape(soma + branch(4, 1) + branch(6, 2) + branch(8, 3))).toEqual([
      'soma[0] < none(0) 3',
      'dend[0] < soma[0](0) 3',
      'dend[1] < soma[0](0.5) wired 2',
      'dend[2] < soma[0](1) 3',
    ])
  })
  it('S19 hangs a later branch of a dendrite’s first point on the near end', () => {
    const text =
      '1 1 0 0 0 5 -1\n2 2 -9 0 0 1 1\n3 3 5 0 0 1 1\n4 3 9 0 0 1 3\n5 3 12 0 0 1 4\n6 3 5 9 0 1 3\n7 3 5 12 0 1 6\n'
    expect(shape(text).slice(2)).toEqual(['dend[0] < soma[0](0.5) wired 3', 'dend[1] < dend[0](0) 3'])
  })
  it('S20 never lets a point go on from one that is not its parent', () => {
    // Breadth first: NEURON lets point 4 go on from point 3, though its parent is point 2.
    const cell = readCell(
      '1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 0 5 0 1 1\n4 3 9 0 0 1 2\n5 3 0 9 0 1 3\n6 3 12 0 0 1 4\n7 3 0 12 0 1 5\n',
    )
    for (const name of cell.sections.name.slice(1)) {
      const straight = sectionOf(cell, name).points
      expect(straight.every(([, y]) => y === 0) || straight.every(([x]) => x === 0)).toBe(true)
    }
  })
  it('names the lines of both points with one id', () => {
    expect(codesOf('1 1 0 0 0 5 -1\n1 1 0 0 0 5 -1\n')).toContain('swc/repeated-id')
  })
})
