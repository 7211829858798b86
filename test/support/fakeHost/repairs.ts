import type { Finding, MorphologyView, RepairsService } from '../../../src-main/contract/index.ts'

/** A finding with two fixes, and one that can only be looked at. */
export const fakeFindings: readonly Finding[] = [
  {
    rule: 'zero-length-segment',
    severity: 'warning',
    sections: [0],
    samples: [1],
    sentence: 'Sample 1 of soma[0] lies on the one before.',
    place: { x: 0, y: 0, z: 0 },
    line: 2,
    fixes: ['delete-duplicates', 'shift'],
  },
  {
    rule: 'cut-plane',
    severity: 'hint',
    sections: [],
    samples: [],
    sentence: 'Twelve tips end at z = 40 µm.',
    place: undefined,
    line: 0,
    fixes: [],
  },
]

/** Repairs of a host in memory: the same findings whatever the cell. */
export function fakeRepairs(view: () => MorphologyView): RepairsService {
  const numbers = { sections: 2, samples: 5, lengthUm: 100, areaUm2: 300, volumeUm3: 50 }
  return {
    rules: async () => [
      {
        id: 'zero-length-segment',
        title: 'Points that are there twice',
        definition: 'Two successive samples lie at one place.',
        source: 'NeuroM',
        severity: 'warning',
        thresholds: [{ name: 'length', title: 'Shortest segment', unit: 'µm', default: 0 }],
        isOnRequest: false,
        fixes: [
          { id: 'delete-duplicates', title: 'Take out the second', isSafe: true },
          { id: 'shift', title: 'Move it away', isSafe: false },
        ],
      },
      {
        id: 'cut-plane',
        title: 'Cut ends',
        definition: 'Many tips end in one plane.',
        source: 'NeuroM',
        severity: 'hint',
        thresholds: [],
        isOnRequest: false,
        fixes: [],
      },
    ],
    findings: async () => fakeFindings,
    preview: async () => ({
      view: view(),
      before: numbers,
      after: { ...numbers, samples: 4 },
      edits: [{ kind: 'delete-samples', section: 'soma[0]', samples: [1] }],
      repaired: 1,
    }),
    fix: async ({ id }) => ({ id, diagnostics: [], dropped: [] }),
  }
}
