import * as v from 'valibot'
import { accepted, refused, type Checked } from '../../src-engine/core/checked.ts'
import { editMorphology, readEdit } from '../../src-engine/index.ts'
import type { MorphologyEdit, ReadOptions } from '../../src-engine/index.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import { readOptionsSchema } from '../contract/morphologies.ts'
import { reductionMethodSchema, reductionSettingsSchema } from '../contract/reductions.ts'
import { RpcError } from '../rpc/errors.ts'
import type { StoredRecipe } from '../store/repositories/recipes.ts'
import { storedCableSchema, takeReduction, type ReduceRecipe } from './reduceRecipe.ts'

/** A file, read with other choices than the usual ones. */
export interface ReadRecipe {
  readonly kind: 'read'
  /** Name of the file. */
  readonly name: string
  readonly options: ReadOptions
}

/** A cell that was edited. */
export interface EditRecipe {
  readonly kind: 'edit'
  /** Name of the file that it all began with. */
  readonly name: string
  /** What was done, for people. */
  readonly label: string
  readonly edits: readonly MorphologyEdit[]
}

/** What makes a cell out of a file or another cell. */
export type CellRecipe = ReadRecipe | MadeRecipe

/** What makes a cell out of another one. */
export type MadeRecipe = EditRecipe | ReduceRecipe

/** A recipe and the hash of the file, or the id of the cell, that it begins with. */
export interface CellStep {
  readonly needs: string
  readonly recipe: CellRecipe
}

const recipeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('read'), name: v.string(), options: readOptionsSchema }),
  v.strictObject({
    kind: v.literal('edit'),
    name: v.string(),
    label: v.string(),
    edits: v.array(v.unknown()),
  }),
  v.strictObject({
    kind: v.literal('reduce'),
    name: v.string(),
    title: v.string(),
    label: v.string(),
    method: reductionMethodSchema,
    settings: reductionSettingsSchema,
    cable: storedCableSchema,
  }),
])

/**
 * The recipe in what a project has stored, which may come from a stranger.
 *
 * @throws RpcError `morphologies/bad-recipe`
 */
export function readRecipe({ needs, body }: StoredRecipe): CellStep {
  const parsed = v.safeParse(recipeSchema, body)
  if (!parsed.success) throw badRecipe(v.getDotPath(parsed.issues[0]) ?? 'its kind')
  const recipe = parsed.output
  if (recipe.kind !== 'edit') return { needs, recipe }
  return { needs, recipe: { ...recipe, edits: recipe.edits.map(storedEdit) } }
}

function storedEdit(value: unknown): MorphologyEdit {
  const edit = readEdit(value)
  if (!edit.value) throw badRecipe(edit.diagnostics[0]?.message ?? 'an edit')
  return edit.value
}

function badRecipe(what: string): RpcError {
  return new RpcError(
    'morphologies/bad-recipe',
    `A cell of this project was made in a way that this program does not know (${what}). Open the project with a newer version.`,
  )
}

/**
 * Makes a cell out of another, all edits between two reductions in one go: a draft for each of them would cost a whole cell.
 * What was said about reading the file holds for what is made out of it, too.
 */
export function takeSteps(before: Checked<Morphology>, recipes: readonly MadeRecipe[]): Checked<Morphology> {
  let cell = before
  for (let next = 0; next < recipes.length;) {
    const recipe = recipes[next]
    if (!recipe || !cell.value) break
    const made = recipe.kind === 'reduce' ? takeReduction(cell.value, recipe) : undefined
    const edits = made ? [] : editsFrom(recipes, next)
    next += made ? 1 : edits.length
    const after = made ?? takeEdits(cell.value, edits)
    cell = after.value
      ? accepted(after.value, cell.diagnostics)
      : refused([...cell.diagnostics, ...after.diagnostics])
  }
  return cell
}

/** The edits that follow one another from a step on. */
function editsFrom(recipes: readonly MadeRecipe[], from: number): readonly EditRecipe[] {
  const end = recipes.findIndex(({ kind }, index) => index >= from && kind !== 'edit')
  return recipes.slice(from, end < 0 ? undefined : end).flatMap(one => (one.kind === 'edit' ? [one] : []))
}

function takeEdits(cell: Morphology, recipes: readonly EditRecipe[]): Checked<Morphology> {
  const { value, diagnostics } = editMorphology(
    cell,
    recipes.flatMap(({ edits }) => edits),
  )
  return value ? accepted(value.morphology) : refused(diagnostics)
}
