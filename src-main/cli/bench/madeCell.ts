import { MorphologyBuilder, sectionType, type Morphology } from '../../../src-engine/index.ts'

const pointsOfSection = 24

/** A cell of about so many points: a soma and a tree that divides in two, with coordinates of four digits. */
export function madeCell(points: number, seed = 1): Morphology {
  const builder = new MorphologyBuilder(points + pointsOfSection)
  builder.addSection({ type: sectionType.soma, parent: -1, parentX: 0 })
  for (const x of [-8, 0, 8]) builder.addSample(x, 0, 0, 16, 0)
  const ends: { x: number; y: number; z: number }[] = []
  let state = seed
  /** Steps of up to ±1 µm in hundredths, always the same ones. */
  const step = () => {
    state = (state * 48271) % 0x7fffffff
    return ((state % 201) - 100) / 100
  }
  const rounded = (value: number) => Math.round(value * 100) / 100
  for (let section = 0; builder.sampleCount < points; section++) {
    const above = section === 0 ? undefined : (section - 1) >> 1
    const start = above === undefined ? { x: 8, y: 0, z: 0 } : ends[above]!
    builder.addSection({ type: sectionType.dend, parent: above === undefined ? 0 : above + 1, parentX: 1 })
    let { x, y, z } = start
    for (let point = 0; point < pointsOfSection; point++) {
      builder.addSample(x, y, z, 0.8, 0)
      x = rounded(x + 1 + step())
      y = rounded(y + step())
      z = rounded(z + step())
      if (point === pointsOfSection - 2) ends.push({ x, y, z })
    }
  }
  return builder.build('made', 'swc')
}
