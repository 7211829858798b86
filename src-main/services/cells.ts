import * as v from 'valibot'
import type { Checked } from '../../src-engine/core/checked.ts'
import { readMorphology, type ReadOptions } from '../../src-engine/index.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { MorphologyCache } from '../engine/morphologyCache.ts'
import { RpcError } from '../rpc/errors.ts'
import { readRecipe, takeSteps, type CellStep, type MadeRecipe } from './cellRecipes.ts'
import type { Workspace } from './workspace.ts'

/** The file that a cell began with, and how it was read. */
export interface CellOrigin {
  /** Name of the file. */
  readonly name: string
  /** Hash of its bytes. */
  readonly file: string
  readonly options: ReadOptions
}

/** A step on the way from the file to a cell. */
export interface TakenStep {
  /** The cell after it. */
  readonly id: string
  readonly recipe: MadeRecipe
}

/** The cells of the open project, and those that they were made out of. */
export interface ProjectCells {
  ids(): readonly string[]
  /** Whether the project has the cell, or one that it was made out of. */
  has(id: string): boolean
  /** The name of its file. */
  name(id: string): string
  /** The bytes of the file that it began with. */
  source(id: string): Uint8Array
  origin(id: string): CellOrigin
  /** The cell as it was when its file had been read. */
  firstOf(id: string): string
  /** What was done since the file was read, the first step first. */
  steps(id: string): readonly TakenStep[]
  /** The cell, with the diagnostics of reading its file. */
  read(id: string): Checked<Morphology>
  /** @throws RpcError where it cannot be read */
  morphology(id: string): Morphology
  /** Takes a cell that was made elsewhere, so that it need not be made again. */
  keep(id: string, cell: Checked<Morphology>): void
}

const bodySchema = v.object({ name: v.string() })

/** @param cache keeps cells that were read */
export function createProjectCells(workspace: Workspace, cache: MorphologyCache): ProjectCells {
  const listedName = (id: string): string | undefined => {
    const parsed = v.safeParse(bodySchema, workspace.store.documents.get('morphology', id))
    return parsed.success ? parsed.output.name : undefined
  }
  const step = (id: string): CellStep | undefined => {
    const stored = workspace.store.recipes.get(id)
    return stored && readRecipe(stored)
  }
  const name = (id: string): string => {
    const recipe = step(id)?.recipe
    const known = listedName(id) ?? (recipe?.kind === 'reduce' ? recipe.title : recipe?.name)
    if (known === undefined)
      throw new RpcError('morphologies/not-found', 'This cell is not in the project any more.')
    return known
  }

  /** The way back to the file, or to a cell for which `enough` says so: the steps taken since, the last one first. */
  const wayBack = (id: string, enough: (id: string) => boolean) => {
    const taken: TakenStep[] = []
    let at = id
    let known = listedName(id)
    while (!enough(at)) {
      const made = step(at)
      const recipe = made?.recipe
      known ??= recipe?.name
      if (!made || !recipe) return { taken, at, made: undefined, file: at, known }
      if (recipe.kind === 'read') return { taken, at, made: recipe, file: made.needs, known }
      // A reduced cell has a name of its own.
      if (recipe.kind === 'reduce') known = recipe.name
      taken.push({ id: at, recipe })
      at = made.needs
    }
    return { taken, at, made: undefined, file: undefined, known }
  }

  const origin = (id: string): CellOrigin => {
    const { made, file, known } = wayBack(id, () => false)
    return { name: known ?? name(id), file: file ?? id, options: made?.options ?? {} }
  }
  const source = (id: string): Uint8Array => workspace.store.blobs.get(origin(id).file)

  const read = (id: string): Checked<Morphology> => {
    const { taken, at } = wayBack(id, one => cache.get(one) !== undefined)
    let cell = cache.get(at)
    if (!cell) {
      const { name: file, options } = origin(id)
      cell = readMorphology(file, source(id), options)
      cache.put(at, cell)
    }
    if (taken.length === 0) return cell
    const after = takeSteps(cell, taken.map(({ recipe }) => recipe).toReversed())
    cache.put(id, after)
    return after
  }

  workspace.onChange(change => {
    if (change === 'project') cache.clear()
  })
  const ids = (): readonly string[] => workspace.store.documents.list('morphology').map(one => one.name)
  return {
    ids,
    has: id => listedName(id) !== undefined || workspace.store.recipes.get(id) !== undefined,
    name,
    source,
    origin,
    firstOf: id => wayBack(id, () => false).at,
    steps: id => wayBack(id, () => false).taken.toReversed(),
    read,
    keep: (id, cell) => cache.put(id, cell),
    morphology: id => {
      const { value, diagnostics } = read(id)
      if (value) return value
      throw new RpcError(
        'morphologies/unreadable',
        `"${name(id)}" cannot be read: ${diagnostics[0]?.message ?? ''}`,
        diagnostics,
      )
    },
  }
}
