import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { branch, contour, datFile, tree } from '../datFile.ts'
import { readCell } from '../support.ts'

const outline = '("CellBody" (CellBody) (9 5 0 1) (0 9 0 1) (-10 5 0 1) (0 -8 0 1) (8 -5 0 1))'
const trees = `((Axon) (0 8 0 1) (0 20 0 1) (0 40 0 1))
((Dendrite) (5 0 0 2) (20 0 0 2) ((30 5 0 1) (40 5 0 1) ((50 9 0 1) | (50 1 0 1))
| (30 -5 0 1.5) (40 -9 0 1.5)))`

const dat = datFile([
  contour('CellBody', [
    [9, 5, 0, 1],
    [0, 9, 0, 1],
    [-10, 5, 0, 1],
    [0, -8, 0, 1],
    [8, -5, 0, 1],
  ]),
  tree(
    0,
    [0, 8, 0, 1],
    [
      branch([
        [0, 20, 0, 1],
        [0, 40, 0, 1],
      ]),
    ],
  ),
  tree(
    1,
    [5, 0, 0, 2],
    [
      branch(
        [[20, 0, 0, 2]],
        [
          branch(
            [
              [30, 5, 0, 1],
              [40, 5, 0, 1],
            ],
            [branch([[50, 9, 0, 1]]), branch([[50, 1, 0, 1]])],
          ),
          branch([
            [30, -5, 0, 1.5],
            [40, -9, 0, 1.5],
          ]),
        ],
      ),
    ],
  ),
])

/** Lengths by a program of its own: every step between points that follow each other on a way from a tree's first. */
function lengthOfTrees(bytes: Uint8Array): { length: number; branches: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let length = 0
  let branches = 0
  type Place = readonly number[]
  const walk = (at: number, end: number, from: Place | undefined): void => {
    let last = from
    while (at < end) {
      const kind = view.getUint16(at, true)
      const next = at + view.getUint32(at + 2, true)
      if (kind === 0x101) {
        const here = [0, 4, 8].map(offset => view.getFloat32(at + 6 + offset, true))
        if (last) length += Math.hypot(...here.map((value, i) => value - last![i]!))
        last = here
      } else if (kind === 0x103) {
        for (let point = at + 8; point < next; point += 24) {
          const here = [0, 4, 8].map(offset => view.getFloat32(point + 6 + offset, true))
          if (last) length += Math.hypot(...here.map((value, i) => value - last![i]!))
          last = here
        }
      } else if (kind === 0x203) {
        branches++
        walk(at + 10, next, last)
      } else if (kind === 0x202) walk(at + 14, next, undefined)
      at = next
    }
  }
  walk(70, bytes.length - 4, undefined)
  return { length, branches }
}

describe('morphology Neurolucida DAT', () => {
  it('B21 gives the cell that ASC gives of the same contours and trees', () => {
    const { value: cell, diagnostics } = readMorphology('cell.dat', dat)
    const twin = readCell(`${outline}\n${trees}`, 'cell.asc')
    expect(diagnostics).toEqual([])
    expect(cell?.sections).toEqual(twin.sections)
    for (const column of ['x', 'y', 'z', 'diameter'] as const)
      expect(cell?.samples[column]).toEqual(twin.samples[column])
  })
  it('B21 reads a real file, as long as a program of its own finds it', () => {
    const bytes = readFileSync(join(fixtureFolder, 'morphology/neuron_Neurolucida_DAT.dat'))
    const cell = readMorphology('x', bytes).value!
    const soma = summarise({
      ...cell,
      sections: { ...cell.sections, count: 1 },
    }).totalLengthUm
    const own = lengthOfTrees(bytes)
    expect(cell.sections.count).toBe(own.branches + 1)
    expect(summarise(cell).totalLengthUm - soma).toBeCloseTo(own.length, 2)
  })
  it('B21 begins a tree that splits at its first point with several branches', () => {
    const bytes = datFile([tree(2, [0, 0, 0, 1], [branch([[9, 0, 0, 1]]), branch([[0, 9, 0, 1]])])])
    const cell = readMorphology('x', bytes).value!
    const twin = readCell('((Apical) (0 0 0 1) ((9 0 0 1) | (0 9 0 1)))', 'x.asc')
    expect(cell.sections).toEqual(twin.sections)
    expect(cell.samples.x).toEqual(twin.samples.x)
  })
  it('B20 refuses a file in which a count is not what is there', () => {
    const counted = datFile([tree(1, [5, 0, 0, 2], [branch([[9, 0, 0, 1]], [branch([[15, 5, 0, 1]])])])])
    // The branch's own heading: kind and length, how it ends, then the count.
    const heading = 70 + 6 + 8 + 8 + 24
    expect(counted[heading]).toBe(3)
    const { value, diagnostics } = readMorphology('x', counted.with(heading + 8, 2))
    expect(value).toBeUndefined()
    expect(diagnostics[0]?.message).toContain('2 branches are announced, and 1 are there')
  })
  it('reads branches within branches within branches', () => {
    let nested = branch([[0, 0, 0, 1]])
    for (let i = 0; i < 300; i++) nested = branch([[i + 1, 0, 0, 1]], [nested])
    expect(readMorphology('x', datFile([tree(1, [0, 9, 0, 1], [nested])])).value?.sections.count).toBe(301)
  })
})
