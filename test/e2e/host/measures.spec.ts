import { describe, expect, it } from 'vitest'
import { useHosts } from './hosts.ts'

/** A soma of 10 µm and two dendrites: one of 100 µm that branches into 50 and 80 µm, one of 60 µm; all along axes. */
const tree = new TextEncoder().encode(
  '1 1 0 0 0 10 -1\n2 1 -10 0 0 10 1\n3 1 10 0 0 10 1\n4 3 0 10 0 1 1\n5 3 0 110 0 1 4\n6 3 50 110 0 1 5\n' +
    '7 3 0 190 0 1 5\n8 4 0 -10 0 2 1\n9 4 0 -70 0 2 8\n',
)
const cable = { raOhmCm: 100, rmOhmCm2: 20_000, cmUfCm2: 1 }

describe('host measures', () => {
  const hosts = useHosts()
  const withTree = async () => {
    const { api } = await hosts.start()
    const { summary } = await api.morphologies.import({ name: 'tree.swc', bytes: tree })
    return { api, id: summary?.id ?? '', names: (await viewOf(api, summary?.id ?? '')).sections.name }
  }
  const viewOf = async (api: Awaited<ReturnType<typeof hosts.start>>['api'], id: string) =>
    (await api.morphologies.view({ id })).morphology

  it('lists the features, and all of a cell in short', async () => {
    const { api, id } = await withTree()
    const features = await api.measures.features()
    expect(features.length).toBeGreaterThan(100)
    for (const { definition } of features) expect(definition).not.toBe('')
    const summaries = await api.measures.summaries({ id })
    expect(summaries.map(({ feature }) => feature)).toEqual(features.map(one => one.id))
    const length = summaries.find(({ feature }) => feature === 'section-length')
    expect([length?.n, length?.max, length?.sum]).toEqual([4, 100, 290])
    const apical = await api.measures.summaries({ id, types: [4] })
    expect(apical.find(({ feature }) => feature === 'section-length')?.sum).toBe(60)
  })

  it('gives a feature row for row, with the sections and what every sample shows', async () => {
    const { api, id, names } = await withTree()
    const rows = await api.measures.rows({ id, feature: 'section-length' })
    expect(Array.from(rows.sections, (section, row) => [names[section], rows.values[row]])).toEqual(
      expect.arrayContaining([
        ['apic[0]', 60],
        ['dend[0]', 100],
      ]),
    )
    const { sections } = await viewOf(api, id)
    const shown = rows.ofSamples ?? new Float64Array(0)
    expect(shown[sections.firstSample[sections.name.indexOf('dend[0]')] ?? -1]).toBe(100)
    // The soma is no section of a neurite.
    expect(shown[0]).toBeNaN()
    const segments = await api.measures.rows({ id, feature: 'segment-length', types: [4] })
    expect([...segments.values]).toEqual([60])
    expect(names[segments.sections[0] ?? -1]).toBe('apic[0]')
    await expect(api.measures.rows({ id, feature: 'beauty' })).rejects.toMatchObject({
      code: 'measures/no-such-feature',
    })
  })

  it('counts crossings, orders and bars', async () => {
    const { api, id, names } = await withTree()
    const sholl = await api.measures.sholl({ id, stepUm: 20, from: 'centre', dimensions: 3 })
    // At 40 µm the two stems; at 120 µm (120.8 µm is the far end of the side branch) both daughters.
    expect(sholl?.profile.crossings[2]).toBe(2)
    expect(sholl?.profile.crossings[6]).toBe(2)
    expect(sholl?.ofTypes.map(({ type }) => type)).toEqual([3, 4])
    const orders = await api.measures.strahler({ id })
    expect(orders.map(({ sections }) => sections)).toEqual([3, 1])
    const bars = await api.measures.persistence({ id, distance: 'path' })
    expect([...bars.birthUm]).toEqual([180, 150, 60])
    expect([...bars.deathUm]).toEqual([0, 100, 0])
    expect(names[bars.sections[2] ?? -1]).toBe('apic[0]')
    const laid = await api.measures.dendrogram({ id, by: 'path' })
    expect(laid.leaves).toBe(3)
    expect(Math.max(...laid.end)).toBeCloseTo(180, 9)
  })

  it('solves the passive cable, and says where it cannot', async () => {
    const { api, id, names } = await withTree()
    const { anatomy, diagnostics } = await api.measures.electrotonic({ id, cable, hz: 0 })
    expect(diagnostics).toEqual([])
    const apical = names.indexOf('apic[0]')
    // λ = √(d/4 · Rm/Ra): 4 µm = 4e-4 cm thick.
    const lambdaUm = Math.sqrt((4e-4 / 4) * (20_000 / 100)) * 1e4
    expect(anatomy?.columns.lambdaUm[apical]).toBeCloseTo(lambdaUm, 9)
    expect(anatomy?.columns.electrotonicLength[apical]).toBeCloseTo(60 / lambdaUm, 12)
    expect(anatomy?.site.section).toBe('soma[0]')
    const drawn = anatomy?.inward.table.lengthUm[apical] ?? 0
    expect(drawn).toBeCloseTo(100 * (anatomy?.columns.inwardAtEnd[apical] ?? NaN), 6)
    await expect(api.measures.electrotonic({ id, cable: { ...cable, raOhmCm: 0 }, hz: 0 })).rejects.toThrow()
  })

  it('compares groups of cells, one number a cell', async () => {
    const { api, id } = await withTree()
    const twice = new TextDecoder().decode(tree).replace('9 4 0 -70', '9 4 0 -130')
    const { summary } = await api.morphologies.import({
      name: 'longer.swc',
      bytes: new TextEncoder().encode(twice),
    })
    const found = await api.measures.compare({
      one: [id, id],
      other: [summary?.id ?? ''],
      scopes: ['neurite'],
    })
    const length = found.find(({ feature }) => feature === 'neurite-length')
    expect(length?.oneValues).toEqual([145, 145])
    expect(length?.otherValues).toEqual([175])
    expect(length?.cliffDelta).toBe(-1)
    expect(length?.welch.p).toBeNaN()
  })
})
