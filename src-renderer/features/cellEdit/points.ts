import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import type { EditedPoint } from '../../../src-engine/morphology/edit/morphologyEdit.ts'

/** The points of one section, read from the cell's columns when they are needed. */
export interface SectionPoints {
  readonly count: number
  at(sample: number): EditedPoint
}

/** The points of a named section; undefined where the cell has no such section. */
export function pointsOf({ samples, sections }: Morphology, name: string): SectionPoints | undefined {
  const section = sections.name.indexOf(name)
  if (section < 0) return undefined
  const first = sections.firstSample[section] ?? 0
  const count = (sections.firstSample[section + 1] ?? first) - first
  const { x, y, z, diameter } = samples
  return {
    count,
    at: sample => {
      const row = first + sample
      return [x[row] ?? NaN, y[row] ?? NaN, z[row] ?? NaN, diameter[row] ?? NaN]
    },
  }
}

/** The edit that gives one number of a point another value [µm]; column 3 is the diameter. */
export function pointEdit(
  section: string,
  sample: number,
  point: EditedPoint,
  column: 0 | 1 | 2 | 3,
  value: number,
) {
  if (column === 3) return { kind: 'set-diameter', section, sample, diameter: value } as const
  const [x, y, z] = point
  const at = [column === 0 ? value : x, column === 1 ? value : y, column === 2 ? value : z] as const
  return { kind: 'place-sample', section, sample, at } as const
}
