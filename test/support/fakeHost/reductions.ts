import type {
  Candidate,
  MorphologyView,
  ReductionMethodInfo,
  ReductionsService,
  TriedSetting,
} from '../../../src-main/contract/index.ts'
import { createFakeEvent } from './events.ts'

/** Two methods: one with options of every kind, one with nothing to choose. */
export const fakeMethods: readonly ReductionMethodInfo[] = [
  {
    id: 'collapse',
    title: 'Collapse',
    help: 'Branches at like distances become one cylinder each.',
    tried: ['clusters'],
    options: [
      option('clusters', 'Cylinders', { kind: 'count', from: 1, to: 1000 }, 2, 'clustering'),
      option('cutoffs', 'Cut-offs', { kind: 'numbers', unit: 'MΩ' }, undefined, 'clustering'),
      option('groups', 'Groups', { kind: 'groups' }, undefined, 'clustering'),
      option('stretch', 'Stretch shorter branches', { kind: 'yes-no' }, false),
      option('axon', 'Axon', { kind: 'choice', choices: ['keep', 'drop', 'reduce'] }, 'keep'),
    ],
  },
  {
    id: 'analytic',
    title: 'Analytic',
    help: 'Each stem becomes one cylinder.',
    tried: ['frequencyHz'],
    options: [option('frequencyHz', 'Frequency', { kind: 'number', unit: 'Hz', from: 0, to: 1e6 }, 0)],
  },
]

function option(
  id: string,
  title: string,
  value: ReductionMethodInfo['options'][number]['value'],
  initial: number | string | boolean | undefined,
  oneOf?: string,
): ReductionMethodInfo['options'][number] {
  return {
    id,
    flag: id,
    methods: [],
    value,
    initial,
    title,
    help: `help of ${id}`,
    ...(oneOf ? { oneOf } : {}),
  }
}

/** Three tries: the fewer compartments, the larger the errors. */
export const fakeCandidates: readonly Candidate[] = [1, 2, 4].map(clusters => ({
  settings: { clusters },
  sections: clusters + 1,
  compartments: 10 * clusters,
  errors: { input: 0.04 / clusters, inputAtFrequencies: 0.1, timeConstant: 0, response: 0.01, transfer: 0.2 },
  worst: 2 / clusters,
}))

const tolerances = { input: 0.02, inputAtFrequencies: 0.2, timeConstant: 0.05, response: 0.1, transfer: 0.5 }

/** Reductions of a host in memory: the cell itself, whatever is asked, with made-up errors. */
export function fakeReductions(view: () => MorphologyView): ReductionsService {
  const onTried = createFakeEvent<TriedSetting>()
  const same = (value: number) => ({ full: value, reduced: 0.9 * value, error: -0.1 })
  return {
    methods: async () => fakeMethods,
    preview: async ({ method, settings }) => {
      const shown = view()
      const { count } = shown.morphology.sections
      const all = Int32Array.from({ length: count }, (_, section) => section)
      const rows = Float64Array.from(all)
      const layout = {
        start: new Float64Array(count),
        end: rows.map(row => row + 10),
        row: rows,
        leaves: count,
      }
      const [clusters = 2] = [settings.clusters as number | undefined]
      return {
        diagnostics: [],
        value: {
          view: shown,
          firstSpan: Int32Array.from({ length: count + 1 }, (_, section) => section),
          // Everything but the soma has become the second section.
          reducedSection: all.map(section => Math.min(section, 1)),
          origins: [
            Int32Array.of(0),
            all.slice(1),
            ...Array.from({ length: count - 2 }, () => new Int32Array(0)),
          ],
          membraneFactor: new Float64Array(count).fill(1.5),
          report: {
            ...{ method, source: 'a paper', settings: {}, sections: { before: count, after: 2 } },
            ...{ comparisons: [], cables: [], remarks: ['This is a remark.'] },
          },
          dendrograms: { full: layout, reduced: layout },
          errors: {
            inputMohm: same(100),
            timeConstantMs: same(20),
            frequencies: [0, 1, 10, 100].map(hz => ({
              hz,
              inputMohm: same(100 / (1 + hz)),
              transferMohm: [same(50 / (1 + hz))],
            })),
            sites: [{ full: { section: 1, x: 0.5 }, reduced: { section: 1, x: 0.5 } }],
            response: {
              timesMs: Float64Array.of(0, 1, 2),
              fullMv: Float64Array.of(0, 5, 8),
              reducedMv: Float64Array.of(0, 4, 7),
              ...{ largestError: 0.125, meanError: 0.1 },
            },
            compartments: { full: 40, reduced: 10 * clusters, speedUp: 4 / clusters },
            measured: undefined,
          },
          judged: fakeCandidates[0]!.errors,
          tolerances,
        },
      }
    },
    recommend: async ({ request, method }) => {
      fakeCandidates.forEach((candidate, index) =>
        onTried.tell({ request, candidate, done: index + 1, of: fakeCandidates.length }),
      )
      return {
        diagnostics: [],
        value: {
          ...{ method, tolerances, candidates: fakeCandidates },
          ...{ recommended: fakeCandidates[1]!, isWithinTolerances: true },
        },
      }
    },
    onTried: onTried.on,
    use: async ({ id }) => ({ id, diagnostics: [], dropped: [], moved: 2, couldMerge: [] }),
  }
}
