import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measureSegments, roundedPoints, sectionLengthUm } from '../../../src-engine/cable/geometry.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { swcWriter } from '../../../src-engine/morphology/writers/swc/writeSwc.ts'
import { writeMorphology } from '../../../src-engine/morphology/writers/writeMorphology.ts'
import { scratchFolder } from '../../support/cli.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import { hasNeuron, runScript } from './neuronPython.ts'

const scratch = scratchFolder('swc')

interface Row {
  readonly name: string
  readonly parent: string | null
  readonly points: number
  readonly wire: boolean
  readonly lengthUm: number
  readonly area: number
}

const files = [
  'c91662.swc',
  'neurom_Neuron.swc',
  'neuron_Neurolucida_ASC.asc',
  'nrn_ordering.swc',
  'neurom_sample.asc',
]

describe('SWC files in Import3d', () => {
  for (const file of files) {
    it.skipIf(!hasNeuron)(`W4 W7 NEURON divides ${file}, written as SWC, as we do`, async () => {
      const { value: cell } = readMorphology(file, readFileSync(join(fixtureFolder, 'morphology', file)))
      if (!cell) throw new Error('refused')
      const { bytes } = await writeMorphology(cell, swcWriter)
      const path = join(scratch.path, `${file}.swc`)
      writeFileSync(path, bytes)
      const { value: again } = readMorphology('again.swc', bytes)
      if (!again) throw new Error('refused again')
      const { rows } = runScript('importSwc.py', path) as { rows: readonly Row[] }
      const { name, parent, parentX, wire, firstSample } = again.sections
      expect(rows.map(row => [row.name, row.parent, row.points, row.wire])).toEqual(
        name.map((own, s) => [
          own,
          parent[s]! < 0 ? null : `${name[parent[s]!]!}(${parentX[s]!})`,
          firstSample[s + 1]! - firstSample[s]!,
          wire[s] === 1,
        ]),
      )
      rows.forEach((row, s) => {
        const points = roundedPoints(again, s)
        const [area = NaN] = measureSegments(points, 1).areaUm2
        // The same 32-bit points; only the order of a few operations in 64 bits differs.
        expect(Math.abs(sectionLengthUm(points) / row.lengthUm - 1)).toBeLessThan(1e-12)
        expect(Math.abs(area / row.area - 1)).toBeLessThan(1e-12)
      })
    })
  }
})
