import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { findWriter } from '../../../../../src-engine/morphology/writers/registry.ts'
import { writeMorphology } from '../../../../../src-engine/morphology/writers/writeMorphology.ts'
import { readCell } from '../support.ts'

async function written(cell: Morphology, format: string) {
  const writer = findWriter(format)
  if (!writer) throw new Error(`no ${format}`)
  const { bytes, diagnostics } = await writeMorphology(cell, writer)
  return { text: new TextDecoder().decode(bytes), codes: diagnostics.map(({ code }) => code) }
}

const cell = () =>
  readCell('1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 9 0 0 1 2\n4 3 12 4 0 1 3\n5 3 12 -4 0 2 3', 'cell.swc')

/** Rows of numbers and names of a GENESIS file. */
const compartments = (text: string) =>
  text
    .split('\n')
    .filter(line => /^\w/.test(line))
    .map(line => line.split(' '))

describe('morphology writing GENESIS', () => {
  it('W22 writes a sphere, cylinders with both ends, and says which pieces tapered', async () => {
    const { text, codes } = await written(cell(), 'p')
    expect(compartments(text)).toEqual([
      ['soma', 'none', '0', '0', '0', '0', '0', '0', '10'],
      ['dend[0]', 'soma', '5', '0', '0', '9', '0', '0', '2'],
      ['dend[1]', 'dend[0]', '9', '0', '0', '12', '4', '0', '2'],
      ['dend[2]', 'dend[0]', '9', '0', '0', '12', '-4', '0', '3'],
    ])
    expect(text).toMatch(/\*spherical\nsoma .*\n\*cylindrical/)
    expect(codes).toContain('write/tapers-lost')
  })
  it('W23 hangs compartments on the piece whose far end is nearest, each after its parent', async () => {
    const sections = JSON.stringify({
      format: 'hillock-sections',
      version: 1,
      sections: [
        {
          name: 'twig',
          parent: 'dend[0]',
          parentX: 0.5,
          points: [
            [4, 0, 0, 1],
            [4, 9, 0, 1],
          ],
        },
        {
          name: 'dend[0]',
          points: [
            [0, 0, 0, 2],
            [4, 0, 0, 2],
            [8, 0, 0, 2],
          ],
        },
      ],
    })
    const rows = compartments((await written(readCell(sections, 'cell.json'), 'p')).text)
    expect(rows.map(([id, parent]) => [id, parent])).toEqual([
      ['dend_0_0', 'none'],
      ['dend_0_1', 'dend_0_0'],
      ['twig', 'dend_0_0'],
    ])
  })
})

describe('morphology writing CABLE', () => {
  it('W24 writes a segment for every piece, with the soma as the first, and says that shape is lost', async () => {
    const { text, codes } = await written(cell(), 'cable')
    expect(text).toContain('proc init_topology_0() {\n\n    fcbs(0)\n    fcbs(1, ')
    const lengths = [...text.matchAll(/ dx\[(\d+)\] = ([\d.]+)/g)].map(([, index, value]) => [
      Number(index),
      Number(value),
    ])
    expect(lengths).toEqual([
      [1, 4],
      [2, 5],
      [3, 5],
    ])
    expect(text).toMatch(/diam\[0\] = 10\n/)
    expect(codes).toContain('write/coordinates-lost')
    expect((await written(cell(), 'multi')).text).toContain('farea(3)')
  })
})
