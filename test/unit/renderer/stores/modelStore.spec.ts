// @vitest-environment jsdom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { RpcError } from '../../../../src-main/rpc/errors.ts'
import type { ModelDocument } from '../../../../src-engine/model/document.ts'
import { provideHost } from '../../../../src-renderer/host/useHost.ts'
import { useModelStore } from '../../../../src-renderer/stores/modelStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'

const atCelsius =
  (celsius: number) =>
  (document: ModelDocument): ModelDocument => ({ ...document, run: { ...document.run, celsius } })

describe('stores model', () => {
  beforeEach(() => setActivePinia(createPinia()))

  async function open() {
    const fake = createFakeHost()
    provideHost(fake.host)
    const store = useModelStore()
    await store.load()
    return { fake, store }
  }

  it('shows an edit at once and saves it', async () => {
    const { fake, store } = await open()
    expect(store.edit('Warm up', atCelsius(20))).toBe(true)
    expect(store.document?.run.celsius).toBe(20)
    await vi.waitFor(() => expect(store.unsaved).toBe(0))
    expect(fake.saved.map(({ label }) => label)).toEqual(['Warm up'])
    expect(store.state?.document?.run.celsius).toBe(20)
  })

  it('does nothing where the edit changes nothing', async () => {
    const { fake, store } = await open()
    expect(store.edit('Nothing', document => document)).toBe(false)
    expect(fake.saved).toEqual([])
  })

  it('sends edits one after another, and only the last of a gesture that waits', async () => {
    const { fake, store } = await open()
    for (let step = 1; step <= 10; step++) store.edit('Warm up', atCelsius(step), 'drag-1')
    store.edit('Cool down', atCelsius(6.3))
    await vi.waitFor(() => expect(store.unsaved).toBe(0))
    expect(fake.saved.map(({ document }) => document.run.celsius)).toEqual([1, 10, 6.3])
    expect(store.document?.run.celsius).toBe(6.3)
  })

  it('keeps edits while the connection is lost and sends them when it is back', async () => {
    const { fake, store } = await open()
    const save = fake.host.models.save
    let lost = true
    provideHost({
      ...fake.host,
      models: {
        ...fake.host.models,
        save: (arg, options) =>
          lost ? Promise.reject(new RpcError('rpc/closed', 'Lost.')) : save(arg, options),
      },
    })
    store.edit('Warm up', atCelsius(30))
    await vi.waitFor(() => expect(store.unsaved).toBe(1))
    await Promise.resolve()
    expect(store.document?.run.celsius).toBe(30)
    expect(store.fault).toBeUndefined()
    lost = false
    await store.load()
    expect(store.unsaved).toBe(0)
    expect(fake.saved.at(-1)?.document.run.celsius).toBe(30)
  })

  it('returns to what the host has, and says so, where a save is refused', async () => {
    const { fake, store } = await open()
    provideHost({
      ...fake.host,
      models: {
        ...fake.host.models,
        save: () => Promise.reject(new RpcError('files/disk-full', 'The disk is full.')),
      },
    })
    store.edit('Warm up', atCelsius(30))
    await vi.waitFor(() => expect(store.fault?.message).toBe('The disk is full.'))
    expect(store.document?.run.celsius).toBe(6.3)
  })
})
