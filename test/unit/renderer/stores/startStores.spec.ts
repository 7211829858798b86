// @vitest-environment jsdom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { provideHost } from '../../../../src-renderer/host/useHost.ts'
import { useConnectionStore } from '../../../../src-renderer/stores/connectionStore.ts'
import { useModelStore } from '../../../../src-renderer/stores/modelStore.ts'
import { useMorphologyStore } from '../../../../src-renderer/stores/morphologyStore.ts'
import { useProjectStore } from '../../../../src-renderer/stores/projectStore.ts'
import { useRunsStore } from '../../../../src-renderer/stores/runsStore.ts'
import { useSelectionStore } from '../../../../src-renderer/stores/selectionStore.ts'
import { startStores } from '../../../../src-renderer/stores/startStores.ts'
import { addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { createFakeHost, type FakeHostOptions } from '../../../support/fakeHost.ts'

function start(options: FakeHostOptions = {}) {
  setActivePinia(createPinia())
  const fake = createFakeHost(options)
  provideHost(fake.host)
  const stop = startStores()
  useConnectionStore().enter('connected')
  return { fake, stop }
}

describe('stores together', () => {
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }))
  })

  it('fetch the cell that the model is about', async () => {
    start()
    await vi.waitFor(() => expect(useMorphologyStore().view?.summary.name).toBe('ball-and-sticks.swc'))
    expect(useMorphologyStore().indexOfSection.get('apic[2]')).toBe(6)
  })

  it('show the cell after an import into an empty project, and forget the selection', async () => {
    start({ cell: 'none' })
    await vi.waitFor(() => expect(useModelStore().loaded).toBe(true))
    expect(useMorphologyStore().view).toBeUndefined()
    useSelectionStore().selectSection('old[0]')
    await useMorphologyStore().importFile('cell.swc', new Uint8Array())
    await vi.waitFor(() => expect(useMorphologyStore().view).toBeDefined())
    expect(useSelectionStore().sections).toEqual([])
  })

  it('keep what a refused file held, so that its lines can be shown', async () => {
    start({ cell: 'none' })
    const bytes = new TextEncoder().encode('1 1 0 0 0 abc -1')
    await useMorphologyStore().importFile('wrong.bad.swc', bytes)
    expect(useMorphologyStore().refused).toMatchObject({ name: 'wrong.bad.swc', bytes })
    expect(useMorphologyStore().refused?.outcome.diagnostics[0]?.at?.line).toBe(3)
  })

  it('undo an edit everywhere', async () => {
    start()
    const model = useModelStore()
    await vi.waitFor(() => expect(model.loaded).toBe(true))
    model.edit('Probe', document => addProbe(document, { section: 'soma[0]', x: 0.5 }))
    await vi.waitFor(() => expect(useProjectStore().summary?.undo).toBe('Probe'))
    await useProjectStore().undo()
    expect(model.document?.probes).toEqual([])
    expect(useProjectStore().summary?.redo).toBe('Probe')
    expect(useProjectStore().history[0]).toMatchObject({ label: 'Probe', applied: false })
  })

  it('follow a run to its end, with live voltages', async () => {
    const { fake } = start({ model: document => addProbe(document, { section: 'soma[0]', x: 0.5 }) })
    const runs = useRunsStore()
    await vi.waitFor(() => expect(useModelStore().loaded).toBe(true))
    const run = await runs.start()
    expect(runs.visible).toEqual([run])
    fake.advance(run, 2)
    expect(runs.live?.tMs).toBe(2)
    expect(runs.running?.id).toBe(run)
    fake.advance(run, 100)
    expect(runs.byId.get(run)?.state).toBe('finished')
    await runs.loadFrames(run)
    expect(runs.frames?.frames.compartments).toBe(7)
    await runs.remove(run)
    expect([runs.list, runs.visible, runs.frames]).toEqual([[], [], undefined])
  })

  it('fetch everything again after each connection', async () => {
    const { fake } = start()
    const current = vi.spyOn(fake.host.project, 'current')
    useConnectionStore().enter('lost')
    useConnectionStore().enter('connected')
    await vi.waitFor(() => expect(current).toHaveBeenCalled())
  })
})
