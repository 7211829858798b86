// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { measureSections } from '../../../../../src-engine/morphology/measure/sectionTable.ts'
import { drawCell } from '../../../../../src-engine/morphology/picture/drawCell.ts'
import { drawDendrogram } from '../../../../../src-engine/morphology/picture/drawDendrogram.ts'
import {
  layDendrogram,
  orderDistances,
  pathDistances,
} from '../../../../../src-engine/morphology/picture/layDendrogram.ts'
import { niceLength } from '../../../../../src-engine/morphology/picture/niceLength.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { readCell } from '../support.ts'

const fixture = (path: string): Morphology =>
  readMorphology(path, readFileSync(join(fixtureFolder, 'morphology', path))).value!

/** A soma, a trunk of 100 µm along y, and two branches of 50 µm. */
const cell = readCell(
  '1 1 0 0 0 5 -1\n2 3 0 5 0 1 1\n3 3 0 105 0 1 2\n4 3 30 145 0 0.5 3\n5 3 -30 145 0 0.5 3',
  'a <cell> & more',
)

const parse = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml')
const attribute = (element: Element, name: string) => Number(element.getAttribute(name))

/** All points of a path of M and L, in pixels. */
function pointsOf(path: Element): [number, number][] {
  const numbers = (path.getAttribute('d') ?? '').match(/-?[\d.]+/g)?.map(Number) ?? []
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!])
}

const strokes = (svg: string) => [...parse(svg).querySelectorAll('path[stroke-linecap]')]

describe('morphology picture', () => {
  it('is an SVG file that names the cell, whatever its name', () => {
    const document = parse(drawCell(cell, 'xy'))
    expect(document.querySelector('title')?.textContent).toBe('a <cell> & more, xy')
  })
  it('draws lengths and widths to the scale of its bar', () => {
    const svg = drawCell(cell, 'xy')
    const bar = parse(svg).querySelector('path[stroke-width="2"]')!
    const [[left], [right]] = pointsOf(bar) as [[number, number], [number, number]]
    const label = /^(\d+) µm$/.exec(parse(svg).querySelector('text')?.textContent ?? '')
    const pxPerUm = (right - left) / Number(label?.[1])
    const points = strokes(svg).flatMap(pointsOf)
    const xs = points.map(([x]) => x)
    expect((Math.max(...xs) - Math.min(...xs)) / pxPerUm).toBeCloseTo(60, 1)
    // Widths fall into classes a fifth apart.
    const widest = Math.max(...strokes(svg).map(path => attribute(path, 'stroke-width')))
    expect(widest / pxPerUm / 2).toBeGreaterThan(1 / 1.2)
    expect(widest / pxPerUm / 2).toBeLessThanOrEqual(1)
  })
  it('shows upwards what grows upwards, in every plane', () => {
    const top = (svg: string) =>
      Math.min(
        ...strokes(svg)
          .flatMap(pointsOf)
          .map(([, y]) => y),
      )
    const soma = (svg: string) => pointsOf(parse(svg).querySelector('path[fill^="#"]')!)[0]![1]
    expect(top(drawCell(cell, 'xy'))).toBeLessThan(soma(drawCell(cell, 'xy')))
    // Seen from the side nothing leaves the plane z = 0.
    const side = strokes(drawCell(cell, 'yz')).flatMap(pointsOf)
    expect(new Set(side.map(([, y]) => y)).size).toBe(1)
  })
  it('draws a spherical soma as a circle of its diameter', () => {
    const svg = drawCell(cell, 'xz')
    const corners = pointsOf(parse(svg).querySelector('path[fill^="#"]')!)
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
    const wide = Math.max(...xs) - Math.min(...xs)
    expect(Math.max(...ys) - Math.min(...ys)).toBeCloseTo(wide, 1)
  })
  it('has few elements, however many points a cell has', () => {
    const large = fixture('h5/bio_neuron-000.h5')
    expect(large.samples.count).toBeGreaterThan(6000)
    expect(parse(drawCell(large, 'xy')).querySelectorAll('*').length).toBeLessThan(40)
    const axis = { distances: pathDistances(large), label: 'path length [µm]' }
    expect(parse(drawDendrogram(large, axis)).querySelectorAll('*').length).toBeLessThan(80)
  })
  it('draws cells without width or extent', () => {
    const flat = readCell('1 3 0 0 0 0 -1\n2 3 0 0 0 0 1\n3 3 0 0 0 0 2')
    for (const svg of [
      drawCell(flat, 'xy'),
      drawDendrogram(flat, { distances: pathDistances(flat), label: 'x' }),
    ]) {
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      expect(parse(svg).querySelector('svg')).not.toBeNull()
    }
  })
  it.each([
    [0.7, 0.5],
    [1, 1],
    [3, 2],
    [49, 20],
    [50, 50],
    [1999, 1000],
  ])('makes of at most %d a round %d', (largest, nice) => {
    expect(niceLength(largest)).toBeCloseTo(nice, 12)
  })
})

describe('morphology dendrogram', () => {
  it('puts the ends of sections where path lengths from the soma say', () => {
    const { start, end } = pathDistances(cell)
    expect([...start].map(Math.round)).toEqual([0, 0, 100, 100])
    expect([...end].map(Math.round)).toEqual([0, 100, 150, 150])
  })
  it('is as long in all as the neurites of a real cell', () => {
    const real = fixture('c91662.swc')
    const { start, end } = pathDistances(real)
    const { lengthUm } = measureSections(real)
    const neurites = [...lengthUm].filter((_, section) => real.sections.type[section] !== 1)
    const drawn = [...end].reduce((sum, value, section) => sum + value - start[section]!, 0)
    expect(drawn).toBeCloseTo(
      neurites.reduce((sum, value) => sum + value, 0),
      6,
    )
  })
  it('gives branch orders one step each', () => {
    const { start, end } = orderDistances(cell)
    expect([...start]).toEqual([0, 0, 1, 1])
    expect([...end]).toEqual([0, 1, 2, 2])
  })
  it('gives every leaf a row of its own, and branch points the middle of theirs', () => {
    const { row, leaves } = layDendrogram(cell, pathDistances(cell))
    expect(leaves).toBe(2)
    expect([...row]).toEqual([0.5, 0.5, 0, 1])
  })
  it('lets no two leaves of a real cell share a row, and keeps trees apart', () => {
    const real = fixture('c91662.swc')
    const { row, leaves } = layDendrogram(real, orderDistances(real))
    const isParent = new Set(real.sections.parent)
    const rows = [...row].filter((_, section) => !isParent.has(section))
    expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: leaves }, (_, i) => i))
  })
  it('takes any distances, and leaves out what has none', () => {
    const distances = { start: Float64Array.of(0, 0, 1, NaN), end: Float64Array.of(0, 1, 2, NaN) }
    const svg = drawDendrogram(cell, { distances, label: 'electrotonic distance [λ]' })
    expect(svg).not.toContain('NaN')
    expect(svg).toContain('electrotonic distance [λ]')
  })
})
