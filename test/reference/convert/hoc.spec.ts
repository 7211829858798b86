import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measureSegments, roundedPoints, sectionLengthUm } from '../../../src-engine/cable/geometry.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { hocWriter } from '../../../src-engine/morphology/writers/hoc/writeHoc.ts'
import { writeMorphology } from '../../../src-engine/morphology/writers/writeMorphology.ts'
import type { WriterOptions } from '../../../src-engine/morphology/writers/writer.ts'
import { scratchFolder } from '../../support/cli.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import { hasNeuron, runScript } from './neuronPython.ts'

const scratch = scratchFolder('hoc')

interface LoadedHoc {
  readonly rows: readonly {
    readonly name: string
    readonly parent: string | null
    readonly points: number
    readonly wire: boolean
    readonly lengthUm: number
    readonly areas: readonly number[]
    readonly resistances: readonly number[]
  }[]
  readonly lists: Readonly<Record<string, readonly string[]>>
}

async function load(cell: Morphology, options: WriterOptions = {}): Promise<LoadedHoc> {
  const path = join(scratch.path, `${cell.name}.hoc`)
  writeFileSync(path, (await writeMorphology(cell, hocWriter, options)).bytes)
  return runScript('loadHoc.py', path) as LoadedHoc
}

const read = (file: string) => {
  const { value } = readMorphology(file, readFileSync(join(fixtureFolder, 'morphology', file)))
  if (!value) throw new Error(`${file} is refused`)
  return value
}

/** Largest difference of a list from ours, in parts of it. */
const deviation = (ours: readonly number[], theirs: readonly number[]) =>
  Math.max(...theirs.map((value, i) => Math.abs((ours[i] ?? NaN) - value) / Math.abs(value)))

const files = [
  'c91662.swc',
  'neuron_Neurolucida_ASC.asc',
  'rapp_pc1.nts',
  'soma_cylinders.swc',
  'multifurcation.asc',
]

describe('hoc files in NEURON', () => {
  for (const file of files) {
    it.skipIf(!hasNeuron)(`W13 builds the sections of ${file} with the same geometry`, async () => {
      const cell = read(file)
      const { name, parent, parentX, wire, firstSample } = cell.sections
      const { rows, lists } = await load(cell, { numbers: 'as-stored' })
      expect(lists['all']).toEqual(name)
      expect(rows).toHaveLength(cell.sections.count)
      const byName = new Map(rows.map(row => [row.name, row]))
      name.forEach((own, s) => {
        const row = byName.get(own)
        if (!row) throw new Error(`${own} is missing`)
        const up = parent[s]!
        expect(row.parent).toBe(up < 0 ? null : `${name[up]!}(${parentX[s]!})`)
        expect(row.points).toBe(firstSample[s + 1]! - firstSample[s]!)
        expect(row.wire).toBe(wire[s] === 1)
        const points = roundedPoints(cell, s)
        const { areaUm2, nearResistance, farResistance } = measureSegments(points, 3)
        const resistances = [...nearResistance].map((near, i) => near + (farResistance[i - 1] ?? 0))
        // The same 32-bit points; only the order of a few operations in 64 bits differs.
        expect(deviation([sectionLengthUm(points)], [row.lengthUm])).toBeLessThan(1e-12)
        expect(deviation([...areaUm2], row.areas)).toBeLessThan(1e-12)
        expect(deviation(resistances, row.resistances)).toBeLessThan(1e-12)
      })
    })
  }
  it.skipIf(!hasNeuron)(
    'W13 W14 loads names with gaps, single names and names that mean something in hoc',
    async () => {
      const sections = ['soma', 'dend[0]', 'dend[2]', 'v[0]', 'Seg 1', 'proc'].map((name, i) => ({
        name,
        ...(i > 0 ? { parent: 'soma', parentX: 0.5 } : {}),
        type: i === 0 ? 1 : 3,
        points: [
          [i, 0, 0, 1, 0],
          [i, 9, 0, 1, 0],
        ],
      }))
      const body = { format: 'hillock-morphology', version: 1, name: 'odd', source: 'swc', sections }
      const { value } = readMorphology('odd.json', new TextEncoder().encode(JSON.stringify(body)))
      if (!value) throw new Error('refused')
      const { lists, rows } = await load(value)
      expect(rows.map(({ name }) => name).sort()).toEqual([
        'dend[0]',
        'dend[2]',
        'dend[3]',
        'dend[4]',
        'dend[5]',
        'soma',
      ])
      expect(lists['somatic']).toEqual(['soma'])
      expect(lists['basal']).toHaveLength(5)
    },
  )
  it.skipIf(!hasNeuron)('W13 loads sections of any number of points', async () => {
    const lines = Array.from({ length: 30000 }, (_, i) => `${i + 1} 3 ${i} 0 0 1 ${i === 0 ? -1 : i}`)
    const { value } = readMorphology('long.swc', new TextEncoder().encode(lines.join('\n')))
    if (!value) throw new Error('refused')
    expect((await load(value)).rows[0]).toMatchObject({ points: 30000, lengthUm: 29999 })
  })
})
