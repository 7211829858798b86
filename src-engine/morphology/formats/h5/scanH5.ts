import type { ImportReport } from '../../importReport.ts'
import { largestCoordinateUm } from '../../limits.ts'
import type { Hdf5Group, NumberTable } from '../../hdf5/hdf5Group.ts'

/** The tables of a MorphIO file, checked. */
export interface H5Tables {
  /** x, y, z, diameter [µm], row after row. */
  readonly points: NumberTable['values']
  readonly pointCount: number
  /** First point, type, parent section, row after row. */
  readonly structure: NumberTable['values']
  readonly sectionCount: number
}

/** Types 5 to 19 are free for users. */
const largestType = 19

/** Reads and checks the tables (rules B6 to B9); undefined where the report holds an error. */
export function scanH5(root: Hdf5Group, report: ImportReport): H5Tables | undefined {
  const points = root.tables.get('points')
  const structure = root.tables.get('structure')
  if (!points || !structure) {
    if (root.groups.has('neuron1')) report.say('h5/old-version', { version: '2' })
    else report.say('h5/no-cell', { names: namesIn(root) })
    return undefined
  }
  if (!checkShape('points', points.shape, 4, report)) return undefined
  if (!checkShape('structure', structure.shape, 3, report)) return undefined
  const tables = {
    points: points.values,
    pointCount: points.values.length / 4,
    structure: structure.values,
    sectionCount: structure.values.length / 3,
  }
  checkNumbers(tables, report)
  checkStructure(tables, report)
  return report.failed ? undefined : tables
}

function namesIn(root: Hdf5Group): string {
  const names = [...root.groups.keys(), ...root.tables.keys()].sort()
  const shown = names.slice(0, 5).map(name => `“${name}”`)
  return shown.join(', ') + (names.length > shown.length ? ', …' : '')
}

function checkShape(name: string, shape: readonly number[], columns: number, report: ImportReport): boolean {
  if (shape.length === 2 && shape[1] === columns) return true
  const said = shape.length === 0 ? 'a single number' : shape.join(' × ')
  report.say('h5/wrong-shape', { name, shape: said, wanted: `N × ${columns}` })
  return false
}

function checkNumbers({ points }: H5Tables, report: ImportReport): void {
  for (let i = 0; i < points.length; i++) {
    const value = points[i]!
    if (!(Math.abs(value) <= largestCoordinateUm))
      report.say('h5/not-a-number', { value }, { line: Math.floor(i / 4) + 1 })
  }
}

function checkStructure({ structure, sectionCount, pointCount }: H5Tables, report: ImportReport): void {
  let before = 0
  for (let section = 0; section < sectionCount; section++) {
    const first = structure[3 * section]!
    const type = structure[3 * section + 1]!
    const parent = structure[3 * section + 2]!
    if (!Number.isInteger(first) || first < before || first > pointCount)
      report.say('h5/bad-rows', { section, first, points: pointCount })
    else before = first
    if (!Number.isInteger(type) || type < 0 || type > largestType)
      report.say('h5/bad-type', { section, type })
    else if (type === 1 && section > 0) report.say('h5/late-soma', { section })
    if (!Number.isInteger(parent) || parent < -1 || parent >= section)
      report.say('h5/bad-parent', { section, parent })
  }
}
