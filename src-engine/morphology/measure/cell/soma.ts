import type { Outline } from '../../annotations.ts'
import { sectionType } from '../../morphology.ts'
import { norm } from '../features/vectors.ts'
import type { MeasuredCell } from './measuredCell.ts'

/** The soma as morphometry takes it: a place, and a sphere's radius. */
export interface MeasuredSoma {
  /**
   * `sphere`: one point; its centre. `cylinders`: its first point. `outline`: the mean of its points, or where the file's
   * outline is not known, where the wires to the trees begin.
   */
  readonly kind: 'sphere' | 'cylinders' | 'outline'
  readonly x: number
  readonly y: number
  readonly z: number
  /** Of a sphere its own, of an outline its points' mean distance from the centre, otherwise √(area/4π) [µm]. */
  readonly radiusUm: number
  /** Side area of the soma's frusta [µm²], which of a sphere is 4πr²; of an outline 4πr². */
  readonly areaUm2: number
  /** Volume of a sphere of that radius [µm³]. */
  readonly volumeUm3: number
}

/** The cell's soma; of several, the first, cylinders with the area of all. Undefined where there is none. */
export function somaOf({ morphology, points }: MeasuredCell): MeasuredSoma | undefined {
  const { sections, samples } = morphology
  let areaUm2 = 0
  let first = -1
  for (let section = 0; section < sections.count; section++) {
    if (sections.type[section] !== sectionType.soma) continue
    if (first < 0) first = section
    for (let i = sections.firstSample[section]! + 1; i < sections.firstSample[section + 1]!; i++) {
      const [near, far] = [points.diameter[i - 1]!, points.diameter[i]!]
      const height = points.arcUm[i]! - points.arcUm[i - 1]!
      const taper = (far - near) / 2
      areaUm2 += (Math.PI / 2) * (near + far) * Math.sqrt(height * height + taper * taper)
    }
  }
  if (first < 0) return undefined
  const start = sections.firstSample[first]!
  const end = sections.firstSample[first + 1]!
  const isMade = samples.line.subarray(start, end).every(line => line === 0)
  const isSphere = end - start === 3 && looksLikeSphere(points, start)
  const radiusUm = Math.sqrt(areaUm2 / (4 * Math.PI))
  const volumeUm3 = (4 / 3) * Math.PI * radiusUm * radiusUm * radiusUm
  const size = { radiusUm, areaUm2, volumeUm3 }
  if (isSphere) return { kind: 'sphere', ...placeOf(points, start + 1), ...size }
  if (!isMade) return { kind: 'cylinders', ...placeOf(points, start), ...size }
  const outline = morphology.annotations?.outlines.find(({ section }) => section === first)
  if (outline) return { kind: 'outline', ...measureOutline(outline) }
  for (let section = 0; section < sections.count; section++) {
    if (sections.wire[section] && sections.parent[section] === first) {
      const [x, y, z] = [sections.wireX[section]!, sections.wireY[section]!, sections.wireZ[section]!]
      return { kind: 'outline', x, y, z, ...size }
    }
  }
  return { kind: 'outline', ...placeOf(points, start + ((end - start) >> 1)), ...size }
}

/** A sphere for an outline: the mean of its points, and their mean distance from there; widths do not count. */
function measureOutline({ x, y, z }: Outline) {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const centre = { x: mean(x), y: mean(y), z: mean(z) }
  const radiusUm = mean(x.map((value, i) => norm([value - centre.x, y[i]! - centre.y, z[i]! - centre.z])))
  const areaUm2 = 4 * Math.PI * radiusUm * radiusUm
  return { ...centre, radiusUm, areaUm2, volumeUm3: (areaUm2 * radiusUm) / 3 }
}

type Places = Pick<MeasuredCell['points'], 'x' | 'y' | 'z' | 'diameter' | 'arcUm'>

/** Three points on a line along x, as far apart as they are wide: what one point of a file becomes. */
function looksLikeSphere({ x, y, z, diameter }: Places, start: number): boolean {
  const [a, b, c] = [start, start + 1, start + 2]
  const isLevel = y[a] === y[b] && y[b] === y[c] && z[a] === z[b] && z[b] === z[c]
  const width = diameter[b]!
  const isEven = diameter[a] === width && diameter[c] === width
  // Coordinates are rounded to eight digits, of whatever size they are.
  const tolerance = 1e-6 * (width + Math.abs(x[b]!))
  const isAsLong = Math.abs(Math.abs(x[c]! - x[a]!) - width) <= tolerance
  return isLevel && isEven && isAsLong && Math.abs((x[a]! + x[c]!) / 2 - x[b]!) <= tolerance
}

function placeOf({ x, y, z }: Places, sample: number): { x: number; y: number; z: number } {
  return { x: x[sample]!, y: y[sample]!, z: z[sample]! }
}
