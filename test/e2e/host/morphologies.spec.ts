import { describe, expect, it } from 'vitest'
import { ballAndStick, useHosts, withCell } from './hosts.ts'

describe('host morphologies', () => {
  const hosts = useHosts()

  it('shows a cell with its table and distances', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    const view = await api.morphologies.view({ id: document?.morphology ?? '' })
    expect(view.morphology.sections.name).toEqual(['soma[0]', 'dend[0]'])
    expect(view.table.lengthUm[1]).toBeCloseTo(200, 5)
    expect(view.samplePathDistanceUm).toBeInstanceOf(Float64Array)
    const source = await api.morphologies.source({ id: view.summary.id })
    expect(source).toEqual({ name: 'ball.swc', text: new TextDecoder().decode(ballAndStick) })
  })

  it('leaves the project as it was when a file cannot be read', async () => {
    const { api } = await hosts.start()
    const before = await api.project.history({ limit: 100 })
    const bytes = new TextEncoder().encode('this is no cell')
    const outcome = await api.morphologies.import({ name: 'x.swc', bytes })
    expect(outcome.summary).toBeUndefined()
    expect(outcome.diagnostics[0]).toMatchObject({ severity: 'error' })
    expect(await api.project.history({ limit: 100 })).toEqual(before)
  })

  it('keeps the cell of the model, and removes others', async () => {
    const { api } = await hosts.start()
    const first = (await api.models.current()).document?.morphology ?? ''
    const { document } = await withCell(api)
    await expect(api.morphologies.remove({ id: document?.morphology ?? '' })).rejects.toMatchObject({
      code: 'morphologies/in-use',
    })
    await api.morphologies.remove({ id: first })
    expect((await api.morphologies.list()).map(({ id }) => id)).toEqual([document?.morphology])
  })

  it('shows what a file would give, and leaves the project alone', async () => {
    const { api } = await hosts.start()
    const before = await api.project.history({ limit: 100 })
    const bytes = new TextEncoder().encode('1 1 0 0 0 5 -1\n2 3 9 0 0 1 7\n')
    const strict = await api.morphologies.preview({ name: 'x.swc', bytes })
    expect(strict.view).toBeUndefined()
    expect(strict.text).toContain('2 3 9 0 0 1 7')
    const lenient = await api.morphologies.preview({
      name: 'x.swc',
      bytes,
      options: { missingParents: 'root' },
    })
    expect(lenient.view?.morphology.sections.count).toBeGreaterThan(0)
    expect(await api.project.history({ limit: 100 })).toEqual(before)
  })

  it('keeps how a file was read', async () => {
    const home = hosts.folder()
    const first = await hosts.start({ home })
    const bytes = new TextEncoder().encode('1 1 0 0 0 5 -1\n2 3 9 0 0 1 1\n3 3 19 0 0 1 7\n4 3 29 0 0 1 3\n')
    const options = { missingParents: 'root' } as const
    const { summary } = await first.api.morphologies.import({ name: 'x.swc', bytes, options })
    const id = summary?.id ?? ''
    await first.close()
    const { api } = await hosts.start({ home })
    expect((await api.morphologies.view({ id })).summary.totalLengthUm).toBe(summary?.totalLengthUm)
    expect(await api.morphologies.file({ id })).toEqual({ name: 'x.swc', bytes, options })
  })

  it('edits a cell, takes along what stands on it, and undoes that', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    const id = document?.morphology ?? ''
    const probe = { id: 'far', at: { section: 'dend[0]', x: 0.75 }, variable: 'v' }
    if (document)
      await api.models.save({ document: { ...document, probes: [probe] }, label: 'Place a probe' })
    const outcome = await api.morphologies.edit({
      id,
      label: 'Cut dend[0] at its middle',
      edits: [{ kind: 'cut', section: 'dend[0]', x: 0.5 }],
    })
    const cut = outcome.id ?? ''
    const model = await api.models.current()
    expect(model.document?.morphology).toBe(cut)
    const { morphology } = await api.morphologies.view({ id: cut })
    expect(morphology.sections.count).toBe(3)
    const at = model.document?.probes[0]?.at
    expect(at?.section).toBe(morphology.sections.name.find(name => !['soma[0]', 'dend[0]'].includes(name)))
    expect(at?.x).toBeCloseTo(0.5, 6)
    expect((await api.morphologies.list()).map(one => one.id)).not.toContain(id)
    expect(await api.morphologies.history({ id: cut })).toEqual({
      name: 'ball.swc',
      options: {},
      first: id,
      steps: [{ id: cut, label: 'Cut dend[0] at its middle' }],
    })
    expect((await api.morphologies.view({ id })).morphology.sections.count).toBe(2)
    await api.project.undo()
    expect((await api.models.current()).document?.probes).toEqual([probe])
    expect((await api.morphologies.list()).map(one => one.id)).toContain(id)
  })

  it('keeps the cell that was edited where that is wished, with the model on it', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    const id = document?.morphology ?? ''
    const edits = [{ kind: 'scale', factors: [2, 2, 2] }] as const
    const outcome = await api.morphologies.edit({ id, label: 'Scale by 2', edits, keep: true })
    const ids = (await api.morphologies.list()).map(one => one.id)
    expect(ids).toContain(id)
    expect(ids).toContain(outcome.id)
    expect((await api.models.current()).document?.morphology).toBe(id)
  })

  it('says why an edit cannot be made', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    const id = document?.morphology ?? ''
    const outcome = await api.morphologies.edit({
      id,
      label: 'Delete',
      edits: [{ kind: 'delete-section', section: 'dend[9]' }],
    })
    expect(outcome.id).toBeUndefined()
    expect(outcome.diagnostics[0]?.code).toBe('edit/no-such-section')
  })
})
