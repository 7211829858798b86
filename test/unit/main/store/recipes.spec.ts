import { describe, expect, it } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import { hashOf } from '../../../../src-main/store/hash.ts'
import type { ProjectStore } from '../../../../src-main/store/projectStore.ts'
import { recipeText, type StoredRecipe } from '../../../../src-main/store/repositories/recipes.ts'
import { addCell, beginRun, cellBytes, cellId, useProjects } from './projects.ts'

const first: StoredRecipe = { needs: cellId, body: { kind: 'scaled', factor: 2 } }
const firstId = hashOf(recipeText(first))
const second: StoredRecipe = { needs: firstId, body: { kind: 'scaled', factor: 0.5 } }
const secondId = hashOf(recipeText(second))

/** Two steps, the second taking the place of the first, which takes that of the file. */
function takeSteps(store: ProjectStore): void {
  addCell(store)
  for (const [recipe, name] of [
    [first, firstId],
    [second, secondId],
  ] as const) {
    store.history.edit({
      label: 'Scale',
      changes: [
        { kind: 'morphology', name: recipe.needs, body: undefined },
        { kind: 'morphology', name, body: { name: 'cell.swc' } },
      ],
      recipes: [recipe],
    })
  }
}

describe('store recipes', () => {
  const projects = useProjects()

  it('tells how a cell was made, and nothing of one that is a file', () => {
    const store = projects.fresh()
    takeSteps(store)
    expect(store.recipes.get(secondId)).toEqual(second)
    expect(store.recipes.get(cellId)).toBeUndefined()
  })

  it('keeps what recipes begin with when the project is closed', () => {
    const store = projects.fresh()
    takeSteps(store)
    store.close()
    const again = projects.open(store.path)
    expect(again.recipes.get(secondId)).toEqual(second)
    expect(again.recipes.get(firstId)).toEqual(first)
    expect([...again.blobs.get(cellId)]).toEqual([...cellBytes])
  })

  it('keeps the cell of a run that no document and no edit names any more', () => {
    const store = projects.fresh()
    takeSteps(store)
    beginRun(store, 1, { model: emptyModel(secondId) })
    store.history.goTo(0)
    addCell(store)
    store.close()
    const again = projects.open(store.path)
    expect(again.documents.list('morphology').map(({ name }) => name)).toEqual([cellId])
    expect(again.recipes.get(secondId)).toEqual(second)
    expect(again.recipes.get(firstId)).toEqual(first)
  })

  it('lets recipes go that nothing names', () => {
    const store = projects.fresh()
    takeSteps(store)
    store.history.goTo(0)
    addCell(store)
    store.close()
    const again = projects.open(store.path)
    expect(again.recipes.get(secondId)).toBeUndefined()
    expect(() => again.blobs.get(secondId)).toThrow(
      expect.objectContaining({ code: 'store/project-damaged' }),
    )
  })
})
