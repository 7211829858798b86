import { describe, expect, it } from 'vitest'
import type { HostApi } from '../../../src-main/contract/index.ts'
import { loaded, useHosts, withCell } from './hosts.ts'

const middle = { section: 'soma[0]', x: 0.5 }

/** A cylinder of 20 µm by 20 µm, which is one compartment, with a passive membrane of 1 mS/cm² and 1 µF/cm². */
async function withPatch(api: HostApi): Promise<void> {
  const bytes = new TextEncoder().encode('1 1 0 0 0 10 -1\n2 1 20 0 0 10 1\n')
  await api.morphologies.import({ name: 'patch.swc', bytes })
  const { document } = await api.models.current()
  if (!document) throw new Error('no model')
  const passive = {
    ...document,
    discretisation: { kind: 'fixed', count: 1 } as const,
    mechanisms: [{ id: 'pas1', mechanism: 'pas', region: 'all', parameters: { g: 0.001, e: -65 } }],
    properties: [],
    pointProcesses: [],
  }
  await api.models.save({ document: passive, label: 'Make passive' })
}

describe('host analyses', () => {
  const hosts = useHosts()

  it.skipIf(!loaded.machine)('computes the impedance of a patch as its formula, R/(1 + iωRC)', async () => {
    const { api } = await hosts.start()
    await withPatch(api)
    // 1/(0.001 S/cm² · π · (20 µm)²) and τ = 1 ms: at 1/(2πτ) the size is R/√2 and the phase −45°.
    const resistance = 1 / (0.001 * Math.PI * 20 * 20 * 1e-8) / 1e6
    for (const membrane of ['present', 'extended'] as const) {
      const { curves, diagnostics } = await api.analyses.impedance({
        ...{ site: middle, places: [], membrane },
        frequenciesHz: [0, 1000 / (2 * Math.PI)],
      })
      expect(diagnostics).toEqual([])
      expect(curves?.inputMohm[0]).toBeCloseTo(resistance, 6)
      expect(curves?.inputMohm[1]).toBeCloseTo(resistance / Math.SQRT2, 6)
      expect(curves?.inputDegrees[1]).toBeCloseTo(-45, 6)
    }
  })

  it.skipIf(!loaded.machine)('answers alike however many frequencies are solved at a time', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const tip = { section: 'dend[0]', x: 1 }
    const ask = (frequenciesHz: readonly number[]) =>
      api.analyses.impedance({ site: middle, places: [tip], frequenciesHz, membrane: 'extended' })
    const many = Array.from({ length: 3000 }, (_, index) => 1 + index)
    const [all, one] = [await ask(many), await ask([2000])]
    expect(all.curves?.places[0]?.transferMohm[1999]).toBe(one.curves?.places[0]?.transferMohm[0])
    expect(one.curves?.places[0]?.outRatio[0]).toBeLessThan(1)
  })

  it.skipIf(!loaded.machine)('runs the model before where that is wanted', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const question = { site: middle, places: [], frequenciesHz: [10], membrane: 'present' } as const
    const atStart = await api.analyses.impedance(question)
    const later = await api.analyses.impedance({ ...question, afterMs: 8 })
    expect(later.curves?.tMs).toBeCloseTo(8, 9)
    expect(later.curves?.inputMohm[0]).not.toBe(atStart.curves?.inputMohm[0])
  })

  it.skipIf(!loaded.machine)('says in findings why there is no answer', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const nowhere = { section: 'dend[7]', x: 0.5 }
    const { curves, diagnostics } = await api.analyses.impedance({
      ...{ site: nowhere, places: [], frequenciesHz: [10], membrane: 'present' },
    })
    expect(curves).toBeUndefined()
    expect(diagnostics[0]?.message).toContain('dend[7]')
  })

  it('knows how a medium conducts: alike at all frequencies, or better at higher ones', async () => {
    const { api } = await hosts.start({ withoutEngine: true })
    const ask = (medium: Parameters<HostApi['analyses']['medium']>[0]['medium']) =>
      api.analyses.medium({ medium, frequenciesHz: [1, 1e5] })
    const plain = await ask({ kind: 'resistive', sigmaSPerM: 0.3 })
    expect([...plain.sizeSPerM, ...plain.phaseDegrees]).toEqual([0.3, 0.3, 0, 0])
    const grey = await ask({ kind: 'grey-matter' })
    expect(grey.sizeSPerM[1]).toBeGreaterThan(grey.sizeSPerM[0] ?? Infinity)
  })
})
