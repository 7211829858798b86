import { MorphologyBuilder } from '../../src-engine/morphology/builder.ts'
import { type Morphology, sectionType } from '../../src-engine/morphology/morphology.ts'

/** A straight cable for `cellOf`: a cylinder or, with two diameters, a cone. */
export interface CableSpecification {
  readonly type?: number
  readonly name?: string
  /** Index of the parent; −1 or nothing for a root. */
  readonly parent?: number
  readonly parentX?: number
  readonly lengthUm: number
  readonly diameterUm: number | readonly [start: number, end: number]
}

/** A cell of straight cables, without a file. */
export function cellOf(cables: readonly CableSpecification[], name = 'cell'): Morphology {
  const builder = new MorphologyBuilder()
  cables.forEach((cable, index) => {
    const [start, end] =
      typeof cable.diameterUm === 'number' ? [cable.diameterUm, cable.diameterUm] : cable.diameterUm
    builder.addSection({
      type: cable.type ?? sectionType.dend,
      parent: cable.parent ?? -1,
      parentX: cable.parentX ?? (cable.parent === undefined || cable.parent < 0 ? 0 : 1),
      ...(cable.name === undefined ? {} : { name: cable.name }),
    })
    builder.addSample(0, 10 * index, 0, start, 0)
    builder.addSample(cable.lengthUm, 10 * index, 0, end, 0)
  })
  return builder.build(name, 'swc')
}

/** The soma of the golden values: 20 × 20 µm unless said otherwise. */
export function singleCompartment(lengthUm = 20, diameterUm = 20): Morphology {
  return cellOf([{ type: sectionType.soma, lengthUm, diameterUm }], 'single compartment')
}

/** A soma with a dendrite at its 1 end. */
export function ballAndStick(dendriteUm = 300): Morphology {
  return cellOf(
    [
      { type: sectionType.soma, lengthUm: 20, diameterUm: 20 },
      { type: sectionType.dend, parent: 0, lengthUm: dendriteUm, diameterUm: 2 },
    ],
    'ball and stick',
  )
}

/** A soma with children at 0, at 0.5 and at 1, forks, and a child that hangs on another’s 0 end. */
export function bushyCell(): Morphology {
  return cellOf(
    [
      { type: sectionType.soma, lengthUm: 20, diameterUm: [18, 22] },
      { type: sectionType.dend, parent: 0, parentX: 1, lengthUm: 80, diameterUm: [3, 2] },
      { type: sectionType.dend, parent: 0, parentX: 1, lengthUm: 120, diameterUm: 1.5 },
      { type: sectionType.dend, parent: 1, parentX: 1, lengthUm: 60, diameterUm: [2, 1] },
      { type: sectionType.dend, parent: 1, parentX: 1, lengthUm: 70, diameterUm: 1.2 },
      { type: sectionType.dend, parent: 1, parentX: 0, lengthUm: 50, diameterUm: 0.9 },
      { type: sectionType.axon, parent: 0, parentX: 0, lengthUm: 200, diameterUm: 1 },
      { type: sectionType.axon, parent: 6, parentX: 1, lengthUm: 150, diameterUm: 0.8 },
      { type: sectionType.apic, parent: 0, parentX: 0.5, lengthUm: 90, diameterUm: 2.5 },
      { type: sectionType.apic, parent: 8, parentX: 0.7, lengthUm: 40, diameterUm: 1 },
    ],
    'bushy cell',
  )
}
