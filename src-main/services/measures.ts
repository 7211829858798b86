import { comparePopulations, morphologyFeatures, sourceInWords } from '../../src-engine/index.ts'
import type {
  ElectrotonicAnswer,
  FeatureInfo,
  MeasuresService,
  PopulationDifference,
  PopulationsQuestion,
} from '../contract/measures.ts'
import { featuresOfScopes, type ElectrotonicWork } from '../engine/measureWork.ts'
import type { MorphologyWorker } from '../engine/morphologyWorker.ts'
import { RpcError } from '../rpc/errors.ts'
import { viewOf } from './cellViews.ts'
import type { ProjectCells } from './cells.ts'

/** What the service works with. */
export interface MeasureParts {
  readonly cells: Pick<ProjectCells, 'morphology'>
  readonly worker: Pick<MorphologyWorker, 'do'>
}

/** Features, Sholl, Strahler, persistence, dendrograms, electrotonic anatomy, and comparison of groups. */
export function createMeasuresService({ cells, worker }: MeasureParts): MeasuresService {
  return {
    features: async () => featureInfos,
    summaries: ({ id, types }, options) =>
      worker.do('measureSummaries', [cells.morphology(id), types], options?.signal),
    rows: async ({ id, types, feature }, options) => {
      const rows = await worker.do('measureRows', [cells.morphology(id), feature, types], options?.signal)
      if (!rows) throw new RpcError('measures/no-such-feature', `There is no feature called "${feature}".`)
      return rows
    },
    table: ({ id, types, scope }, options) =>
      worker.do('measureTable', [cells.morphology(id), scope, types], options?.signal),
    sholl: ({ id, ...question }, options) =>
      worker.do('sholl', [cells.morphology(id), question], options?.signal),
    strahler: ({ id, types }, options) =>
      worker.do('strahler', [cells.morphology(id), types], options?.signal),
    persistence: ({ id, types, distance }, options) =>
      worker.do('persistence', [cells.morphology(id), distance, types], options?.signal),
    dendrogram: (question, options) =>
      worker.do('dendrogram', [cells.morphology(question.id), question], options?.signal),
    electrotonic: async ({ id, cable, hz }, options) =>
      withViews(await worker.do('electrotonic', [cells.morphology(id), cable, hz], options?.signal)),
    compare: async (question, options) => {
      const valuesOf = async (ids: readonly string[]) => {
        const found: Float64Array[] = []
        for (const id of ids)
          found.push(
            await worker.do(
              'measureCellValues',
              [cells.morphology(id), question.scopes, question.types],
              options?.signal,
            ),
          )
        return found
      }
      return differences(question, await valuesOf(question.one), await valuesOf(question.other))
    },
  }
}

const featureInfos: readonly FeatureInfo[] = morphologyFeatures.map(feature => {
  const { id, title, unit, scope, definition, certain } = feature
  return { id, title, unit, scope, definition, source: sourceInWords(feature), certain }
})

function withViews({ anatomy, diagnostics }: ElectrotonicWork): ElectrotonicAnswer {
  if (!anatomy) return { anatomy, diagnostics }
  const view = (morphology: typeof anatomy.outward) => viewOf({ id: '', diagnostics: [] }, morphology)
  return {
    diagnostics,
    anatomy: { ...anatomy, outward: view(anatomy.outward), inward: view(anatomy.inward) },
  }
}

function differences(
  { scopes }: Pick<PopulationsQuestion, 'scopes'>,
  one: readonly Float64Array[],
  other: readonly Float64Array[],
): readonly PopulationDifference[] {
  const groups = featuresOfScopes(scopes).map((feature, k) => ({
    feature,
    one: one.map(values => values[k] ?? NaN),
    other: other.map(values => values[k] ?? NaN),
  }))
  return comparePopulations(groups).map(({ feature, effect, ...rest }, k) => ({
    feature: feature.id,
    oneValues: groups[k]?.one ?? [],
    otherValues: groups[k]?.other ?? [],
    ...rest,
    ...effect,
  }))
}
