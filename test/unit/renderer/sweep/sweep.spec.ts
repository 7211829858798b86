// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import { nameOfTarget, targetOfName } from '../../../../src-engine/index.ts'
import SweepPanel from '../../../../src-renderer/features/sweep/SweepPanel.vue'
import {
  addParameter,
  noSweep,
  readValues,
  removeParameter,
  setDesign,
  setParameter,
  setSweep,
} from '../../../../src-renderer/features/sweep/sweepEdits.ts'
import { offeredTargets, targetGroups } from '../../../../src-renderer/features/sweep/sweepTargets.ts'
import { pointsOf, sortedRows } from '../../../../src-renderer/features/sweep/sweepView.ts'
import { valueAt } from '../../../../src-renderer/plots/options/curvePicture.ts'
import { traceSet } from '../../../../src-renderer/features/sweep/traceSet.ts'
import { useConditionsStore } from '../../../../src-renderer/stores/conditionsStore.ts'
import { setStart } from '../../../../src-renderer/stores/runSettingEdits.ts'
import { useSweepsStore } from '../../../../src-renderer/stores/sweepsStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

let close = (): void => undefined
afterEach(() => {
  close()
  close = () => undefined
})

const soma = { section: 'soma[0]', x: 0.5 }
const model = {
  ...emptyModel('cell-1'),
  mechanisms: [{ id: 'm', mechanism: 'hh', region: 'soma', parameters: { gnabar: 0.2 } }],
  pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at: soma, parameters: { amp: 0 } }],
  properties: [{ id: 'p', property: 'ena', region: 'soma', value: 45 }],
}

async function open() {
  const fake = createFakeHost({ model: document => ({ ...model, morphology: document.morphology }) })
  const mounted = await mountPanel(SweepPanel, fake.host)
  const sweeps = useSweepsStore()
  const stops = [sweeps.follow(), useConditionsStore().follow()]
  close = () => {
    for (const stop of stops) stop()
    mounted.close()
  }
  return { ...mounted, fake, sweeps }
}

describe('sweep targets', () => {
  it('offers what the model has, named as the engine understands it', async () => {
    const mechanisms = await createFakeHost().host.mechanisms.list()
    const byName = new Map(mechanisms.map(info => [info.name, info]))
    const offered = offeredTargets(model, byName, { cable: 'Cable', run: 'Run' })
    const names = offered.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['hh.gnabar@soma', 'clamp.amp', 'Ra@all', 'ena@soma', 'celsius']),
    )
    for (const { name, target } of offered) {
      expect(nameOfTarget(target)).toBe(name)
      expect(targetOfName(name, model)).toEqual(target)
    }
    expect(offered.find(({ name }) => name === 'hh.gnabar@soma')?.value).toBe(0.2)
    const groups = targetGroups(offered, new Set(['clamp.amp']))
    expect(groups.flatMap(({ items }) => items.map(({ id }) => id))).not.toContain('clamp.amp')
  })
})

describe('sweep edits', () => {
  const amp = {
    name: 'clamp.amp',
    target: { kind: 'process', process: 'clamp', parameter: 'amp' } as const,
    unit: 'nA',
    value: 0.2,
    group: '',
  }

  it('begins around what a parameter is, and goes when nothing is varied any more', () => {
    const one = addParameter(noSweep, amp)
    expect(one.parameters).toMatchObject([
      { id: 'clamp.amp', from: 0.1, to: expect.closeTo(0.3, 12) as number, steps: 5 },
    ])
    expect(addParameter(noSweep, { ...amp, value: 0 }).parameters[0]).toMatchObject({ from: 0, to: 1 })
    expect(setParameter(one, 0, { to: 2 }).parameters[0]).toMatchObject({ from: 0.1, to: 2 })
    expect(removeParameter(one, 0)).toBe(noSweep)
    expect(setSweep({ ...model, sweep: one }, noSweep)).not.toHaveProperty('sweep')
  })

  it('gives a design what it needs, and keeps the rows of a list in step', () => {
    const one = addParameter(noSweep, amp)
    expect(setDesign(one, 'sobol')).toMatchObject({ design: 'sobol', count: 100 })
    const list = { ...one, design: 'list' as const, rows: [[0.1], [0.2]] }
    const two = addParameter(list, {
      ...amp,
      name: 'celsius',
      target: { kind: 'run', setting: 'celsius' },
      value: 6.3,
    })
    expect(two.rows).toEqual([
      [0.1, 6.3],
      [0.2, 6.3],
    ])
    expect(removeParameter(two, 0).rows).toEqual([[6.3], [6.3]])
  })

  it.each([
    ['0.1, 0.2;3e-1', [0.1, 0.2, 0.3]],
    ['', undefined],
    ['1 two', undefined],
  ])('reads the values %j', (text, values) => expect(readValues(text)).toEqual(values))
})

describe('sweep results', () => {
  const results = {
    columns: [
      { label: 'a', unit: 'nA', kind: 'parameter' as const },
      { label: 'v highest', unit: 'mV', kind: 'measure' as const },
    ],
    variants: Int32Array.of(0, 1, 2),
    values: Float64Array.of(0.1, 5, 0.2, NaN, 0.3, -5),
    failures: [{ variant: 1, message: 'No.' }],
  }

  it('become points and sorted rows; those that failed come last', () => {
    const points = pointsOf(results, { x: 0, y: undefined, measure: 1 })
    expect([points.x.name, [...points.y.values]]).toEqual(['a (nA)', [5, NaN, -5]])
    expect([...sortedRows(results, 1, true)]).toEqual([2, 0, 1])
    expect([...sortedRows(results, 1, false)]).toEqual([0, 2, 1])
    expect([...sortedRows(results, undefined, true)]).toEqual([0, 1, 2])
  })

  it('overlay traces of chosen variants on one axis', () => {
    const trace = {
      timesMs: Float64Array.of(0, 1),
      low: Float64Array.of(-65, -66),
      high: Float64Array.of(-64, 20),
    }
    const set = traceSet([{ variant: 4, ...trace }], { label: 'v', unit: 'mV' }, 'Time (ms)')
    expect([...(set?.axis ?? [])]).toEqual([0, 0, 1, 1])
    expect(set?.rows[0]?.curves[0]).toMatchObject({ name: '5', values: Float64Array.of(-65, -64, -66, 20) })
    expect(traceSet([], { label: 'v', unit: 'mV' }, '')).toBeUndefined()
    const other = { variant: 5, timesMs: Float64Array.of(0, 0.5, 2), low: Float64Array.of(1, 2, 3), high: Float64Array.of(1, 2, 3) } // prettier-ignore
    const apart = traceSet([{ variant: 4, ...trace }, other], { label: 'v', unit: 'mV' }, '')!
    expect([apart.axis[0], apart.axis.at(-1)]).toEqual([0, 2])
    const [, curve] = apart.rows[0]!.curves
    expect([...curve!.axis!]).toEqual([0, 0, 0.5, 0.5, 2, 2])
    expect([0, 480, 2000].map(at => valueAt(apart, curve!, at))).toEqual([1, 2, 3])
  })
})

describe('sweep panel', () => {
  it('starts what is set up, lists it, and shows its table', async () => {
    const { wrapper, model: edited, sweeps, fake } = await open()
    expect(wrapper.text()).toContain('Choose a parameter of the model')
    const amp = { kind: 'process', process: 'clamp', parameter: 'amp' } as const
    edited.edit('Set', document => ({
      ...document,
      sweep: { design: 'grid', parameters: [{ id: 'clamp.amp', target: amp, from: 0, to: 1, steps: 4 }] },
    }))
    await vi.waitFor(() => expect(wrapper.text()).toContain('16 variants'), { timeout: 15_000 })
    const start = wrapper.findAll('button').find(one => one.text() === 'Start the sweep')!
    await start.trigger('click')
    await flushPromises()
    expect(sweeps.list).toMatchObject([{ label: 'Sweep 1', keepsTraces: true }])
    await vi.waitFor(() => expect(wrapper.find('.outcome').exists()).toBe(true), { timeout: 15_000 })
    await wrapper
      .findAll('[role="radio"]')
      .find(one => one.text() === 'Table')!
      .trigger('click')
    expect(wrapper.findAll('tbody tr').length).toBeGreaterThanOrEqual(16)
    expect(fake.saved.at(-1)?.label).toBe('Set')
  })

  it('lets runs, and so variants, begin with a condition', async () => {
    const { wrapper, model: edited, fake } = await open()
    expect(wrapper.text()).not.toContain('Start from')
    const { run } = await fake.host.runs.start({})
    await fake.host.conditions.save({ run, name: 'warm' })
    await vi.waitFor(() => expect(wrapper.text()).toContain('Start from'), { timeout: 15_000 })
    edited.edit('Begin', document => setStart(document, 1))
    await vi.waitFor(() => expect(wrapper.find('.start-from').text()).toContain('warm'), { timeout: 15_000 })
  })

  it('asks nothing more once it has gone', async () => {
    const { wrapper, model: edited, fake } = await open()
    const preview = vi.spyOn(fake.host.sweeps, 'preview')
    edited.edit('Set', document => ({ ...document, globals: { 'hh.q10': 2 } }))
    await flushPromises()
    wrapper.unmount()
    const before = preview.mock.calls.length
    // Longer than what is looked at rests before it is asked for.
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(preview.mock.calls.length).toBe(before)
  })
})
