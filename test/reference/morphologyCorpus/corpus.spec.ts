import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measureSections } from '../../../src-engine/morphology/measure/sectionTable.ts'
import { summarise } from '../../../src-engine/morphology/measure/summary.ts'
import { sectionType } from '../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'

/** Files of every format, beside the repository; not all of them may be published. */
const corpus = resolve(import.meta.dirname, '../../../../shared/data/morphologies')
const isThere = existsSync(corpus)

function read(file: string, lenient = false) {
  const bytes = readFileSync(resolve(corpus, file))
  return readMorphology(file, bytes, lenient ? { damagedLines: 'skip', missingParents: 'root' } : {})
}

/** Length and area of all that is no soma [µm, µm²]. */
function neurites(file: string) {
  const { value } = read(file)
  if (!value) throw new Error(`${file} is refused`)
  const table = measureSections(value)
  let [lengthUm, areaUm2] = [0, 0]
  for (let i = 0; i < value.sections.count; i++) {
    if (value.sections.type[i] === sectionType.soma) continue
    lengthUm += table.lengthUm[i]!
    areaUm2 += table.areaUm2[i]!
  }
  return { lengthUm, areaUm2 }
}

/**
 * Totals of NTSCABLE (1991–92) and of the headers of its historic output, to the six digits that it prints. Areas only
 * where a piece is a cylinder, for it leaves the slant of cones out. Of the Nevin file it loses the last line.
 */
const ntscable: readonly { readonly file: string; readonly lengthUm: number; readonly areaUm2?: number }[] = [
  { file: 'douglas3d/j4.txt', lengthUm: 17667.6 },
  { file: 'douglas3d/j2986dd_sdt.fix.txt', lengthUm: 4250.62 },
  { file: 'douglas2d/j4.cab', lengthUm: 17667.6, areaUm2: 52388.9 },
  { file: 'nevin/DG-m49-4-22-92.fix', lengthUm: 4236.65 + 1.9528 },
  { file: 'ntscable-output/121l02_cable_1992.hoc', lengthUm: 5361.86, areaUm2: 21389.3 },
  { file: 'ntscable-output/square_cable_1992.hoc', lengthUm: 223.248, areaUm2: 210.406 },
  { file: 'ntscable-output/pyramid.nrn', lengthUm: 5349.55 },
]

/** Sums of L and of the frusta of NEURON 8.2.2, which ran the files (import3d/recordHoc.py). */
const neuron: readonly (readonly [file: string, sections: number, lengthUm: number, areaUm2: number])[] = [
  ['hoc/p20.hoc', 699, 5075.72714, 24866.5147],
  ['hoc/EC2-609291-4.CNG.hoc', 761, 43165.0698, 47737.7951],
  ['ntscable-output/tc200.geo', 206, 7133.23737, 24562.9483],
  ['ntscable-output/pyramid.nrn', 79, 5386.65244, 31158.6799],
]

describe('morphology formats over the corpus', () => {
  it.skipIf(!isThere).each(ntscable)('gives NTSCABLE’s totals of $file', ({ file, lengthUm, areaUm2 }) => {
    const ours = neurites(file)
    expect(ours.lengthUm / lengthUm).toBeCloseTo(1, 5)
    if (areaUm2 !== undefined) expect(ours.areaUm2 / areaUm2).toBeCloseTo(1, 5)
  })
  it.skipIf(!isThere).each(neuron)('gives NEURON’s sums of %s', (file, sections, lengthUm, areaUm2) => {
    const { value } = read(file)
    const totals = value && summarise(value)
    expect(totals?.sections).toBe(sections)
    expect((totals?.totalLengthUm ?? NaN) / lengthUm).toBeCloseTo(1, 8)
    expect((totals?.totalAreaUm2 ?? NaN) / areaUm2).toBeCloseTo(1, 8)
  })
  it.skipIf(!isThere).each([
    // π d L of each line, summed by a script of a few lines.
    ['genesis/GP1_axonless.p', 513, 2736.234914764579, 8249.627033126719],
    ['genesis/MScell-Entire.p', 189, 3380.145617225404, 8862.916912948314],
    ['genesis/squid_10C.p', 10, 500, 15707.963267948964],
  ])('gives the cylinders of %s', (file, sections, lengthUm, areaUm2) => {
    const { value } = read(file)
    const totals = value && summarise(value)
    expect([totals?.sections, totals?.totalLengthUm, totals?.totalAreaUm2]).toEqual([
      sections,
      expect.closeTo(lengthUm, 8),
      expect.closeTo(areaUm2, 7),
    ])
  })
  it.skipIf(!isThere)('gives the same cell in Douglas 3D and 2D the same length', () => {
    const [space, plane] = [neurites('douglas3d/j4.txt'), neurites('douglas2d/j4.cab')]
    expect(space.lengthUm / plane.lengthUm).toBeCloseTo(1, 5)
  })
})

describe('morphology malformed files', () => {
  const files = isThere ? readdirSync(resolve(corpus, 'malformed')) : []
  it.skipIf(!isThere)('are there', () => {
    expect(files.length).toBeGreaterThan(60)
  })
  it.each(files)('reads %s, or refuses it with a reason and advice', file => {
    for (const lenient of [false, true]) {
      const { value, diagnostics } = read(`malformed/${file}`, lenient)
      const errors = diagnostics.filter(({ severity }) => severity === 'error')
      expect(errors.length > 0).toBe(value === undefined)
      for (const { message, help } of errors)
        expect([message, help]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\w/)])
      // What concerns a place names its line; what concerns the whole file has none.
      const whole = /^(morphology|archive|h5|nldat)\/|\/(no-|not-)/
      for (const { code, at } of errors) if (!whole.test(code)) expect(at?.line, code).toBeGreaterThan(0)
    }
  })
})
