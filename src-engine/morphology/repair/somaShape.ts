import type { CellUnderRepair } from './cellUnderRepair.ts'

/** Where a soma is and how large, by NeuroM's definitions for each kind of soma. */
export interface SomaShape {
  /** Sections of the soma. */
  readonly sections: readonly number[]
  readonly x: number
  readonly y: number
  readonly z: number
  /** [µm] */
  readonly radius: number
  /** Mean of the soma's points, and the largest distance of one of them from it [µm]. */
  readonly middle: readonly [x: number, y: number, z: number]
  readonly reach: number
}

/** Points of a soma as its file gives them. */
interface SomaPoints {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly z: ArrayLike<number>
}

/**
 * Place and size of the first soma: a sphere has its centre and radius; an outline the mean of its points and their
 * mean distance from it; cylinders their first point and the radius of a sphere of equal area.
 */
export function describeSoma(cell: CellUnderRepair): SomaShape | undefined {
  const first = cell.sections.type.findIndex((_, s) => cell.isSoma(s))
  if (first < 0) return undefined
  const sections: number[] = []
  for (const s of cell.parentsFirst)
    if (cell.isSoma(s) && cell.treeOf[s] === cell.treeOf[first]) sections.push(s)
  const sphere = sections.length === 1 ? sphereOf(cell, first) : undefined
  if (sphere) return { sections, ...sphere, middle: [sphere.x, sphere.y, sphere.z], reach: 0 }
  const outline = cell.morphology.annotations?.outlines.find(({ section }) => section === first)
  if (outline) return ofOutline(sections, outline)
  return ofCylinders(cell, sections)
}

/** Three points that the reader laid along x for one of the file. */
function sphereOf(cell: CellUnderRepair, section: number) {
  const { x, y, z, diameter, line } = cell.samples
  const row = cell.sections.firstSample[section]!
  if (cell.end(section) - row !== 3) return undefined
  const d = diameter[row]!
  const isSphere =
    [row, row + 1, row + 2].every(
      at => line[at] === 0 && diameter[at] === d && y[at] === y[row] && z[at] === z[row],
    ) && Math.abs(x[row + 2]! - x[row]! - d) <= 1e-6 * (1 + Math.abs(x[row]!) + Math.abs(d))
  return isSphere ? { x: x[row + 1]!, y: y[row]!, z: z[row]!, radius: Math.abs(d) / 2 } : undefined
}

function ofOutline(sections: readonly number[], points: SomaPoints): SomaShape {
  const { middle, distances } = spread(points)
  const [x, y, z] = middle
  const radius = distances.reduce((sum, each) => sum + each, 0) / Math.max(1, distances.length)
  return { sections, x, y, z, radius, middle, reach: largest(distances) }
}

function ofCylinders(cell: CellUnderRepair, sections: readonly number[]): SomaShape {
  const { x, y, z, diameter } = cell.samples
  const rows: number[] = []
  const all = new Set(sections)
  let area = 0
  for (const s of sections) {
    const start = cell.sections.firstSample[s]!
    const isChild = all.has(cell.sections.parent[s]!)
    for (let row = start; row < cell.end(s); row++) {
      // A copy of the branch point counts once.
      if (row > start || !isChild) rows.push(row)
      if (row === start) continue
      const r0 = Math.abs(diameter[row - 1]!) / 2
      const r1 = Math.abs(diameter[row]!) / 2
      const h = cell.distance(row - 1, row)
      area += Math.PI * (r0 + r1) * Math.sqrt((r0 - r1) * (r0 - r1) + h * h)
    }
  }
  const pick = (column: Float64Array) => rows.map(row => column[row]!)
  const { middle, distances } = spread({ x: pick(x), y: pick(y), z: pick(z) })
  const at = rows[0] ?? 0
  const radius = Math.sqrt(area / (4 * Math.PI))
  return { sections, x: x[at]!, y: y[at]!, z: z[at]!, radius, middle, reach: largest(distances) }
}

function spread({ x, y, z }: SomaPoints): { middle: [number, number, number]; distances: number[] } {
  const count = Math.max(1, x.length)
  const middle: [number, number, number] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    middle[0] += x[i]! / count
    middle[1] += y[i]! / count
    middle[2] += z[i]! / count
  }
  const distances: number[] = []
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - middle[0]
    const dy = y[i]! - middle[1]
    const dz = z[i]! - middle[2]
    distances.push(Math.sqrt(dx * dx + dy * dy + dz * dz))
  }
  return { middle, distances }
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}
