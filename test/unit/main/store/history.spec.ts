import { describe, expect, it } from 'vitest'
import { addCell, cellId, savedValue, saveModel, useProjects } from './projects.ts'

describe('store history', () => {
  const projects = useProjects()

  it('undoes and redoes edits one by one', () => {
    const store = projects.fresh()
    for (const value of [1, 2, 3]) saveModel(store, value)
    const seen = [store.history.undo(), savedValue(store), store.history.undo(), savedValue(store)]
    expect(seen).toEqual([true, 2, true, 1])
    expect([store.history.redo(), savedValue(store)]).toEqual([true, 2])
  })

  it('has nothing to undo in a new project, and says so without an error', () => {
    const store = projects.fresh()
    expect([store.history.undo(), store.history.redo(), store.history.next()]).toEqual([
      false,
      false,
      { undo: undefined, redo: undefined },
    ])
  })

  it('undoes the first edit to no document at all', () => {
    const store = projects.fresh()
    saveModel(store, 1)
    store.history.undo()
    expect(store.documents.get('model', 'main')).toBeUndefined()
  })

  it('keeps undone edits over a restart', () => {
    const store = projects.fresh()
    for (const value of [1, 2, 3]) saveModel(store, value)
    store.history.undo()
    store.close()
    const again = projects.open(store.path)
    expect([savedValue(again), again.history.next()]).toEqual([2, { undo: 'Set 2', redo: 'Set 3' }])
    again.history.redo()
    expect(savedValue(again)).toBe(3)
  })

  it('forgets undone edits when a new one is made', () => {
    const store = projects.fresh()
    for (const value of [1, 2, 3]) saveModel(store, value)
    store.history.undo()
    store.history.undo()
    saveModel(store, 4)
    expect(store.history.list(10).map(({ label }) => label)).toEqual(['Set 4', 'Set 1'])
    expect(store.history.redo()).toBe(false)
  })

  it('makes one edit of saves with the same gesture', () => {
    const store = projects.fresh()
    saveModel(store, 0)
    for (const value of [1, 2, 3]) saveModel(store, value, 'drag-1')
    saveModel(store, 4, 'drag-2')
    expect(store.history.list(10)).toHaveLength(3)
    store.history.undo()
    expect(savedValue(store)).toBe(3)
    store.history.undo()
    expect(savedValue(store)).toBe(0)
  })

  it('does not carry a gesture on over an undo', () => {
    const store = projects.fresh()
    saveModel(store, 1, 'drag')
    saveModel(store, 2, 'other')
    store.history.undo()
    saveModel(store, 3, 'drag')
    expect(store.history.list(10)).toHaveLength(2)
  })

  it('does not count a save that changes nothing', () => {
    const store = projects.fresh()
    saveModel(store, 1)
    expect(saveModel(store, 1)).toBe(false)
    expect(store.history.list(10)).toHaveLength(1)
  })

  it('goes back and forth to any edit, and to before the first', () => {
    const store = projects.fresh()
    for (const value of [1, 2, 3, 4]) saveModel(store, value)
    const ids = store.history.list(10).map(({ id }) => id)
    const [, , second] = ids
    store.history.goTo(second ?? -1)
    expect(savedValue(store)).toBe(2)
    expect(store.history.list(10).map(({ applied }) => applied)).toEqual([false, false, true, true])
    store.history.goTo(ids[0] ?? -1)
    expect(savedValue(store)).toBe(4)
    store.history.goTo(0)
    expect(store.documents.get('model', 'main')).toBeUndefined()
  })

  it('refuses to go to an edit that is no more', () => {
    const store = projects.fresh()
    saveModel(store, 1)
    expect(() => store.history.goTo(99)).toThrow(expect.objectContaining({ code: 'project/no-such-edit' }))
    expect(savedValue(store)).toBe(1)
  })

  it('changes all documents of an edit, or none', () => {
    const store = projects.fresh()
    addCell(store)
    const bad = { self: undefined as unknown }
    bad.self = bad
    expect(() =>
      store.history.edit({
        label: 'Half',
        changes: [
          { kind: 'mechanism', name: 'na', body: {} },
          { kind: 'model', name: 'main', body: bad },
        ],
      }),
    ).toThrow()
    expect(store.documents.list('mechanism')).toEqual([])
    expect(store.history.list(10)).toHaveLength(1)
  })

  it('keeps what an undone import needs for as long as it can be redone', () => {
    const store = projects.fresh()
    addCell(store)
    store.history.undo()
    store.close()
    const again = projects.open(store.path)
    again.history.redo()
    expect(again.blobs.text(cellId)).toBe('1 1 0 0 0 5 -1\n')
  })

  it('clears away what nothing refers to when it closes', () => {
    const store = projects.fresh()
    addCell(store)
    store.history.undo()
    saveModel(store, 1)
    store.close()
    const again = projects.open(store.path)
    expect(() => again.blobs.get(cellId)).toThrow(expect.objectContaining({ code: 'store/project-damaged' }))
  })
})
