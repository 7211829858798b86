import { describe, expect, it } from 'vitest'
import { cellOf, singleCompartment } from '../../support/cells.ts'
import { documentOf, machine, machineProblem, simulate } from '../../support/engine.ts'

const middle = { section: 'dend[0]', x: 0.5 }

describe.skipIf(!machine)(`exact solutions${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('an RC membrane charges as each scheme’s own recurrence says, and as the exponential within its order', async () => {
    // 20 µm sphere-like compartment: area 400π µm², C = 1 µF/cm², g = 0.0001 S/cm²: τ = 10 ms.
    const areaCm2 = 400 * Math.PI * 1e-8
    const g = 0.0001
    const conductanceUs = g * areaCm2 * 1e6
    const tauMs = 10
    const dtMs = 0.1
    const amp = 0.01
    for (const method of ['backward-euler', 'crank-nicolson'] as const) {
      const { traces } = await simulate(
        documentOf({
          mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g, e: -70 } }],
          pointProcesses: [
            {
              id: 'clamp',
              mechanism: 'IClamp',
              at: { section: 'soma', x: 0.5 },
              parameters: { dur: 1e9, amp },
            },
          ],
          probes: [{ id: 'v', at: { section: 'soma', x: 0.5 }, variable: 'v' }],
          run: { tStopMs: 50, dtMs, vInitMv: -70, method },
        }),
        singleCompartment(),
      )
      const steady = amp / conductanceUs
      const factor =
        method === 'backward-euler' ? 1 / (1 + dtMs / tauMs) : (1 - dtMs / tauMs / 2) / (1 + dtMs / tauMs / 2)
      let remaining = 1
      traces.v!.forEach((v, step) => {
        expect(Math.abs(v - (-70 + steady * (1 - remaining)))).toBeLessThan(1e-11)
        const exact = -70 + steady * (1 - Math.exp((-step * dtMs) / tauMs))
        // Local truncation: steady·(dt/2τ)·(t/τ)e^(−t/τ) ≤ steady·dt/(2eτ) for backward Euler, (dt/τ)²/12 of that for the other.
        expect(Math.abs(v - exact)).toBeLessThan(steady * (method === 'backward-euler' ? 2e-3 : 4e-6))
        remaining *= factor
      })
    }
  })

  it('a sealed cable settles to the cosh of the cable equation', async () => {
    // L = 1000 µm, d = 2 µm, Ra = 100 Ω·cm, g = 0.0001 S/cm²: λ = √(d/(4·g·Ra)) = 707.1 µm.
    const [lengthUm, diameterUm, ra, g] = [1000, 2, 100, 0.0001]
    const lambdaCm = Math.sqrt((diameterUm * 1e-4) / (4 * g * ra))
    const count = 201
    const places = [0.5, 100.5, 200.5].map(k => k / count)
    const { traces } = await simulate(
      documentOf({
        discretisation: { kind: 'fixed', count },
        mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g, e: -65 } }],
        properties: [{ id: 'ra', property: 'Ra', region: 'all', value: ra }],
        pointProcesses: [
          {
            id: 'clamp',
            mechanism: 'IClamp',
            at: { section: 'dend[0]', x: 0 },
            parameters: { dur: 1e9, amp: 0.1 },
          },
        ],
        probes: places.map((x, index) => ({
          id: String(index),
          at: { section: 'dend[0]', x },
          variable: 'v',
        })),
        run: { tStopMs: 400, dtMs: 0.2 },
      }),
      cellOf([{ lengthUm, diameterUm }]),
    )
    // V(x) = I·R∞·cosh((L − x)/λ)/sinh(L/λ), R∞ = 2·√(Ra/g)/(π·d^1.5) (Rall 1977).
    const resistanceMohm = ((2 * Math.sqrt(ra / g)) / (Math.PI * (diameterUm * 1e-4) ** 1.5)) * 1e-6
    const length = (lengthUm * 1e-4) / lambdaCm
    places.forEach((x, index) => {
      const exact = (0.1 * resistanceMohm * Math.cosh(length * (1 - x))) / Math.sinh(length)
      const settled = traces[String(index)]!.at(-1)! + 65
      // Second-order discretisation: relative error about (Δx/λ)²/24 ≈ 2e-6; after 40 τ nothing else is left.
      expect(Math.abs(settled / exact - 1)).toBeLessThan(1e-5)
    })
  })

  it('halving compartments quarters the error of a transient', async () => {
    const at = async (count: number) => {
      const { traces } = await simulate(
        documentOf({
          discretisation: { kind: 'fixed', count },
          mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
          pointProcesses: [
            {
              id: 'clamp',
              mechanism: 'IClamp',
              at: { section: 'dend[0]', x: 0 },
              parameters: { dur: 5, amp: 0.1 },
            },
          ],
          probes: [{ id: 'v', at: middle, variable: 'v' }],
          run: { tStopMs: 3, dtMs: 0.0125, method: 'crank-nicolson' },
        }),
        cellOf([{ lengthUm: 600, diameterUm: 2 }]),
      )
      return traces.v!.at(-1)!
    }
    const [coarse, middling, fine] = [await at(9), await at(27), await at(81)]
    // Errors fall as h²: (v9 − v27)/(v27 − v81) = (1 − 1/9)/(1/9 − 1/81) = 9.
    expect((coarse - middling) / (middling - fine)).toBeCloseTo(9, 0)
  })
})
