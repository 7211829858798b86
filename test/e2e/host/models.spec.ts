import { describe, expect, it, vi } from 'vitest'
import { loaded, setRun, useHosts, withCell } from './hosts.ts'

describe('host models', () => {
  const hosts = useHosts()

  it('gives an imported cell a starting point as an edit of its own', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    expect(document?.pointProcesses[0]).toMatchObject({ mechanism: 'IClamp' })
    const [newest, before] = await api.project.history({ limit: 2 })
    expect([newest?.label, before?.label]).toEqual(['Add a starting point', 'Import ball.swc'])
  })

  it('keeps what is in regions, and drops what has no section, when another cell comes', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    if (!document) throw new Error('no model')
    const changed = {
      ...document,
      mechanisms: [{ id: 'a', mechanism: 'pas', region: 'soma', parameters: { g: 0.002 } }],
      probes: [{ id: 'far', at: { section: 'dend[0]', x: 1 }, variable: 'v' }],
    }
    await api.models.save({ document: changed, label: 'Change' })
    const { name = '' } = (await api.morphologies.samples())[0] ?? {}
    await api.morphologies.importSample({ name })
    const adopted = (await api.models.current()).document
    expect(adopted?.mechanisms).toEqual(changed.mechanisms)
    expect(adopted?.morphology).not.toBe(document.morphology)
  })

  it('saves, tells every window, and undoes', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const heard: (number | undefined)[] = []
    api.models.onChange(state => heard.push(state.document?.run.tStopMs))
    await setRun(api, { tStopMs: 123 })
    await api.project.undo()
    await vi.waitFor(() => expect(heard).toEqual([123, 60]))
  })

  it('refuses a model that is not as agreed, or names a cell that is not there', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    if (!document) throw new Error('no model')
    const extra = { ...document, extra: 1 }
    await expect(api.models.save({ document: extra, label: 'x' })).rejects.toMatchObject({
      code: 'rpc/bad-argument',
    })
    const elsewhere = { ...document, morphology: 'f'.repeat(64) }
    await expect(api.models.save({ document: elsewhere, label: 'x' })).rejects.toMatchObject({
      code: 'models/no-such-cell',
    })
  })

  it('stores a model with errors, and says what they are', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    if (!document) throw new Error('no model')
    const wrong = {
      ...document,
      mechanisms: [{ id: 'a', mechanism: 'nope', region: 'soma', parameters: {} }],
    }
    const state = await api.models.save({ document: wrong, label: 'Insert nope' })
    expect(
      state.diagnostics.some(({ severity, message }) => severity === 'error' && message.includes('nope')),
    ).toBe(true)
    const start = api.runs.start({})
    await expect(start).rejects.toMatchObject({
      code: loaded.machine ? 'runs/model-not-ready' : 'runs/no-engine',
    })
  })
})
