import type { Checked } from '../../src-engine/core/checked.ts'
import {
  cableOptions,
  chooseCandidate,
  methodTexts,
  optionsOfMethod,
  passiveOfModel,
  readSettings,
  reduceModel,
  settingsWith,
  usualTolerances,
  withAssumedLeak,
} from '../../src-engine/index.ts'
import type { Candidate, Diagnostic, PassiveCable } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { ReductionQuestion, ReductionsService, TriedSetting } from '../contract/reductions.ts'
import type { MorphologyWorker } from '../engine/morphologyWorker.ts'
import { createEmitter } from '../host/emitter.ts'
import { RpcError } from '../rpc/errors.ts'
import { hashOf } from '../store/hash.ts'
import { recipeText } from '../store/repositories/recipes.ts'
import type { CellEditParts } from './cellEdits.ts'
import { viewOf } from './cellViews.ts'
import type { ProjectMechanisms } from './mechanisms.ts'
import { storeCable, type ReduceRecipe } from './reduceRecipe.ts'

/** What the service works with. */
export interface ReductionParts extends CellEditParts {
  readonly mechanisms: ProjectMechanisms
  readonly worker: MorphologyWorker
}

/** The cell of the model as a reduction starts from it. */
interface StartingCell {
  readonly document: ModelDocument
  readonly morphology: Morphology
  readonly passive: PassiveCable
  /** Says that morphology and cable are the same. */
  readonly key: string
  readonly diagnostics: readonly Diagnostic[]
}

const usualRm = cableOptions.find(({ id }) => id === 'rmOhmCm2')?.initial ?? NaN

/** Smaller cells in place of reconstructed ones. */
export function createReductionsService(parts: ReductionParts): ReductionsService {
  const { workspace, cells, worker, mechanisms } = parts
  const tried = createEmitter<TriedSetting>()
  const start = (question: ReductionQuestion) => startingCell(parts, question)

  return {
    methods: async () =>
      methodTexts.map(text => ({
        ...text,
        options: optionsOfMethod(text.id),
        tried: [...new Set(settingsWith(text.id, {}).flatMap(settings => Object.keys(settings)))],
      })),
    preview: async (question, options) => {
      const { diagnostics, ...given } = start(question)
      const { value, diagnostics: found } = await worker.do(
        'reduceBeside',
        [given, question.method, question.settings],
        options?.signal,
      )
      if (!value) return { value: undefined, diagnostics: [...diagnostics, ...found] }
      const { reduced, ...beside } = value
      const { firstSpan, reducedSection } = reduced.mapping
      const { origins, membraneFactor } = reduced.sections
      return {
        value: {
          view: viewOf({ id: '', diagnostics: [] }, reduced.morphology),
          ...{ firstSpan, reducedSection, origins, membraneFactor },
          ...{ report: reduced.report, tolerances: usualTolerances },
          ...beside,
        },
        diagnostics: [...diagnostics, ...found],
      }
    },
    recommend: async ({ request, ...question }, options) => {
      const { diagnostics, ...given } = start(question)
      const { method, settings } = question
      const wrong = readSettings(method, settings)
      if (!wrong.value) return { value: undefined, diagnostics: wrong.diagnostics }
      const all = settingsWith(method, settings)
      const candidates: Candidate[] = []
      for (const one of all) {
        const judged = await worker.do('judgeReduction', [given, method, one], options?.signal)
        if (!judged.value) return { value: undefined, diagnostics: [...diagnostics, ...judged.diagnostics] }
        candidates.push(judged.value)
        tried.emit({ request, candidate: judged.value, done: candidates.length, of: all.length })
      }
      return { value: chooseCandidate(method, candidates), diagnostics }
    },
    onTried: listener => tried.on(listener),
    use: async question => {
      const { id, method, settings, label, title } = question
      const { morphology, passive, diagnostics } = start(question)
      const made = await worker.do('reduceCell', [morphology, passive, method, settings])
      const said = [...diagnostics, ...made.diagnostics]
      const nothing = { id: undefined, dropped: [], moved: 0, couldMerge: [] }
      if (!made.value) return { ...nothing, diagnostics: said }
      const name = cells.origin(id).name
      const cable = storeCable(passive)
      const body = { kind: 'reduce', name, title, label, method, settings, cable } satisfies ReduceRecipe
      const recipe = { needs: id, body }
      const reducedId = hashOf(recipeText(recipe))
      // The model may have been edited meanwhile.
      const { document } = start(question)
      const reduced = made.value
      const model = reduceModel(document, { morphology, reduced, reducedId }, mechanisms.catalogue())
      if (!model.value) return { ...nothing, diagnostics: [...said, ...model.diagnostics] }
      cells.keep(reducedId, cellOf({ ...reduced.morphology, name: title }, cells.read(id).diagnostics))
      workspace.edit({
        label,
        changes: [
          { kind: 'morphology', name: reducedId, body: { name: title } },
          { kind: 'model', name: 'main', body: model.value.document },
        ],
        recipes: [recipe],
      })
      return {
        id: reducedId,
        diagnostics: [...said, ...model.diagnostics],
        dropped: [],
        moved: model.value.moved.length,
        couldMerge: model.value.couldMerge,
      }
    },
  }
}

function cellOf(value: Morphology, diagnostics: readonly Diagnostic[]): Checked<Morphology> {
  return { value, diagnostics }
}

function startingCell(
  { cells, model, mechanisms }: ReductionParts,
  { id, rmOhmCm2 = usualRm }: ReductionQuestion,
): StartingCell {
  const document = model.document()
  if (document?.morphology !== id)
    throw new RpcError(
      'reductions/other-cell',
      'The model is about another cell by now. Reductions are of the model’s own cell.',
    )
  const morphology = cells.morphology(id)
  const known = passiveOfModel(document, morphology, mechanisms.catalogue())
  const { value: passive, diagnostics } = withAssumedLeak(known, morphology, rmOhmCm2)
  if (!passive) throw new RpcError('reductions/no-cable', diagnostics[0]?.message ?? '', diagnostics)
  const key = `${id} ${hashOf(JSON.stringify(storeCable(passive)))}`
  return { document, morphology, passive, key, diagnostics }
}
