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
})
