import type { RepairRule } from '../rule.ts'
import { counted } from '../wording.ts'

/** NeuroM's check of segment lengths, one finding for each section. */
export const zeroLengthSegments: RepairRule = {
  id: 'zero-length-segment',
  title: 'Duplicate points',
  definition: 'Two successive samples of a section are no farther apart than `length`.',
  source: 'NeuroM has_all_nonzero_segment_lengths',
  severity: 'warning',
  thresholds: [{ name: 'length', title: 'Longest that counts as nothing', unit: 'µm', default: 0 }],
  find(cell, { length = 0 }, report) {
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        const samples: number[] = []
        for (let row = cell.ownFirst[section]! + 1; row < cell.end(section); row++)
          if (cell.distance(row - 1, row) <= length) samples.push(row)
        if (samples.length === 0) continue
        const same = length > 0 ? 'hardly away from' : 'at the place of'
        const are = samples.length === 1 ? 'is' : 'are'
        report({
          sections: [section],
          samples,
          sentence: `${counted(samples.length, 'sample')} of ${cell.name(section)} ${are} ${same} the one before.`,
          value: cell.distance(samples[0]! - 1, samples[0]!),
        })
      }
    }
  },
  fixes: [
    {
      id: 'delete-duplicates',
      title: 'Delete the duplicates',
      isSafe: true,
      edits(cell, { sections: [section = 0], samples }, { length = 0 }) {
        const first = cell.sections.firstSample[section]!
        const count = cell.end(section) - first
        const doomed = samplesToDelete(cell.ownFirst[section]! - first, count, (a, b) => {
          return cell.distance(first + a, first + b) <= length
        })
        // All at one place: the section has no length, which is another rule's business.
        if (samples.length === 0 || count - doomed.length < 2) return undefined
        return [{ kind: 'delete-samples', section: cell.sections.name[section]!, samples: doomed }]
      },
    },
  ],
}

/**
 * The samples to take out so that each is away from the one before: of neighbours too near the later one goes, but the
 * last sample of the section stays, for branches hang on it.
 */
function samplesToDelete(start: number, count: number, isNear: (a: number, b: number) => boolean): number[] {
  const kept: number[] = []
  const doomed: number[] = []
  for (let sample = start; sample < count; sample++) {
    const before = kept.at(-1)
    if (before === undefined || !isNear(before, sample)) kept.push(sample)
    else if (sample < count - 1 || kept.length === 1) doomed.push(sample)
    else {
      while (kept.length > 1 && isNear(kept.at(-1)!, sample)) doomed.push(kept.pop()!)
      kept.push(sample)
    }
  }
  return doomed.sort((a, b) => a - b)
}
