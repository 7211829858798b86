import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ModelDocument, RandomIdsUse } from '../../../src-engine/index.ts'
import { createStream, prepareRun } from '../../../src-engine/index.ts'
import { ballAndStick, singleCompartment } from '../../support/cells.ts'
import { catalogueWith, documentOf, libraryCatalogue, simulate, simulateCells } from '../../support/engine.ts'
import { machines, nameOf } from '../../support/machines.ts'
import { oracleMachine } from '../../support/oracleMachine.ts'

const read = (name: string) => readFileSync(resolve(import.meta.dirname, name), 'utf8')
const recorded = JSON.parse(read('neuron.json')) as {
  readonly trains: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  readonly noise: { readonly v: readonly number[]; readonly i: readonly number[] }
  readonly channels: { readonly open: readonly (readonly number[])[]; readonly v: readonly number[] }
}
const catalogue = catalogueWith({ 'stochastick.mod': read('stochastick.mod') })

const stims = [
  ['a', [1, 2, 3], { interval: 5, start: 0, noise: 1 }],
  ['b', [1, 2, 4], { interval: 5, start: 0, noise: 1 }],
  ['c', [4000000000, 7, 0], { interval: 3, start: 10, noise: 0.5 }],
] as const

const trains = (randomGlobalIndex: number): ModelDocument =>
  documentOf({
    artificialCells: stims.map(([id, , parameters]) => ({
      id,
      mechanism: 'NetStim',
      parameters: { number: 1e9, ...parameters },
    })),
    randomIds: stims.map(([id, ids]) => ({ id, of: { process: id }, stream: 'exponential', ids })),
    processSpikes: stims.map(([id]) => ({ id, process: id })),
    run: { tStopMs: 500, randomGlobalIndex },
  })

const channelIds: RandomIdsUse = {
  id: 'channels',
  of: { mechanism: 'stochastick', region: 'all' },
  stream: 'stream',
  ids: [5, 'cell', 'compartment'],
  // Random.uniform has drawn one number when record.py calls it.
  sequence: 1,
}

const places = [{ section: 'soma[0]', x: 0.5 }, ...[1, 3, 5].map(k => ({ section: 'dend[0]', x: k / 6 }))]

/** A soma of one compartment and a dendrite of three, with channels that open one by one. */
const channels = (randomIds: readonly RandomIdsUse[] = [channelIds]): ModelDocument => {
  const use = (mechanism: string) => ({ id: mechanism, mechanism, region: 'all', parameters: {} })
  return documentOf({
    discretisation: { kind: 'maximum-length', lengthUm: 70 },
    mechanisms: [use('hh'), use('stochastick')],
    streams: [{ id: 's', mechanism: 'stochastick', stream: 'stream', distribution: 'uniform' }],
    randomIds,
    pointProcesses: [
      {
        id: 'clamp',
        mechanism: 'IClamp',
        at: { section: 'soma[0]', x: 0.5 },
        parameters: { del: 2, dur: 40, amp: 0.5 },
      },
    ],
    probes: [
      { id: 'v', at: places[0]!, variable: 'v' },
      ...places.map((at, compartment) => ({ id: `open${compartment}`, at, variable: 'stochastick.open' })),
    ],
    run: { tStopMs: 50 },
  })
}

describe.skipIf(machines.length === 0)('random numbers in runs against NEURON', () => {
  it.each(['0', '7'])(
    'repeats the spikes of NetStim with Random123 streams of global index %s',
    async index => {
      const { spikes } = await simulate(trains(Number(index)), singleCompartment(), {
        catalogue: libraryCatalogue(),
      })
      for (const [id, theirs] of Object.entries(recorded.trains[index]!)) {
        expect(theirs.length).toBeGreaterThan(80)
        expect(spikes[id], id).toHaveLength(theirs.length)
        const off = spikes[id]!.map((time, n) => Math.abs(time - theirs[n]!))
        // Logarithms may differ in their last bit; intervals of some ms add up to 500 ms.
        expect(Math.max(...off), id).toBeLessThan(1e-12)
      }
    },
  )

  it('repeats channels that open one by one in every compartment', async () => {
    const { traces } = await simulate(channels(), ballAndStick(200), { catalogue })
    const every4th = (id: string) => traces[id]!.filter((_, sample) => sample % 4 === 0)
    recorded.channels.open.forEach((theirs, compartment) => {
      expect(Math.max(...theirs)).toBeGreaterThan(5)
      expect(every4th(`open${compartment}`)).toEqual(theirs)
    })
    const off = every4th('v').map((value, sample) => Math.abs(value - recorded.channels.v[sample]!))
    expect(Math.max(...recorded.channels.v)).toBeGreaterThan(0)
    // The gates of hh are advanced with exponentials of another library.
    expect(Math.max(...off)).toBeLessThan(1e-6)
  })

  it('repeats a current that Random.play draws in each step, as a series that is played', async () => {
    const [dtMs, steps] = [0.025, 200]
    const stream = createStream({ generator: 'mcellran4', highIndex: 3, lowIndex: 4 }).value!
    // The script's own call has drawn one number; the run draws one when it begins, and one as each step does.
    stream.normal(0.1, 0.04)
    const values = Array.from({ length: steps + 1 }, () => stream.repick())
    const soma = { section: 'soma[0]', x: 0.5 }
    const { traces } = await simulate(
      documentOf({
        mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: {} }],
        pointProcesses: [
          { id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { del: 0, dur: 1e9, amp: 0 } },
        ],
        plays: [
          {
            id: 'noise',
            targets: [{ variable: 'clamp.amp' }],
            values,
            timesMs: values.map((_, n) => (n === 0 ? 0 : (n - 0.75) * dtMs)),
            course: 'stepped',
          },
        ],
        probes: ['v', 'clamp.i'].map(variable => ({ id: variable, at: soma, variable })),
        run: { dtMs, tStopMs: steps * dtMs },
      }),
      singleCompartment(),
    )
    const off = (ours: readonly number[], theirs: readonly number[]) =>
      Math.max(...ours.map((value, sample) => Math.abs(value - theirs[sample]!)))
    expect(traces['clamp.i']).toHaveLength(recorded.noise.i.length)
    // A logarithm and the sums of one linear equation.
    expect(off(traces['clamp.i']!, recorded.noise.i)).toBeLessThan(1e-15)
    expect(off(traces.v!, recorded.noise.v)).toBeLessThan(1e-9)
  })

  it('draws the same on every machine, with any number of threads and neighbours', async () => {
    const document = { ...channels(), run: { ...channels().run, tStopMs: 0.5 } }
    const alone = await simulate(document, ballAndStick(200), { catalogue, machine: oracleMachine })
    for (const machine of machines) {
      const { traces } = await simulate(document, ballAndStick(200), { catalogue, machine })
      expect(traces, nameOf(machine)).toEqual(alone.traces)
    }
    const { streams, randomIds, ...description } = document
    const cells = Array.from({ length: 11 }, (_, number) => ({
      name: `c${number}`,
      morphology: ballAndStick(200),
      description: {
        ...description,
        probes: document.probes.map(probe => ({ ...probe, id: `${probe.id} of ${number}` })),
      },
    }))
    const runs = [1, 4].map(threads =>
      simulateCells(cells, document.run, { catalogue, threads, network: { streams, randomIds } }),
    )
    const [one, four] = await Promise.all(runs)
    expect(four!.traces).toEqual(one!.traces)
    // The cell with the number 0 is the one above; the others have other ids, and other numbers.
    expect(one!.traces['v of 0']).toEqual(alone.traces.v)
    expect(one!.traces['v of 1']).not.toEqual(alone.traces.v)
  })

  it('begins where the sequence says', async () => {
    const document = channels([
      { ...channelIds, sequence: 1000 },
      { ...channelIds, id: 'soma', of: { mechanism: 'stochastick', region: 'soma' }, ids: [8] },
    ])
    const { value } = prepareRun(
      document,
      { morphology: ballAndStick(200), catalogue },
      { threads: 1, machine: oracleMachine },
    )
    expect(value).toBeDefined()
    const { traces } = await simulate(
      { ...document, run: { ...document.run, tStopMs: 0.025 } },
      ballAndStick(200),
      {
        catalogue,
      },
    )
    // In the first step every closed channel opens where its number is below 1 − exp(−dt·alpha(v)).
    const opened = (ids: readonly number[], sequence: number, v: number) => {
      const stream = createStream({ generator: 'philox', ids }).value!
      stream.sequence = sequence
      const limit = 1 - Math.exp(-0.025 * 0.32 * Math.exp((v + 50) / 40))
      return Array.from({ length: 25 }, () => stream.uniform(0, 1)).filter(u => u < limit).length
    }
    expect(traces.open0![1]).toBe(opened([8], 0, -65))
    expect([1, 2, 3].map(compartment => traces[`open${compartment}`]![1])).toEqual(
      [1, 2, 3].map(compartment => opened([5, 0, compartment], 1000, -65)),
    )
  })
})
