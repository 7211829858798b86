import { describe, expect, it } from 'vitest'
import type { TriedSetting } from '../../../src-main/contract/index.ts'
import { useHosts } from './hosts.ts'

describe('host reductions', () => {
  const hosts = useHosts()
  const withCell = async () => {
    const host = await hosts.start()
    const { api } = host
    const document = (await api.models.current()).document
    if (!document) throw new Error('there is no model')
    return { host, api, document, id: document.morphology }
  }

  it('lists the methods with their options, and which of them say how far to go', async () => {
    const { api } = await withCell()
    const methods = await api.reductions.methods()
    expect(methods.map(({ id }) => id)).toEqual(['collapse', 'rall', 'bush', 'stratford', 'analytic'])
    for (const { options, tried } of methods)
      for (const id of tried) expect(options.map(option => option.id as string)).toContain(id)
  })

  it('shows the reduced cell, its mapping and its errors, and leaves the project as it is', async () => {
    const { api, id } = await withCell()
    const before = await api.project.history({ limit: 100 })
    const { value } = await api.reductions.preview({ id, method: 'collapse', settings: { clusters: 2 } })
    const { view: full } = { view: await api.morphologies.view({ id }) }
    const count = full.morphology.sections.count
    expect(value?.view.morphology.sections.count).toBeLessThan(count)
    expect(value?.firstSpan.length).toBe(count + 1)
    expect(value?.dendrograms.full.row.length).toBe(count)
    const reduced = new Set(value?.reducedSection)
    for (const section of reduced) expect(section).toBeLessThan(value?.view.morphology.sections.count ?? 0)
    expect(value?.errors.compartments.speedUp).toBeGreaterThan(2)
    expect(value?.errors.frequencies.length).toBeGreaterThan(40)
    expect(await api.project.history({ limit: 100 })).toEqual(before)
  }, 30_000)

  it('edits a reduced cell and reduces an edited one, and makes both again', async () => {
    const { host, api, id } = await withCell()
    const stretch = { kind: 'scale', factors: [1, 1, 1.1] } as const
    const scaled = await api.morphologies.edit({ id, label: 'Stretch', edits: [stretch] })
    const reduced = await api.reductions.use({
      ...{ id: scaled.id ?? '', method: 'rall', settings: { per: 'stem' } },
      ...{ title: 'small', label: 'Reduce' },
    })
    const again = await api.morphologies.edit({ id: reduced.id ?? '', label: 'Stretch', edits: [stretch] })
    const made = again.id ?? ''
    const { morphology } = await api.morphologies.view({ id: made })
    expect((await api.morphologies.history({ id: made })).steps.map(({ label }) => label)).toEqual([
      ...['Stretch', 'Reduce', 'Stretch'],
    ])
    const path = (await api.project.current()).path
    await host.close()
    const opened = await hosts.start({ projectPath: path })
    expect((await opened.api.morphologies.view({ id: made })).morphology).toEqual(morphology)
    expect((await opened.api.morphologies.history({ id: made })).name).toBe('c91662.swc')
  }, 30_000)

  it('says what is wrong with settings', async () => {
    const { api, id } = await withCell()
    const wrong = await api.reductions.preview({ id, method: 'rall', settings: { clusters: 2 } })
    expect(wrong.value).toBeUndefined()
    expect(wrong.diagnostics[0]?.code).toBe('reduction/bad-option')
    await expect(api.reductions.preview({ id: 'another', method: 'rall', settings: {} })).rejects.toThrow(
      'another cell',
    )
  })

  it('recommends, announces each try, and can be stopped', async () => {
    const { api, id } = await withCell()
    const heard: TriedSetting[] = []
    api.reductions.onTried(one => heard.push(one))
    const { value } = await api.reductions.recommend({ id, method: 'rall', settings: {}, request: 'a' })
    expect(heard.map(({ request, done, of }) => [request, done, of])).toEqual([
      ['a', 1, 2],
      ['a', 2, 2],
    ])
    expect(heard.map(({ candidate }) => candidate)).toContainEqual(value?.recommended)
    const stop = new AbortController()
    const asked = api.reductions.recommend(
      { id, method: 'collapse', settings: {}, request: 'b' },
      { signal: stop.signal },
    )
    stop.abort()
    await expect(asked).rejects.toThrow()
    expect(heard.filter(({ request }) => request === 'b').length).toBeLessThan(48)
  }, 30_000)

  it('puts the reduced cell beside the full one with its model as one edit, and makes it again', async () => {
    const { host, api, document, id } = await withCell()
    const settings = { clusters: 3, perType: true }
    const question = { id, method: 'collapse', settings, title: 'c91662.swc (collapse)' } as const
    const before = (await api.project.history({ limit: 100 })).length
    const shown = await api.reductions.preview(question)
    const outcome = await api.reductions.use({ ...question, label: 'Reduce by collapse' })
    const made = outcome.id ?? ''
    expect((await api.project.history({ limit: 100 })).length).toBe(before + 1)
    const names = (await api.morphologies.list()).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['c91662.swc', 'c91662.swc (collapse)']))
    const model = (await api.models.current()).document
    expect(model?.morphology).toBe(made)
    expect(model?.probes.length).toBe(document.probes.length)
    const { morphology } = await api.morphologies.view({ id: made })
    expect(morphology.samples).toEqual(shown.value?.view.morphology.samples)
    // What is kept in memory is not what a project is opened with.
    const path = (await api.project.current()).path
    await host.close()
    const again = await hosts.start({ projectPath: path })
    const opened = await again.api.morphologies.view({ id: made })
    expect(opened.morphology).toEqual(morphology)
    expect((await again.api.morphologies.history({ id: made })).steps.map(({ label }) => label)).toEqual([
      'Reduce by collapse',
    ])
    await again.api.project.undo()
    expect((await again.api.models.current()).document).toEqual(document)
  }, 30_000)
})
