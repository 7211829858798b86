import { describe, expect, it } from 'vitest'
import { machine, machineProblem, type Recorded, simulateCells } from '../../support/engine.ts'
import { machines, nameOf } from '../../support/machines.ts'
import { oracleMachine } from '../../support/oracleMachine.ts'
import { caseNamed, catalogue, modelOf, runOf } from './runCase.ts'

describe.skipIf(!machine)(`layers outside${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('let out through the membrane what electrodes bring in', async () => {
    for (const start of ['a cable with', 'an injection']) {
      const one = caseNamed(start)
      const points = one.points.filter(({ mechanism }) => mechanism === 'IClamp')
      const { of, compartments } = await runOf({ ...one, points })
      for (let step = 1; step <= Math.round(one.tStopMs / one.dtMs); step += 7) {
        let sum = 0
        let size = 0
        for (let k = 0; k < compartments.count; k++) {
          const current = 0.01 * compartments.areaUm2[k]! * of('i_membrane', k)![step]!
          sum += current
          size += Math.abs(current)
        }
        const middle = (step - 0.5) * one.dtMs
        const brought = points.reduce((total, { parameters: { del, dur, amp } }) => {
          return total + (middle >= del! && middle < del! + dur! ? amp! : 0)
        }, 0)
        expect(Math.abs(sum - brought), `${start}, step ${step}`).toBeLessThan(1e-10 * Math.max(size, 1e-3))
      }
    }
  })

  it('change nothing as they stand by default', async () => {
    const one = caseNamed('an axon that')
    const clamp = { mechanism: 'IClamp', section: 1, x: 0.3, parameters: { del: 1, dur: 1, amp: 0.5 } }
    for (const method of ['backward-euler', 'crank-nicolson'] as const) {
      const [hh, layers] = [one.mechanisms[0]!, one.mechanisms[1]!]
      const plain = await runOf({ ...one, mechanisms: [hh], points: [clamp] }, { method })
      const layered = await runOf({ ...one, mechanisms: [hh, layers], points: [clamp] }, { method })
      for (let k = 0; k < plain.compartments.count; k++) {
        const expected = plain.of('v', k)!
        layered.of('v', k)!.forEach((v, step) => expect(Math.abs(v - expected[step]!)).toBeLessThan(1e-8))
      }
    }
  })

  it('shift what is inside, and nothing else, in a uniform field', async () => {
    for (const method of ['backward-euler', 'crank-nicolson'] as const) {
      const one = caseNamed('one compartment')
      const field = { mechanism: 'extracellular', sections: [0], parameters: { e: 1000 } }
      const { of } = await runOf({ ...one, points: [], mechanisms: [...one.mechanisms, field] }, { method })
      for (const v of of('v', 0)!) expect(Math.abs(v + 65)).toBeLessThan(1e-9)
      expect(of('vext[0]', 0)!.at(-1)).toBeGreaterThan(900)
    }
  })

  it('are solved well however far their conductances lie apart', async () => {
    const one = caseNamed('one compartment')
    const through = { del: 0, dur: 100, amp: 0.01 }
    for (const [first, second] of [
      [1e9, 1e-9],
      [1e-9, 1e9],
      [1e12, 1e-6],
      [1e-6, 1e12],
    ] as const) {
      const layers = { 'xg[0]': first, 'xg[1]': second, 'xc[0]': 0, 'xc[1]': 0 }
      const mechanisms = [one.mechanisms[0]!, { ...one.mechanisms[1]!, parameters: layers }]
      const points = [{ ...one.points[0]!, parameters: through }]
      const { of, compartments } = await runOf({ ...one, mechanisms, points })
      const density = through.amp / (0.01 * compartments.areaUm2[0]!)
      // All of the current passes both layers: Ohm's law.
      for (const step of [1, 50, 200]) {
        expect(Math.abs(of('vext[0]', 0)![step]! / (density / first + density / second) - 1)).toBeLessThan(
          1e-9,
        )
        expect(Math.abs(of('vext[1]', 0)![step]! / (density / second) - 1)).toBeLessThan(1e-9)
      }
    }
  })

  it('are the same to the last bit in the oracle and on every machine', async () => {
    for (const start of ['branches with', 'a motor', 'clamped', 'an injection'])
      for (const method of ['backward-euler', 'crank-nicolson'] as const) {
        const one = { ...caseNamed(start), tStopMs: 1.5 }
        const { traces } = await runOf(one, { method, on: oracleMachine })
        for (const on of machines)
          expect((await runOf(one, { method, on })).traces, `${start} ${nameOf(on)}`).toEqual(traces)
      }
  })

  it('give a cell the same bits alone, side by side with others, and on any number of threads', async () => {
    const { document, morphology } = modelOf({ ...caseNamed('branches with'), tStopMs: 2 })
    const descriptionOf = (index: number, own: string) => ({
      ...document,
      mechanisms: [
        ...document.mechanisms,
        {
          id: 'more',
          mechanism: 'extracellular',
          region: morphology.sections.name[3]!,
          parameters: { 'xraxial[1]': 900 + index },
        },
      ],
      probes: document.probes.map(probe => ({ ...probe, id: `${own}${probe.id}` })),
    })
    const cells = Array.from({ length: 26 }, (_, index) => {
      const plain = index % 5 === 4 // a cell without layers among them
      const { mechanisms, ...rest } = descriptionOf(index, `${index} `)
      return {
        name: `cell${index}`,
        morphology,
        description: {
          ...rest,
          mechanisms: mechanisms.filter(({ mechanism }) => !plain || mechanism !== 'extracellular'),
          probes: rest.probes.filter(({ variable }) => !plain || variable === 'v'),
        },
      }
    })
    const alone = async (index: number): Promise<Recorded> =>
      simulateCells([{ ...cells[index]!, name: '' }], document.run, { catalogue })
    const together = await simulateCells(cells, document.run, { catalogue })
    expect(together.prepared.model.groups.flatMap(({ packs }) => packs.map(({ lanes }) => lanes))).toContain(
      24,
    )
    for (const index of [0, 4, 11, 20]) {
      const { traces } = await alone(index)
      for (const [id, trace] of Object.entries(traces)) expect(together.traces[id], id).toEqual(trace)
    }
    for (const threads of [2, 3])
      for (const on of machines) {
        const other = await simulateCells(cells, document.run, {
          catalogue,
          threads,
          machine: on,
          stretch: 13,
        })
        expect(other.traces, `${threads} threads, ${nameOf(on)}`).toEqual(together.traces)
      }
  })
})
