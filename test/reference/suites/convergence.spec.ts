import { describe, expect, it } from 'vitest'
import { Model, type Section } from '../../../src-main/library/index.ts'
import { machine, machineProblem } from '../../support/engine.ts'

type Method = 'backward-euler' | 'crank-nicolson'

/** v of an hh soma with a passive dendrite, let go from −55 mV where nothing jumps, after 4 ms. */
async function released(dtMs: number, method: Method): Promise<number> {
  const model = new Model({ vInitMv: -55, dtMs, tStopMs: 4, method })
  const cell = model.cell()
  const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
  const dend = cell.section('dend', { lengthUm: 200, diameterUm: 2, nseg: 5, on: soma.at(1) })
  cell.insert('hh', soma).insert('pas', dend, { g: 1e-4, e: -60 }).set('Ra', 100)
  const v = model.record(soma.at(0.5))
  return (await model.run({ threads: 1 })).trace(v).values.at(-1)!
}

describe.skipIf(!machine)(`fixed steps${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it.each([
    ['backward-euler', 1],
    ['crank-nicolson', 2],
  ] as const)('%s is of order %i', async (method, order) => {
    const [coarse, middle, fine] = [
      await released(0.008, method),
      await released(0.004, method),
      await released(0.002, method),
    ]
    const found = Math.log2(Math.abs((coarse - middle) / (middle - fine)))
    expect(Math.abs(found - order)).toBeLessThan(0.05)
  })

  it.each(['backward-euler', 'crank-nicolson'] as const)(
    '%s neither makes nor loses charge',
    async method => {
      const model = new Model({ vInitMv: 0, dtMs: 0.05, tStopMs: 50, method })
      const cell = model.cell()
      const sizes: { readonly section: Section; readonly capacitanceNf: number; readonly nseg: number }[] = []
      for (let number = 0; number < 15; number++) {
        const parent = sizes[Math.floor((number - 1) / 2)]
        const [lengthUm, diameterUm, nseg] = [40 + 7 * number, 3 - number / 8, 1 + 2 * (number % 4)]
        const section = cell.section(`dend[${number}]`, {
          ...{ lengthUm, diameterUm, nseg },
          ...(parent ? { on: parent.section.at(number % 3 === 0 ? 0.5 : 1) } : {}),
        })
        // 1 µF/cm² over 1 µm² is 1e-5 nF.
        sizes.push({ section, nseg, capacitanceNf: (Math.PI * lengthUm * diameterUm * 1e-5) / nseg })
      }
      // What flows in at one end and out at another: what is left of it lies on the membrane.
      cell.place('IClamp', sizes[0]!.section.at(0), { del: 0, dur: 1e9, amp: 0.3 })
      cell.place('IClamp', sizes[14]!.section.at(1), { del: 0, dur: 1e9, amp: -0.2 })
      const probes = sizes.flatMap(({ section, nseg, capacitanceNf }) =>
        Array.from({ length: nseg }, (_, index) => ({
          capacitanceNf,
          v: model.record(section.at((index + 0.5) / nseg)),
        })),
      )
      const run = await model.run({ threads: 1 })
      // nF·mV is pC, as is nA·ms.
      const kept = probes.reduce(
        (sum, { capacitanceNf, v }) => sum + capacitanceNf * run.trace(v).values.at(-1)!,
        0,
      )
      expect(Math.abs(kept / (0.1 * 50) - 1)).toBeLessThan(1e-10)
    },
  )
})
