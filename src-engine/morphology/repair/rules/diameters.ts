import type { MorphologyEdit } from '../../edit/morphologyEdit.ts'
import type { CellUnderRepair } from '../cellUnderRepair.ts'
import { filledDiameters } from '../filledDiameters.ts'
import type { RepairRule, RuleFix } from '../rule.ts'
import { amount, counted, micrometres } from '../wording.ts'

const interpolate: Omit<RuleFix, 'isSafe'> = {
  id: 'interpolate',
  title: 'Interpolate from the neighbours',
  edits(cell, { sections: [section = 0], samples }) {
    const filled = filledDiameters(cell, section, samples)
    if (!filled) return undefined
    const name = cell.sections.name[section]!
    const first = cell.sections.firstSample[section]!
    return samples.map((row, i) => ({
      kind: 'set-diameter',
      section: name,
      sample: row - first,
      diameter: filled[i]!,
    }))
  },
}

function rowsWhere(cell: CellUnderRepair, section: number, isBad: (diameter: number) => boolean): number[] {
  const rows: number[] = []
  for (let row = cell.sections.firstSample[section]!; row < cell.end(section); row++)
    if (isBad(cell.samples.diameter[row]!)) rows.push(row)
  return rows
}

/** NeuroM's check of radii and MorphIO's warning, one finding for each section. */
export const zeroDiameters: RepairRule = {
  id: 'zero-diameter',
  title: 'Points without width',
  definition: 'The radius of a point of a neurite is not above `radius`, whatever its sign.',
  source: 'NeuroM has_all_nonzero_neurite_radii; MorphIO zero diameter',
  severity: 'warning',
  thresholds: [{ name: 'radius', title: 'Largest that counts as nothing', unit: 'µm', default: 0 }],
  find(cell, { radius = 0 }, report) {
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        const own = cell.ownFirst[section]!
        const rows = rowsWhere(cell, section, diameter => Math.abs(diameter) / 2 <= radius)
        const samples = rows.filter(row => row >= own)
        if (samples.length === 0) continue
        report({
          sections: [section],
          samples,
          sentence: `${counted(samples.length, 'sample')} of ${cell.name(section)} ${samples.length === 1 ? 'has' : 'have'} ${radius > 0 ? `a radius of no more than ${micrometres(radius)}` : 'no width'}, the first ${cell.sampleName(section, samples[0]!)}.`,
          value: Math.abs(cell.samples.diameter[samples[0]!]!) / 2,
        })
      }
    }
  },
  fixes: [{ ...interpolate, isSafe: true }],
}

/** Negative diameters: spine marks of old programs, or damage. */
export const negativeDiameters: RepairRule = {
  id: 'negative-diameter',
  title: 'Negative diameters',
  definition: 'A diameter is below 0.',
  source: 'Hillock',
  severity: 'warning',
  thresholds: [],
  find(cell, _, report) {
    for (let section = 0; section < cell.sections.count; section++) {
      const samples = rowsWhere(cell, section, diameter => diameter < 0)
      if (samples.length === 0) continue
      report({
        sections: [section],
        samples,
        sentence: `${counted(samples.length, 'sample')} of ${cell.name(section)} ${samples.length === 1 ? 'has a negative diameter' : 'have negative diameters'}; computations use the magnitude.`,
        value: cell.samples.diameter[samples[0]!]!,
      })
    }
  },
  fixes: [
    {
      id: 'make-positive',
      title: 'Keep the magnitude',
      isSafe: true,
      edits: (cell, { sections: [section = 0], samples }) =>
        samples.map(row => ({
          kind: 'set-diameter',
          section: cell.sections.name[section]!,
          sample: row - cell.sections.firstSample[section]!,
          diameter: -cell.samples.diameter[row]!,
        })),
    },
  ],
}

/** Diameters that no neurite has. */
export const implausibleDiameters: RepairRule = {
  id: 'implausible-diameter',
  title: 'Implausible diameters',
  definition: 'A radius other than 0 is below `least` or above `most`.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [
    { name: 'least', title: 'Smallest radius', unit: 'µm', default: 0.05 },
    { name: 'most', title: 'Largest radius', unit: 'µm', default: 50 },
  ],
  find(cell, { least = 0.05, most = 50 }, report) {
    for (let section = 0; section < cell.sections.count; section++) {
      const samples = rowsWhere(cell, section, diameter => {
        const radius = Math.abs(diameter) / 2
        return diameter !== 0 && (radius < least || radius > most)
      })
      if (samples.length === 0) continue
      const [row = 0] = samples
      report({
        sections: [section],
        samples,
        sentence: `${counted(samples.length, 'sample')} of ${cell.name(section)} ${samples.length === 1 ? 'has an implausible diameter' : 'have implausible diameters'}, the first ${micrometres(cell.samples.diameter[row]!)} at ${cell.sampleName(section, row)}.`,
        value: Math.abs(cell.samples.diameter[row]!) / 2,
      })
    }
  },
  fixes: [{ ...interpolate, isSafe: false }],
}

/** One diameter for all: not measured. */
export const equalDiameters: RepairRule = {
  id: 'equal-diameters',
  title: 'All diameters equal',
  definition: 'At least `samples` samples of neurites all have one diameter.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [{ name: 'samples', title: 'Fewest samples', unit: '', default: 10 }],
  find(cell, { samples: fewest = 10 }, report) {
    const { diameter } = cell.samples
    let count = 0
    let first: number | undefined
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        for (let row = cell.ownFirst[section]!; row < cell.end(section); row++) {
          first ??= diameter[row]!
          if (diameter[row] !== first) return
          count++
        }
      }
    }
    if (first === undefined || count < fewest) return
    report({
      sections: [],
      samples: [],
      sentence: `All ${count} samples of the neurites are ${amount(first)} µm wide: their diameters were probably not measured.`,
      value: first,
    })
  },
  fixes: [],
}

/** Branches much thicker than what they leave. */
export const diameterSteps: RepairRule = {
  id: 'diameter-step',
  title: 'Branches thicker than their parents',
  definition: 'The first diameter of a branch of its own is more than `ratio` times the last of its parent.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [{ name: 'ratio', title: 'Largest ratio', unit: '', default: 2 }],
  find(cell, { ratio = 2 }, report) {
    const { parent, parentX, firstSample, wire } = cell.sections
    for (const { root, sections } of cell.neurites) {
      for (const section of sections) {
        const up = parent[section]!
        if (section === root || wire[section] === 1 || parentX[section] !== 1) continue
        const below = Math.abs(cell.samples.diameter[cell.end(up) - 1]!)
        const row = firstSample[section]! + 1
        const above = Math.abs(cell.samples.diameter[row]!)
        if (below === 0 || !(above > ratio * below)) continue
        report({
          sections: [section, up],
          samples: [row],
          sentence: `${cell.name(section)} is ${micrometres(above)} wide where it leaves ${cell.name(up)}, which is ${micrometres(below)} wide there.`,
          value: above / below,
        })
      }
    }
  },
  fixes: [
    {
      id: 'smooth',
      title: 'Smooth the diameters of the branch over five samples',
      isSafe: false,
      edits: (cell, { sections: [section = 0] }): MorphologyEdit[] => [
        { kind: 'smooth-diameters', sections: [cell.sections.name[section]!], reach: 2 },
      ],
    },
  ],
}

/** Sudden changes of diameter along a cable. */
export const diameterJumps: RepairRule = {
  id: 'diameter-jump',
  title: 'Jumps of diameter',
  definition:
    'Of two successive samples of a section of a neurite one is more than `ratio` times as wide as the other.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [{ name: 'ratio', title: 'Largest ratio', unit: '', default: 5 }],
  find(cell, { ratio = 5 }, report) {
    const { diameter } = cell.samples
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        const samples: number[] = []
        for (let row = cell.ownFirst[section]! + 1; row < cell.end(section); row++) {
          const a = Math.abs(diameter[row - 1]!)
          const b = Math.abs(diameter[row]!)
          if (a > 0 && b > 0 && Math.max(a, b) > ratio * Math.min(a, b)) samples.push(row)
        }
        const [row] = samples
        if (row === undefined) continue
        report({
          sections: [section],
          samples,
          sentence: `Before ${cell.sampleName(section, row)} the diameter goes from ${micrometres(diameter[row - 1]!)} to ${micrometres(diameter[row]!)}${samples.length > 1 ? `; ${samples.length - 1} more such jumps in the section` : ''}.`,
          value: Math.max(diameter[row - 1]! / diameter[row]!, diameter[row]! / diameter[row - 1]!),
        })
      }
    }
  },
  fixes: [
    {
      id: 'smooth',
      title: 'Smooth the diameters of the section over five samples',
      isSafe: false,
      edits: (cell, { sections: [section = 0] }) => [
        { kind: 'smooth-diameters', sections: [cell.sections.name[section]!], reach: 2 },
      ],
    },
  ],
}
