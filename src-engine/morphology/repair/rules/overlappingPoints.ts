import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'
import { amount, micrometres } from '../wording.ts'

/** Of the points of one cell of the grid only so many are compared; more lie there only if a tolerance is absurd. */
const comparedOfCell = 32

/** NeuroM's search for points of a neurite that lie on each other, other than at branch points. */
export const overlappingPoints: RepairRule = {
  id: 'overlapping-point',
  title: 'Overlapping points',
  definition:
    'Two points of a neurite lie within tolerance of each other; copies of branch points count once.',
  source: 'NeuroM has_no_overlapping_point',
  severity: 'hint',
  thresholds: [{ name: 'tolerance', title: 'Distance at which points overlap', unit: 'µm', default: 0 }],
  find(cell, { tolerance = 0 }, report) {
    for (const { sections, root } of cell.neurites) {
      const grid = new PointGrid(cell, tolerance)
      for (const section of sections) {
        const own = cell.ownFirst[section]!
        for (let row = section === root ? own : own + 1; row < cell.end(section); row++) {
          const other = grid.add(row, section)
          if (!other) continue
          const { x, y, z } = cell.samples
          const place = [x, y, z].map(column => amount(column[row]!)).join(', ')
          const near = tolerance > 0 ? `within ${micrometres(tolerance)} of` : 'at the place of'
          report({
            sections: other.section === section ? [section] : [other.section, section],
            samples: [row, other.row],
            sentence: `${capital(cell.sampleName(section, row))}, at (${place}), lies ${near} ${cell.sampleName(other.section, other.row)}.`,
            value: cell.distance(row, other.row),
          })
        }
      }
    }
  },
  fixes: [
    {
      id: 'delete-point',
      title: 'Delete the later point',
      isSafe: false,
      edits(cell, { sections, samples: [row = 0] }) {
        const section = sections.at(-1)!
        const first = cell.sections.firstSample[section]!
        if (cell.end(section) - first < 3 || row === first) return undefined
        return [{ kind: 'delete-samples', section: cell.sections.name[section]!, samples: [row - first] }]
      },
    },
  ],
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

interface GridPoint {
  readonly row: number
  readonly section: number
}

/** Points by the cubes in which they lie. */
class PointGrid {
  readonly #cell: CellUnderRepair
  readonly #tolerance: number
  readonly #cubes = new Map<number, GridPoint[]>()

  constructor(cell: CellUnderRepair, tolerance: number) {
    this.#cell = cell
    this.#tolerance = tolerance
  }

  /** Adds a point. @returns an earlier one within the tolerance */
  add(row: number, section: number): GridPoint | undefined {
    const { x, y, z } = this.#cell.samples
    const at = [x[row]!, y[row]!, z[row]!]
    const home = at.map(value => this.#cube(value)) as [number, number, number]
    const found = this.#find(row, home)
    const key = keyOf(...home)
    const cube = this.#cubes.get(key)
    if (!cube) this.#cubes.set(key, [{ row, section }])
    else if (cube.length < comparedOfCell) cube.push({ row, section })
    return found
  }

  #find(row: number, [i, j, k]: [number, number, number]): GridPoint | undefined {
    if (this.#tolerance === 0) return this.#inCube(row, keyOf(i, j, k))
    for (let a = i - 1; a <= i + 1; a++)
      for (let b = j - 1; b <= j + 1; b++)
        for (let c = k - 1; c <= k + 1; c++) {
          const found = this.#inCube(row, keyOf(a, b, c))
          if (found) return found
        }
    return undefined
  }

  #inCube(row: number, key: number): GridPoint | undefined {
    for (const other of this.#cubes.get(key) ?? [])
      if (this.#cell.distance(other.row, row) <= this.#tolerance) return other
    return undefined
  }

  /** Without a tolerance each place is a cube of its own; adding 0 makes one zero of the two. */
  #cube(value: number): number {
    return this.#tolerance > 0 ? Math.floor(value / this.#tolerance) : value + 0
  }
}

const bits = new Float64Array(3)
const words = new Int32Array(bits.buffer)

/** A number for three: different places hardly ever share one, and the distance is looked at in any case. */
function keyOf(a: number, b: number, c: number): number {
  bits[0] = a
  bits[1] = b
  bits[2] = c
  let low = 0x2545f491
  let high = 0x1b873593
  for (let i = 0; i < words.length; i++) {
    low = Math.imul(low ^ words[i]!, 0x5bd1e995)
    low ^= low >>> 15
    high = Math.imul(high ^ words[i]!, 0x1b873593)
    high ^= high >>> 13
  }
  return (high & 0x1fffff) * 4294967296 + (low >>> 0)
}
