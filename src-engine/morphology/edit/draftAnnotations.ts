import type { AnnotationPlace, Annotations, Outline } from '../annotations.ts'
import type { Sections } from '../morphology.ts'
import type { Vector } from './morphologyEdit.ts'
import { mapPlace, type SectionMapping } from './sectionMapping.ts'

/** Where a point goes. */
export type Transform = (x: number, y: number, z: number) => Vector

/** A copy of annotations with every point elsewhere: of all, or only of those that stand on some (old) sections. */
export function transformAnnotations(
  annotations: Annotations,
  transform: Transform,
  diameterFactor = 1,
  only?: ReadonlySet<number>,
): Annotations {
  const isMeant = ({ section }: AnnotationPlace) => !only || only.has(section)
  const point = <T extends AnnotationPlace & { x: number; y: number; z: number; diameter: number }>(
    old: T,
  ): T => {
    if (!isMeant(old)) return old
    const [x, y, z] = transform(old.x, old.y, old.z)
    return { ...old, x, y, z, diameter: old.diameter * diameterFactor }
  }
  return {
    markers: annotations.markers.map(point),
    spines: annotations.spines.map(point),
    outlines: annotations.outlines.map(outline =>
      isMeant(outline) ? transformOutline(outline, transform, diameterFactor) : outline,
    ),
  }
}

function transformOutline(outline: Outline, transform: Transform, diameterFactor: number): Outline {
  const x = outline.x.slice()
  const y = outline.y.slice()
  const z = outline.z.slice()
  for (let i = 0; i < x.length; i++) {
    const [atX, atY, atZ] = transform(x[i]!, y[i]!, z[i]!)
    x[i] = atX
    y[i] = atY
    z[i] = atZ
  }
  return { ...outline, x, y, z, diameter: outline.diameter.map(width => width * diameterFactor) }
}

/** Annotations by the sections and samples of the cell that came of the edits; −1 where those were deleted. */
export function placeAnnotations(
  annotations: Annotations,
  mapping: SectionMapping,
  old: Sections,
  edited: { readonly firstSample: readonly number[] },
): Annotations {
  const placed = <T extends AnnotationPlace>(annotation: T): T => {
    const { section, sample } = annotation
    if (section < 0) return { ...annotation, sample: -1 }
    const first = old.firstSample[section]!
    const count = old.firstSample[section + 1]! - first
    const part = sample < 0 || count < 2 ? 0 : (sample - first) / (count - 1)
    const place = mapPlace(mapping, section, part)
    if (!place) return { ...annotation, section: -1, sample: -1 }
    const start = edited.firstSample[place.section]!
    const newCount = edited.firstSample[place.section + 1]! - start
    return {
      ...annotation,
      section: place.section,
      sample: sample < 0 ? -1 : start + Math.round(place.x * (newCount - 1)),
    }
  }
  return {
    markers: annotations.markers.map(placed),
    spines: annotations.spines.map(placed),
    outlines: annotations.outlines.map(placed),
  }
}
