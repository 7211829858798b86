import { MorphologyBuilder } from '../../../../../src-engine/morphology/builder.ts'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'

/** A rigid motion after a scaling: x ↦ R·(k·x) + t. */
export interface Motion {
  readonly scale?: number
  readonly turn?: readonly (readonly number[])[]
  readonly shift?: readonly [number, number, number]
}

const identity = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

/** A copy of a cell, moved; its numbers count as they stand, without NEURON's rounding. */
export function moved(
  cell: Morphology,
  { scale = 1, turn = identity, shift = [0, 0, 0] }: Motion,
): Morphology {
  const { samples, sections } = cell
  const place = (x: number, y: number, z: number) =>
    turn.map((row, k) => scale * (row[0]! * x + row[1]! * y + row[2]! * z) + shift[k]!) as [
      number,
      number,
      number,
    ]
  const builder = new MorphologyBuilder(samples.count)
  for (let section = 0; section < sections.count; section++) {
    const [wx, wy, wz] = place(sections.wireX[section]!, sections.wireY[section]!, sections.wireZ[section]!)
    builder.addSection({
      type: sections.type[section]!,
      parent: sections.parent[section]!,
      parentX: sections.parentX[section]!,
      wire: sections.wire[section] ? { x: wx, y: wy, z: wz } : undefined,
      name: sections.name[section]!,
    })
    for (let i = sections.firstSample[section]!; i < sections.firstSample[section + 1]!; i++) {
      const at = place(samples.x[i]!, samples.y[i]!, samples.z[i]!)
      builder.addSample(...at, samples.diameter[i]! * scale, samples.line[i]!)
    }
  }
  return builder.build('moved', 'sections')
}

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A random cell: a soma of four points, three to five trees of types 2, 3 and 4, mostly bifurcating. */
export function randomCell(seed: number, sectionsPerTree = 15): Morphology {
  const random = seeded(seed)
  const builder = new MorphologyBuilder()
  builder.addSection({ type: 1, parent: -1, parentX: 0 })
  for (let i = 0; i < 4; i++) builder.addSample(i * 4 - 6, random(), random(), 8 + random(), i + 1)
  let line = 5
  const trees = 3 + Math.floor(random() * 3)
  let made = 1
  for (let tree = 0; tree < trees; tree++) {
    const type = 2 + (tree % 3)
    const open: { parent: number; x: number; y: number; z: number; diameter: number }[] = []
    open.push({
      parent: 0,
      x: random() * 12 - 6,
      y: random() * 12 - 6,
      z: random() * 12 - 6,
      diameter: 2 + random(),
    })
    for (let count = 0; count < sectionsPerTree && open.length > 0; count++) {
      const from = open.shift()!
      const wire = from.parent === 0 ? { x: 0, y: 0, z: 0 } : undefined
      const section = made++
      builder.addSection({ type, parent: from.parent, parentX: from.parent === 0 ? 0.5 : 1, wire })
      let { x, y, z, diameter } = from
      builder.addSample(x, y, z, diameter, line++)
      diameter *= 0.9
      for (let i = 2 + Math.floor(random() * 5); i > 0; i--) {
        x += random() * 20 - 8
        y += random() * 20 - 9
        z += random() * 10 - 5
        diameter *= 0.85 + random() * 0.2
        builder.addSample(x, y, z, diameter, line++)
      }
      for (let child = random() < 0.1 ? 3 : 2; child > 0; child--) {
        open.push({ parent: section, x, y, z, diameter: diameter * (0.6 + random() * 0.5) })
      }
    }
  }
  return builder.build(`random-${seed}`, 'sections')
}
