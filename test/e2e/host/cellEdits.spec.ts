import { describe, expect, it } from 'vitest'
import { useHosts } from './hosts.ts'

/** A soma of 20 µm and a dendrite of 100 µm, 1 µm thick. */
const cell = new TextEncoder().encode(
  '1 1 0 0 0 10 -1\n2 1 -10 0 0 10 1\n3 1 10 0 0 10 1\n4 3 10 0 0 0.5 1\n5 3 60 0 0 0.5 4\n6 3 110 0 0 0.5 5\n',
)

describe('host cell edits', () => {
  const hosts = useHosts()
  const withCell = async () => {
    const { api } = await hosts.start()
    const { summary } = await api.morphologies.import({ name: 'cell.swc', bytes: cell })
    return { api, id: summary?.id ?? '' }
  }

  it('says what edits would make of the cell, and makes nothing', async () => {
    const { api, id } = await withCell()
    const history = await api.project.history({ limit: 100 })
    const edits = [{ kind: 'scale', factors: [2, 1, 1] }] as const
    const { before, after, label, diagnostics } = await api.cellEdits.preview({ id, edits })
    // Everything lies along x.
    expect(after?.lengthUm).toBeCloseTo(2 * before.lengthUm, 9)
    expect(label).toBe('Stretch the cell by 2 × 1 × 1')
    expect(diagnostics).toEqual([])
    expect(await api.project.history({ limit: 100 })).toEqual(history)
    expect((await api.models.current()).document?.morphology).toBe(id)
  })

  it('says why edits cannot be made, and which is none', async () => {
    const { api, id } = await withCell()
    const missing = await api.cellEdits.preview({ id, edits: [{ kind: 'detach', section: 'dend[7]' }] })
    expect(missing.after).toBeUndefined()
    expect(missing.diagnostics.map(({ code }) => code)).toEqual(['edit/no-such-section'])
    const wrong = await api.cellEdits.preview({ id, edits: [{ kind: 'fold' } as never] })
    expect(wrong.after).toBeUndefined()
    expect(wrong.diagnostics.map(({ code }) => code)).toEqual(['edit/not-an-edit'])
  })

  it('names an edit without a label by what it does, and undoes it', async () => {
    const { api, id } = await withCell()
    const outcome = await api.morphologies.edit({
      id,
      edits: [{ kind: 'place-sample', section: 'dend[0]', sample: 2, at: [110, 30, 0] }],
    })
    const edited = outcome.id ?? ''
    expect((await api.project.current()).undo).toBe('Move sample 2 of “dend[0]” to (110, 30, 0) µm')
    const { steps, first } = await api.morphologies.history({ id: edited })
    expect(steps.map(step => step.id)).toEqual([edited])
    expect(first).toBe(id)
    await api.project.undo()
    expect((await api.models.current()).document?.morphology).toBe(id)
  })
})
