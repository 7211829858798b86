// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { texts } from '../../../../src-renderer/i18n/index.ts'
import TracePlot from '../../../../src-renderer/plots/TracePlot.vue'
import { exampleSample, fakeTraces, makePyramid } from '../../../support/fakeRuns.ts'
import { fillInBrowser } from '../../../support/mountPanel.ts'

const pyramid = makePyramid(4000, 0.025, i => exampleSample(i, 0.025))
const trace = {
  probe: 1,
  label: 'soma[0](0.5).v',
  unit: 'mV',
  runLabel: 'Run 1',
  colour: 0,
  dash: 0,
  samples: 4000,
  tStopMs: 100,
  live: false,
}
let unmount = (): void => undefined
afterEach(() => unmount())

function plot(span?: { fromMs: number; toMs: number }) {
  fillInBrowser()
  const wrapper = mount(TracePlot, {
    props: {
      traces: [trace],
      spikes: [],
      source: fakeTraces(new Map([[1, pyramid]])),
      span,
      whole: { fromMs: 0, toMs: 100 },
      label: 'Plot 1',
    },
    global: { plugins: [texts], stubs: { EChart: true } },
    attachTo: document.body,
  })
  unmount = () => wrapper.unmount()
  const spans = () => (wrapper.emitted('update:span') ?? []).map(([next]) => next)
  return { wrapper, spans }
}

describe('plots trace plot', () => {
  it('zooms with the keyboard, about the middle', async () => {
    const { wrapper, spans } = plot()
    await wrapper.trigger('keydown', { key: '+' })
    expect(spans()).toEqual([{ fromMs: 25, toMs: 75 }])
  })

  it('moves with the arrow keys, further with Shift', async () => {
    const { wrapper, spans } = plot({ fromMs: 20, toMs: 40 })
    await wrapper.trigger('keydown', { key: 'ArrowRight' })
    await wrapper.trigger('keydown', { key: 'ArrowLeft', shiftKey: true })
    expect(spans()).toEqual([{ fromMs: 22, toMs: 42 }, { fromMs: 10, toMs: 30 }]) // prettier-ignore
  })

  it('shows everything on Home and on a double click', async () => {
    const { wrapper, spans } = plot({ fromMs: 20, toMs: 40 })
    await wrapper.trigger('keydown', { key: 'Home' })
    await wrapper.find('.surface').trigger('dblclick')
    expect(spans()).toEqual([undefined, undefined])
  })

  it('zooms with the wheel and leaves commands with modifiers alone', async () => {
    const { wrapper, spans } = plot()
    await wrapper.find('.surface').trigger('wheel', { deltaY: -200 })
    const [next] = spans() as { fromMs: number; toMs: number }[]
    expect(next!.toMs - next!.fromMs).toBeCloseTo(100 * Math.exp(-0.36), 6)
    await wrapper.trigger('keydown', { key: '0', ctrlKey: true })
    expect(spans()).toHaveLength(1)
  })
})
