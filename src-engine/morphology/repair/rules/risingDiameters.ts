import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'

/** NeuroM's monotony: hardly any reconstruction passes it. */
export const risingDiameters: RepairRule = {
  id: 'rising-diameter',
  title: 'Diameters that rise away from the soma',
  definition:
    'In a neurite, a radius is larger than the one before it on the way from the soma by more than `tolerance`.',
  source: 'NeuroM get_nonmonotonic_neurites',
  severity: 'hint',
  isOnRequest: true,
  thresholds: [
    { name: 'tolerance', title: 'Rise of the radius that does not count', unit: 'µm', default: 1e-6 },
  ],
  find(cell, { tolerance = 1e-6 }, report) {
    for (const { root, sections } of cell.neurites) {
      const samples = sections.flatMap(section => risesOf(cell, section, tolerance, section === root))
      if (samples.length === 0) continue
      const section = sections.find(
        each => samples[0]! >= cell.sections.firstSample[each]! && samples[0]! < cell.end(each),
      )!
      report({
        sections: [root],
        samples,
        sentence: `The neurite of ${cell.name(root)} widens on the way from the soma at ${samples.length} of its points, first at ${cell.sampleName(section, samples[0]!)}.`,
      })
    }
  },
  fixes: [],
}

function risesOf(cell: CellUnderRepair, section: number, tolerance: number, isRoot: boolean): number[] {
  const { diameter } = cell.samples
  const own = cell.ownFirst[section]!
  const rows: number[] = []
  const parent = cell.sections.parent[section]!
  if (!isRoot && parent >= 0 && diameter[own]! / 2 > diameter[cell.end(parent) - 1]! / 2 + tolerance)
    rows.push(own)
  for (let row = own + 1; row < cell.end(section); row++)
    if (diameter[row]! / 2 > diameter[row - 1]! / 2 + tolerance) rows.push(row)
  return rows
}
