import { describe, expect, it } from 'vitest'
import { prepareRun, startRun } from '../../../../src-engine/index.ts'
import { planSweep, type SweepOptions, type VariantResult } from '../../../../src-engine/sweep/runSweep.ts'
import type { SweepUse } from '../../../../src-engine/model/sweepUse.ts'
import { variantOf } from '../../../../src-engine/sweep/variant.ts'
import { singleCompartment } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  catalogueWith,
  documentOf,
  machine,
  needMachine,
  recordAll,
} from '../../../support/engine.ts'
import { machines } from '../../../support/machines.ts'

const at = { section: 'soma[0]', x: 0.5 }
const document = documentOf({
  mechanisms: [{ id: 'm', mechanism: 'hh', region: 'all', parameters: {} }],
  pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 1, dur: 1e9, amp: 0.1 } }],
  probes: [
    { id: 'v', at, variable: 'v' },
    { id: 'm', at, variable: 'm_hh' },
  ],
  spikes: [{ id: 's', at, thresholdMv: 0 }],
  run: { tStopMs: 20 },
})

const sweep: SweepUse = {
  design: 'random',
  count: 37,
  seed: 3,
  parameters: [
    {
      id: 'gna',
      target: { kind: 'mechanism', mechanism: 'hh', region: 'all', parameter: 'gnabar' },
      from: 0.06,
      to: 0.18,
    },
    { id: 'amp', target: { kind: 'process', process: 'clamp', parameter: 'amp' }, from: 0, to: 0.4 },
    { id: 'cm', target: { kind: 'property', property: 'cm', region: 'all' }, from: 0.5, to: 2, scale: 'log' },
  ],
}

const plan = (model = document, of = sweep, catalogue = builtinCatalogue) =>
  planSweep(model, of, { morphology: singleCompartment(), catalogue }, needMachine())

async function results(
  model = document,
  of = sweep,
  options: Partial<SweepOptions> = {},
  catalogue = builtinCatalogue,
) {
  const { value, diagnostics } = plan(model, of, catalogue)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  const all: VariantResult[] = []
  for await (const some of value.run({ machine: needMachine(), threads: 1, ...options })) all.push(...some)
  return all
}

describe.skipIf(!machine)('sweep run', () => {
  it('gives each variant what its model gives when it runs alone, to the bit', async () => {
    const all = await results(document, sweep, { traces: true })
    expect(all.map(({ variant }) => variant)).toEqual([...Array(37).keys()])
    for (const { variant, values, traces, probes, spikes } of all.filter((_, k) => k % 9 === 0)) {
      const model = variantOf(document, sweep, values)
      const { value } = prepareRun(
        model,
        { morphology: singleCompartment(), catalogue: builtinCatalogue },
        { threads: 1, machine: needMachine() },
      )
      const alone = await recordAll(value!, startRun(value!, needMachine()))
      expect([variant, ...traces![0]!]).toEqual([variant, ...alone.traces.v!])
      expect([...traces![1]!]).toEqual(alone.traces.m)
      expect(spikes[0]?.timesMs).toEqual(alone.spikes.s)
      expect(probes[0]).toMatchObject({
        id: 'v',
        lowest: Math.min(...alone.traces.v!),
        highest: Math.max(...alone.traces.v!),
        last: alone.traces.v!.at(-1),
      })
    }
    expect(new Set(all.map(({ spikes }) => spikes[0]?.timesMs.length)).size).toBeGreaterThan(1)
  })

  it('gives the same bits and the same order whatever the batch, threads and lanes', async () => {
    const expected = await results()
    expect(await results(document, sweep, { batch: 5 })).toEqual(expected)
    expect(await results(document, sweep, { batch: 1, threads: 2 })).toEqual(expected)
    expect(await results(document, sweep, { machine: machines[0]!, threads: 3, batch: 16 })).toEqual(expected)
  })

  it('runs variants that differ in temperature, GLOBALs or the first potential in batches of their own', async () => {
    const mixed: SweepUse = {
      design: 'grid',
      parameters: [
        sweep.parameters[0]!,
        { id: 'T', target: { kind: 'run', setting: 'celsius' }, values: [6.3, 16.3] },
        { id: 'v0', target: { kind: 'run', setting: 'vInitMv' }, values: [-65, -70] },
      ].map(parameter => ({ ...parameter, steps: 3 })) as SweepUse['parameters'],
    }
    const all = await results(document, mixed)
    expect(all).toHaveLength(12)
    expect(all.map(({ variant }) => variant)).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
    expect(await results(document, mixed, { batch: 2 })).toEqual(all)
    const highest = new Set(all.map(({ probes }) => probes[0]?.highest))
    expect(highest.size).toBe(12)
  })

  it('names a variant that cannot go on, and the others go on', async () => {
    const rows = Array.from({ length: 20 }, (_, k) => [k === 7 ? 1e308 : 0.12, 0.01 * k, 1])
    rows[12] = [0.12, 0.1, -1]
    const all = await results(document, { ...sweep, design: 'list', rows })
    expect(all.filter(({ failure }) => failure).map(({ variant }) => variant)).toEqual([7, 12])
    expect(all[7]?.failure).toMatch(/membrane potential at soma\[0\]\(0.5\) is no longer a number at t = /)
    expect(all[12]?.failure).toMatch(/cm/)
    const good = rows.filter((_, k) => k !== 7 && k !== 12)
    const without = await results(document, { ...sweep, design: 'list', rows: good })
    expect(all.filter(({ failure }) => !failure).map(({ probes, spikes }) => ({ probes, spikes }))).toEqual(
      without.map(({ probes, spikes }) => ({ probes, spikes })),
    )
  })

  it('leaves out what is done, and ends between batches where it is cancelled', async () => {
    const expected = await results()
    const rest = await results(document, sweep, { isDone: variant => variant % 3 !== 0, batch: 4 })
    expect(rest).toEqual(expected.filter(({ variant }) => variant % 3 === 0))
    let batches = 0
    const some = await results(document, sweep, { batch: 10, isCancelled: () => batches++ >= 2 })
    expect(some).toEqual(expected.slice(0, 20))
  })

  it('runs one after the other what random streams or a common GLOBAL would mix up', async () => {
    const catalogue = catalogueWith({
      'noisy.mod': `NEURON { SUFFIX noisy RANGE x RANDOM r }
        ASSIGNED { x }
        INITIAL { x = random_uniform(r) }
        AFTER SOLVE { x = random_uniform(r) }`,
    })
    const noisy = {
      ...document,
      mechanisms: [...document.mechanisms, { id: 'n', mechanism: 'noisy', region: 'all', parameters: {} }],
      probes: [{ id: 'x', at, variable: 'x_noisy' }],
    }
    const all = await results(noisy, { ...sweep, count: 6 }, {}, catalogue)
    // One stream: that of the model.
    expect(new Set(all.map(({ probes }) => probes[0]?.mean)).size).toBe(1)
  })

  it('says what a sweep names that the model does not have', () => {
    const codes = (target: SweepUse['parameters'][number]['target']) =>
      plan(document, {
        ...sweep,
        count: 2,
        parameters: [{ id: 'p', target, from: 0, to: 1 }],
      }).diagnostics.map(({ code }) => code)
    expect(codes({ kind: 'mechanism', mechanism: 'hh', region: 'soma', parameter: 'gl' })).toEqual([
      'sweep/no-such-target',
    ])
    expect(codes({ kind: 'process', process: 'nobody', parameter: 'amp' })).toEqual(['sweep/no-such-target'])
    expect(codes({ kind: 'process', process: 'clamp', parameter: 'amp' })).toEqual([])
  })
})
