import { describe, expect, it } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import type { ProjectStore } from '../../../../src-main/store/projectStore.ts'
import { addCell, beginRun, cellId, saveModel, useProjects } from './projects.ts'

function keep(store: ProjectStore, name: string, bytes: Uint8Array): number {
  const id = store.conditions.put({
    tMs: 12.5,
    run: 'Run 1',
    model: emptyModel(cellId),
    fingerprints: { 'mechanism hh': 'a1' },
    compartments: 3,
    state: bytes,
  })
  store.history.edit({
    label: `Keep ${name}`,
    changes: [{ kind: 'condition', name: String(id), body: { name } }],
  })
  return id
}

describe('store conditions', () => {
  const projects = useProjects()

  it('keeps a state with what made it', () => {
    const store = projects.fresh()
    addCell(store)
    const id = keep(store, 'rest', Uint8Array.of(1, 2, 3))
    store.close()
    const again = projects.open(store.path)
    expect(again.conditions.get(id)).toMatchObject({
      tMs: 12.5,
      run: 'Run 1',
      compartments: 3,
      model: { version: 1 },
    })
    expect([...again.conditions.state(id)]).toEqual([1, 2, 3])
    expect(() => again.conditions.get(99)).toThrow(expect.objectContaining({ code: 'conditions/not-found' }))
  })

  it('keeps a state for as long as undo can bring it back, and not longer', () => {
    const store = projects.fresh()
    addCell(store)
    const id = keep(store, 'rest', Uint8Array.of(1, 2, 3))
    store.history.undo()
    store.close()
    const undone = projects.open(store.path)
    undone.history.redo()
    expect(undone.documents.get('condition', String(id))).toEqual({ name: 'rest' })
    expect([...undone.conditions.state(id)]).toEqual([1, 2, 3])
    undone.history.undo()
    saveModel(undone, 1)
    undone.close()
    const gone = projects.open(store.path)
    expect(() => gone.conditions.get(id)).toThrow(expect.objectContaining({ code: 'conditions/not-found' }))
    // Its id never comes again.
    expect(keep(gone, 'other', Uint8Array.of(4))).toBeGreaterThan(id)
  })

  it('keeps the state that a run began with, whatever becomes of the condition', () => {
    const store = projects.fresh()
    const state = Uint8Array.of(9, 9)
    const { run } = beginRun(store, 1, { start: { tMs: 5, state } })
    store.runs.change(run, 7, { ...emptyModel(cellId), globals: { x: 1 } })
    store.runStates.keep(run, { tMs: 8, bytes: Uint8Array.of(7) })
    store.close()
    const again = projects.open(store.path)
    expect(again.runs.get(run)).toMatchObject({ startMs: 5, tMs: 5, hasState: true, changesMs: [7] })
    expect([...(again.runs.startState(run) ?? [])]).toEqual([9, 9])
    expect(again.runs.changes(run)).toMatchObject([{ fromMs: 7, model: { globals: { x: 1 } } }])
    again.runs.change(run, 6)
    expect(again.runs.get(run).changesMs).toEqual([])
    expect(again.runStates.get(run)).toMatchObject({ tMs: 8 })
  })

  it('gives the traces of such a run their times', async () => {
    const store = projects.fresh()
    const ids = beginRun(store, 1, { start: { tMs: 5, state: Uint8Array.of(1) } })
    const recorder = store.record(ids)
    const timesMs = Float64Array.from({ length: 5 }, (_, k) => 5 + 0.025 * k)
    const values = Float64Array.of(1, 2, 3, 4, 5)
    recorder.append({ tMs: 5.1, traces: [{ timesMs, values }], spikes: [], seconds: 0 })
    const probe = ids.probes[0]!
    const whole = store.traces.window({ probe, fromMs: 0, toMs: 100, maxPoints: 50 })
    expect([whole.fromMs, whole.toMs]).toEqual([5, 5.1])
    expect([...whole.timesMs].map(t => Number(t.toFixed(6)))).toEqual([5, 5.025, 5.05, 5.075, 5.1])
    const part = store.traces.window({ probe, fromMs: 5.06, toMs: 5.06, maxPoints: 50 })
    expect([...part.high]).toEqual([2, 3, 4, 5])
    await recorder.finish({ tMs: 5.1, seconds: 0, state: 'finished', diagnostics: [] })
  })
})
