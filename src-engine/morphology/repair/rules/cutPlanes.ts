import type { RepairRule } from '../rule.ts'
import { amount, micrometres } from '../wording.ts'

/** Tips that pile up at a face of the tissue: the branches were cut there and go on in the animal. */
export const cutPlanes: RepairRule = {
  id: 'cut-plane',
  title: 'Cut ends',
  definition:
    'At least `tips` tips lie within `depth` of the lowest or highest x, y or z of the neurites, and more than `ratio` times as many as there would be if all tips were spread evenly.',
  source: 'Hillock (after the cut plane of NeuroR)',
  severity: 'hint',
  thresholds: [
    { name: 'depth', title: 'Thickness of the layer', unit: 'µm', default: 3 },
    { name: 'tips', title: 'Fewest tips', unit: '', default: 5 },
    { name: 'ratio', title: 'Multiple of an even spread', unit: '', default: 4 },
  ],
  find(cell, { depth = 3, tips: fewest = 5, ratio = 4 }, report) {
    const { x, y, z } = cell.samples
    const all = cell.neurites.flatMap(({ sections }) => sections)
    const tips = all.filter(section => cell.children[section]!.length === 0)
    ;[x, y, z].forEach((column, axis) => {
      let low = Infinity
      let high = -Infinity
      for (const section of all)
        for (let row = cell.ownFirst[section]!; row < cell.end(section); row++) {
          if (column[row]! < low) low = column[row]!
          if (column[row]! > high) high = column[row]!
        }
      // In a layer or two everything lies at a face.
      if (!(high - low > 4 * depth)) return
      const even = (tips.length * depth) / (high - low)
      for (const face of [low, high]) {
        const cut = tips.filter(section => Math.abs(column[cell.end(section) - 1]! - face) <= depth)
        if (cut.length < fewest || cut.length <= ratio * even) continue
        report({
          sections: cut,
          samples: cut.map(section => cell.end(section) - 1),
          sentence: `${cut.length} of ${tips.length} tips end within ${micrometres(depth)} of ${'xyz'[axis] ?? ''} = ${amount(face)}: the tissue was probably cut there.`,
          value: cut.length,
        })
      }
    })
  },
  fixes: [],
}
