import { MorphologyBuilder } from '../builder.ts'
import { sectionType, type Morphology } from '../morphology.ts'
import type { ConvertedGeometry } from './convert.ts'
import { none } from './pointTree.ts'

/** Format id of morphologies that a conversion made. */
const formatId = 'ntscable'

/**
 * A conversion for NEURON as a morphology, for every format that can be written: the soma from its row of points, the
 * sections with their copies of the points where they start; neurites hang on the middle of the soma by wires.
 */
export function ntscableMorphology({ tracing, soma, sections, report }: ConvertedGeometry): Morphology {
  const { tree } = tracing
  const builder = new MorphologyBuilder(tree.count + soma.points.x.length)
  const { x, y, z, diameter } = soma.points
  const hasSoma = x.length > 1
  if (hasSoma) {
    builder.addSection({ type: sectionType.soma, parent: none, parentX: 0 })
    for (let i = 0; i < x.length; i++) builder.addSample(x[i]!, y[i]!, z[i]!, diameter[i]!, 0)
  }
  const middle = Math.floor(x.length / 2)
  const wire = hasSoma ? { x: x[middle]!, y: y[middle]!, z: z[middle]! } : undefined
  let start = hasSoma ? 1 : 0
  sections?.forEach(({ index, parent, parentX, origin, first, last }, i) => {
    // Sections of a neurite stand together, its first one in front.
    if (index === 0) start = i + (hasSoma ? 1 : 0)
    const isPrimary = parent === none
    builder.addSection({
      type: sectionType.dend,
      parent: isPrimary ? (hasSoma ? 0 : none) : start + parent,
      parentX: isPrimary && !hasSoma ? 0 : parentX,
      wire: isPrimary ? wire : undefined,
    })
    const copy = tree.originPlace(origin, first)
    builder.addSample(copy.x, copy.y, copy.z, copy.diameter, copy.line)
    for (let point = first; ; point = tree.next[point]!) {
      builder.addSample(
        tree.x[point]!,
        tree.y[point]!,
        tree.z[point]!,
        tree.diameter[point]!,
        tree.line[point]!,
      )
      if (point === last) break
    }
  })
  return builder.build(report.source, formatId)
}
