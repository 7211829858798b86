import { describe, expect, it } from 'vitest'
import {
  type ModelDocument,
  prepareRun,
  startRun,
  type SweepStart,
  withMedia,
} from '../../../../src-engine/index.ts'
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

const plan = (model = document, of = sweep, catalogue = builtinCatalogue, start?: SweepStart) =>
  planSweep(model, of, { morphology: singleCompartment(), catalogue }, needMachine(), start)

async function results(
  model = document,
  of = sweep,
  options: Partial<SweepOptions> = {},
  catalogue = builtinCatalogue,
  start?: SweepStart,
) {
  const { value, diagnostics } = plan(model, of, catalogue, start)
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
      expect([variant, ...traces![0]!.values]).toEqual([variant, ...alone.traces.v!])
      expect([...traces![1]!.values]).toEqual(alone.traces.m)
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

  it.each(['backward-euler', 'adaptive'] as const)(
    'lets each variant begin with a state, as its model run alone does: %s',
    async method => {
      const adaptive = { absoluteTolerance: 1e-4, samples: 'every-step' } as const
      const model = { ...document, run: { ...document.run, method, adaptive } }
      const prepared = (of: typeof model, options = {}) =>
        prepareRun(
          of,
          { morphology: singleCompartment(), catalogue: builtinCatalogue },
          { threads: 1, machine: needMachine(), ...options },
        ).value!
      const first = startRun(prepared({ ...model, run: { ...model.run, tStopMs: 3 } }), needMachine())
      for (let finished = false; !finished;) finished = (await first.advance(1e6)).finished
      const { bytes, tMs } = first.snapshot()
      first.close()
      const all = await results(model, sweep, { traces: true }, builtinCatalogue, { bytes })
      for (const { variant, values, traces } of all.filter((_, k) => k % 12 === 0)) {
        const run = startRun(prepared(variantOf(model, sweep, values) as typeof model), needMachine())
        run.restore(bytes, { parameters: 'model', samplesAgain: true })
        const slice = await run.advance(1e6)
        run.close()
        expect(slice.finished).toBe(true)
        expect(slice.timesMs[0]).toBe(tMs)
        expect([variant, ...traces![0]!.values]).toEqual([variant, ...slice.traces[0]!])
        expect(traces![0]!.timesMs).toEqual(method === 'adaptive' ? slice.timesMs : undefined)
      }
    },
  )

  it('begins with no state that does not fit, nor where the sweep varies what a state has', async () => {
    const bytes = Uint8Array.of(1, 2, 3)
    const codes = (of: SweepUse, start: Uint8Array, model = document) =>
      plan(model, of, builtinCatalogue, { bytes: start }).diagnostics.map(({ code }) => code)
    expect(codes(sweep, bytes)).toEqual(['run/state-refused'])
    const v0 = { id: 'v0', target: { kind: 'run', setting: 'vInitMv' }, values: [-65, -70] } as const
    expect(codes({ design: 'grid', parameters: [v0] }, bytes)).toEqual(['sweep/initial-value-of-state'])
    const at = { xUm: 9, yUm: 9, zUm: 0 }
    const electrodes = [{ id: 'e', at, sources: 'line', medium: { kind: 'grey-matter' } }] as const
    expect(codes(sweep, bytes, { ...document, electrodes })).toEqual(['sweep/medium-needs-whole-trace'])
  })

  it('tells of what has times of its own, and of electrodes in any medium, what runs alone do', async () => {
    const at = { section: 'soma[0]', x: 0.5 }
    const place = { xUm: 20, yUm: 5, zUm: 0 }
    const model: ModelDocument = {
      ...document,
      probes: [
        { id: 'own', at, variable: 'v', everyMs: 0.7 },
        ...document.probes,
        { id: 'late', at, variable: 'v', timesMs: [1, 1e6] },
        { id: 'never', at, variable: 'v', timesMs: [1e6] },
      ],
      electrodes: [
        { id: 'plain', at: place, sources: 'point', medium: { kind: 'resistive', sigmaSPerM: 0.3 } },
        { id: 'grey', at: place, sources: 'point', medium: { kind: 'grey-matter' } },
      ],
    }
    const few = { ...sweep, count: 2 }
    const [{ probes, traces, values }] = (await results(model, few, { traces: true })) as [VariantResult]
    const prepared = prepareRun(
      variantOf(model, few, values),
      { morphology: singleCompartment(), catalogue: builtinCatalogue },
      { threads: 1, machine: needMachine() },
    ).value!
    const run = startRun(prepared, needMachine())
    const alone = await run.advance(1e6)
    run.close()
    expect(probes.map(({ id }) => id)).toEqual(['own', 'v', 'm', 'late', 'never', 'plain', 'grey'])
    expect(traces![0]).toEqual(alone.sampled[0])
    expect(traces![1]).toEqual({ values: alone.traces[0] })
    expect(traces![3]).toEqual(alone.sampled[1])
    expect(probes[3]?.last).toBe(alone.sampled[1]?.values[0])
    expect(probes[4]).toEqual({ id: 'never', lowest: NaN, highest: NaN, mean: NaN, last: NaN })
    const { electrodes } = prepared
    const [seen] = withMedia([alone], { electrodes, dtMs: model.run.dtMs })
    expect(traces!.slice(5)).toEqual(seen!.traces.slice(-2).map(values => ({ values })))
    expect(probes[6]?.last).toBe(seen!.traces.at(-1)!.at(-1))
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

  it('makes models of variants that can be varied again', () => {
    const once = variantOf(document, sweep, [0.1, 0.2, 1.5])
    const again = variantOf(once, sweep, [0.12, 0.3, 2])
    expect(again).toEqual(variantOf(document, sweep, [0.12, 0.3, 2]))
    const target = { kind: 'property', property: 'Ra', region: 'all' } as const
    const other: SweepUse = { design: 'list', parameters: [{ id: 'cm', target }] }
    expect(variantOf(once, other, [90]).properties.map(({ id, value }) => [id, value])).toEqual([
      ['sweep cm', 1.5],
      ['sweep cm 2', 90],
    ])
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
