import type { MorphologyEdit } from '../../edit/morphologyEdit.ts'
import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'
import { micrometres } from '../wording.ts'

/** NeuroM's search for jumps: focus that slipped, or a section of tissue that was mounted anew. */
export const jumps: RepairRule = {
  id: 'z-jump',
  title: 'Jumps in depth',
  definition:
    'Two successive samples are farther apart than `distance` along an `axis` (0 x, 1 y, 2 z); the first two of a neurite do not count.',
  source: 'NeuroM has_no_jumps',
  severity: 'warning',
  thresholds: [
    { name: 'distance', title: 'Largest step', unit: 'µm', default: 30 },
    { name: 'axis', title: 'Axis (0 x, 1 y, 2 z)', unit: '', default: 2 },
  ],
  find(cell, { distance = 30, axis = 2 }, report) {
    const column = columnOf(cell, axis)
    for (const { root, sections } of cell.neurites) {
      for (const section of sections) {
        const own = cell.ownFirst[section]!
        for (let row = section === root ? own + 2 : own + 1; row < cell.end(section); row++) {
          const step = column[row]! - column[row - 1]!
          if (!(Math.abs(step) > distance)) continue
          report({
            sections: [section],
            samples: [row],
            sentence: `Before ${cell.sampleName(section, row)} there is a jump of ${micrometres(step)} along ${'xyz'[axis] ?? 'z'}.`,
            value: step,
          })
        }
      }
    }
  },
  fixes: [
    {
      id: 'shift-back',
      title: 'Move everything beyond the jump back',
      isSafe: false,
      edits(cell, { sections: [section = 0], samples: [row = 0] }, { axis = 2 }) {
        const column = columnOf(cell, axis)
        const back = column[row - 1]! - column[row]!
        const by = [0, 1, 2].map(each => (each === axis ? back : 0)) as [number, number, number]
        const from = row - cell.sections.firstSample[section]!
        return [{ kind: 'move-subtree', section: cell.sections.name[section]!, from, by }]
      },
    },
    {
      id: 'spread',
      title: 'Spread the jump evenly over the section',
      isSafe: false,
      edits: (cell, { sections: [section = 0], samples: [row = 0] }, { axis = 2 }) =>
        spread(cell, section, row, axis),
    },
  ],
}

function columnOf(cell: CellUnderRepair, axis: number): Float64Array {
  const { x, y, z } = cell.samples
  return [x, y, z][axis] ?? z
}

/** Takes the jump out where it is and adds it in proportion to the path length across the axis; both ends stay. */
function spread(
  cell: CellUnderRepair,
  section: number,
  jump: number,
  axis: number,
): MorphologyEdit[] | undefined {
  const { x, y, z, diameter } = cell.samples
  const column = columnOf(cell, axis)
  const step = column[jump]! - column[jump - 1]!
  const first = cell.sections.firstSample[section]!
  const end = cell.end(section)
  const [across, along] = [x, y, z].filter(each => each !== column)
  const path = new Float64Array(end - first)
  for (let row = first + 1; row < end; row++) {
    const da = across![row]! - across![row - 1]!
    const db = along![row]! - along![row - 1]!
    path[row - first] = path[row - first - 1]! + Math.sqrt(da * da + db * db)
  }
  const length = path[end - first - 1]!
  if (!(length > 0)) return undefined
  const points = Array.from(path, (at, i): [number, number, number, number] => {
    const row = first + i
    const point: [number, number, number, number] = [x[row]!, y[row]!, z[row]!, diameter[row]!]
    const place = [x, y, z].indexOf(column) as 0 | 1 | 2
    if (i > 0 && row < end - 1) point[place] += (row >= jump ? -step : 0) + (step * at) / length
    return point
  })
  return [{ kind: 'set-points', section: cell.sections.name[section]!, points }]
}
