import { describe, expect, it } from 'vitest'
import { useHosts } from './hosts.ts'

/** A soma, a dendrite with a point that is there twice, and a piece that hangs on nothing. */
const faulty = new TextEncoder().encode(
  '1 1 0 0 0 10 -1\n2 1 -10 0 0 10 1\n3 1 10 0 0 10 1\n4 3 10 0 0 1 1\n5 3 60 0 0 1 4\n6 3 60 0 0 1 5\n' +
    '7 3 110 0 0 1 6\n8 3 112 0 0 1 -1\n9 3 180 0 0 1 8\n',
)

describe('host repairs', () => {
  const hosts = useHosts()
  const withFaults = async () => {
    const { api } = await hosts.start()
    const { summary } = await api.morphologies.import({ name: 'faulty.swc', bytes: faulty })
    const id = summary?.id ?? ''
    return { api, id, found: await api.repairs.findings({ id }) }
  }

  it('lists the rules with their thresholds, units and fixes', async () => {
    const { api } = await hosts.start()
    const rules = await api.repairs.rules()
    expect(rules.length).toBeGreaterThan(30)
    for (const rule of rules) expect(rule.definition).not.toBe('')
  })

  it('finds what is wrong, shows what a fix would do, makes it, and undoes it', async () => {
    const { api, id, found } = await withFaults()
    const double = found.find(({ rule }) => rule === 'zero-length-segment')
    const fix = double?.fixes[0]
    if (!double || fix === undefined) throw new Error('the point that is there twice was not found')
    const request = { id, fix: { kind: 'one', finding: double, fix } } as const
    const preview = await api.repairs.preview(request)
    expect(preview?.after.samples).toBe((preview?.before.samples ?? 0) - 1)
    expect(preview?.after.lengthUm).toBeCloseTo(preview?.before.lengthUm ?? 0, 9)
    expect((await api.models.current()).document?.morphology).toBe(id)
    const outcome = await api.repairs.fix({ ...request, label: 'Take out a point' })
    const fixed = outcome.id ?? ''
    expect((await api.models.current()).document?.morphology).toBe(fixed)
    expect((await api.repairs.findings({ id: fixed })).map(({ rule }) => rule)).not.toContain(
      'zero-length-segment',
    )
    await api.project.undo()
    expect(await api.repairs.findings({ id })).toEqual(found)
  })

  it('makes fixes wherever they can be made, as one edit', async () => {
    const { api, id } = await withFaults()
    const fixes = (await api.repairs.rules()).flatMap(rule =>
      rule.fixes.filter(({ isSafe }) => isSafe).map(fix => ({ rule: rule.id, fix: fix.id })),
    )
    const before = (await api.project.history({ limit: 100 })).length
    const outcome = await api.repairs.fix({ id, fix: { kind: 'all', fixes }, label: 'Make all safe fixes' })
    expect(outcome.id).toBeDefined()
    expect((await api.project.history({ limit: 100 })).length).toBe(before + 1)
  })

  it('looks with other thresholds', async () => {
    const { api, id, found } = await withFaults()
    expect(found.map(({ rule }) => rule)).not.toContain('z-jump')
    const strict = await api.repairs.findings({
      id,
      only: ['z-jump'],
      thresholds: { 'z-jump': { distance: 1, axis: 0 } },
    })
    expect(strict.length).toBeGreaterThan(0)
  })
})
