import type { ProjectDatabase } from '../database.ts'
import { parseStored } from '../storedJson.ts'
import type { Blobs } from './blobs.ts'

/** What was done to a cell or a file, and which. */
export interface StoredRecipe {
  /** Hash of the file, or name of the cell, that it begins with. */
  readonly needs: string
  /** Plain JSON. */
  readonly body: unknown
}

/** How cells came to be that are not simply the contents of a file. Changed through the history alone. */
export interface Recipes {
  /** Undefined where the name is that of a file. */
  get(cell: string): StoredRecipe | undefined
}

/** @param blobs where the recipes lie */
export function createRecipes(database: ProjectDatabase, blobs: Blobs): Recipes {
  const select = database.connection.prepare('SELECT needs FROM recipes WHERE cell = ?').pluck()
  return {
    get: cell =>
      database.read(() => {
        const needs = select.get(cell) as string | undefined
        if (needs === undefined) return undefined
        const { body } = parseStored(blobs.text(cell), database.path) as StoredRecipe
        return { needs, body }
      }),
  }
}

/** The text whose hash is the name of the cell that a recipe makes. */
export function recipeText({ needs, body }: StoredRecipe): string {
  return JSON.stringify({ needs, body })
}
