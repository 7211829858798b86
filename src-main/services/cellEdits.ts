import {
  type CarriedModel,
  type CarriedPlaces,
  carryModel,
  describeEdit,
  editMorphology,
  indexSections,
  mapPlace,
  readEdit,
  type SectionMapping,
} from '../../src-engine/index.ts'
import type { MorphologyEdit } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { CellHistory, EditOutcome, MorphologiesService } from '../contract/morphologies.ts'
import { hashOf } from '../store/hash.ts'
import { recipeText } from '../store/repositories/recipes.ts'
import type { EditRecipe } from './cellRecipes.ts'
import type { ProjectCells } from './cells.ts'
import type { ProjectModel } from './models.ts'
import type { Workspace } from './workspace.ts'

/** What edits of cells work on. */
export interface CellEditParts {
  readonly workspace: Workspace
  readonly cells: ProjectCells
  readonly model: ProjectModel
}

/** Makes a new cell out of one, and takes the model along where the new cell takes the other's place. */
export function editCell(
  { workspace, cells, model }: CellEditParts,
  { id, label: wanted, edits, keep = false }: Parameters<MorphologiesService['edit']>[0],
): EditOutcome {
  const wrong = edits.flatMap(edit => readEdit(edit).diagnostics)
  if (wrong.length > 0) return { id: undefined, diagnostics: wrong, dropped: [] }
  const before = cells.morphology(id)
  const edited = editMorphology(before, edits)
  if (!edited.value) return { id: undefined, diagnostics: edited.diagnostics, dropped: [] }
  const name = cells.name(id)
  const label = wanted ?? labelOfEdits(edits)
  const recipe = { needs: id, body: { kind: 'edit', name, label, edits } satisfies EditRecipe }
  const made = hashOf(recipeText(recipe))
  const document = model.document()
  const carried =
    !keep && document?.morphology === id ? carryTo(made, document, before, edited.value) : undefined
  workspace.edit({
    label,
    changes: [
      ...(keep ? [] : [{ kind: 'morphology', name: id, body: undefined } as const]),
      { kind: 'morphology', name: made, body: { name } },
      ...(carried ? [{ kind: 'model', name: 'main', body: carried.document } as const] : []),
    ],
    recipes: [recipe],
  })
  return { id: made, diagnostics: edited.diagnostics, dropped: carried?.dropped ?? [] }
}

/** What edits do, as the history says it. */
export function labelOfEdits(edits: readonly MorphologyEdit[]): string {
  const [first, ...others] = edits
  if (!first) return ''
  return others.length === 0 ? describeEdit(first) : `${describeEdit(first)}, and ${others.length} more`
}

function carryTo(
  id: string,
  document: ModelDocument,
  before: Morphology,
  { morphology, mapping }: { readonly morphology: Morphology; readonly mapping: SectionMapping },
): CarriedModel {
  const index = indexSections(before)
  return carryModel(document, id, placesAfter(before, morphology, mapping), region =>
    index.names.includes(region),
  )
}

/** Where the places and sections of a cell are after an edit. */
function placesAfter(before: Morphology, after: Morphology, mapping: SectionMapping): CarriedPlaces {
  const [old, now] = [indexSections(before), indexSections(after)]
  const names = after.sections.name
  return {
    place: ({ section, x }) => {
      const index = old.section(section)
      const at = index === undefined ? undefined : mapPlace(mapping, index, x)
      const name = at && names[at.section]
      return at && name !== undefined ? { section: name, x: at.x } : undefined
    },
    sections: section => {
      const index = old.section(section)
      const parts = index === undefined ? [] : (mapping[index] ?? [])
      return [...new Set(parts.flatMap(part => names[part.section] ?? []))]
    },
    region: region => now.region(region) !== undefined,
  }
}

/** How a cell came to be, for people. */
export function historyOf(cells: ProjectCells, id: string): CellHistory {
  const { name, options } = cells.origin(id)
  const taken = cells.steps(id)
  return {
    name,
    options,
    steps: taken.map(step => ({ id: step.id, label: step.recipe.label })),
    first: cells.firstOf(id),
  }
}
