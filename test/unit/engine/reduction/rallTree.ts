import { cellOf, type CableSpecification } from '../../../support/cells.ts'
import { MorphologyBuilder } from '../../../../src-engine/morphology/builder.ts'
import { type Morphology, sectionType } from '../../../../src-engine/morphology/morphology.ts'

/** A cell with the same sections, whose numbers count in 64 bits. */
export function inFullPrecision(cell: Morphology): Morphology {
  const { sections, samples } = cell
  const builder = new MorphologyBuilder()
  for (let s = 0; s < sections.count; s++) {
    builder.addSection({
      type: sections.type[s]!,
      parent: sections.parent[s]!,
      parentX: sections.parentX[s]!,
      name: sections.name[s]!,
    })
    for (let i = sections.firstSample[s]!; i < sections.firstSample[s + 1]!; i++)
      builder.addSample(samples.x[i]!, samples.y[i]!, samples.z[i]!, samples.diameter[i]!, 0)
  }
  return builder.build(cell.name, 'sections')
}

/** A soma with one dendrite that forks `levels` times into two equal branches which obey d^{3/2}. */
export function rallTree(levels: number, stems = 1): Morphology {
  const cables: CableSpecification[] = [{ type: sectionType.soma, lengthUm: 20, diameterUm: 20 }]
  for (let stem = 0; stem < stems; stem++) {
    let above = [0]
    let diameterUm = 4 + stem
    for (let level = 0; level <= levels; level++) {
      // Of equal electrotonic length in all stems: λ goes with √d.
      const lengthUm = 60 * (level + 1) * Math.sqrt(diameterUm)
      const next: number[] = []
      for (const parent of above)
        for (let branch = 0; branch < (level === 0 ? 1 : 2); branch++)
          next.push(cables.push({ type: sectionType.dend, parent, lengthUm, diameterUm }) - 1)
      above = next
      diameterUm *= 2 ** (-2 / 3)
    }
  }
  return inFullPrecision(cellOf(cables, 'Rall tree'))
}
