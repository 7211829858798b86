// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../../src-main/contract/index.ts'
import TracesPanel from '../../../../src-renderer/features/traces/TracesPanel.vue'
import {
  orderRuns,
  recordedVariables,
  shownSpikes,
  shownTraces,
  wholeSpan,
} from '../../../../src-renderer/features/traces/shownTraces.ts'
import { useTracesStore } from '../../../../src-renderer/features/traces/tracesStore.ts'
import { addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const summary = (id: number, state: RunSummary['state'], labels: readonly string[]): RunSummary => ({
  id,
  label: `Run ${id}`,
  state,
  startedAt: '',
  startMs: 0,
  tMs: state === 'finished' ? 100 : 40,
  tStopMs: 100 * id,
  dtMs: 0.025,
  compartments: 1,
  seconds: 1,
  engine: '',
  changesMs: [],
  probes: labels.map((label, i) => ({
    probe: 10 * id + i,
    label,
    unit: 'mV',
    samples: 4,
    comesAtEnd: false,
  })),
})
let close = (): void => undefined
afterEach(() => {
  close()
  close = () => undefined
})

describe('traces of the shown runs', () => {
  const runs = orderRuns(
    [summary(1, 'finished', ['a.v', 'b.v']), summary(2, 'running', ['b.v']), summary(3, 'finished', ['c.v'])],
    [1, 2],
  )

  it('puts the newest run first, and leaves hidden ones out', () => {
    expect(runs.map(({ id }) => id)).toEqual([2, 1])
  })

  it('keeps a variable in one colour through all runs, and tells runs apart by dashes', () => {
    const traces = shownTraces(runs, new Set())
    expect(traces.map(({ label, colour, dash, live }) => [label, colour, dash, live])).toEqual([
      ['b.v', 0, 0, true],
      ['a.v', 1, 1, false],
      ['b.v', 0, 1, false],
    ])
    expect(shownTraces(runs, new Set(['b.v'])).map(({ label, colour }) => [label, colour])).toEqual([
      ['a.v', 1],
    ])
  })

  it('reaches to where a growing run will end', () => {
    expect(wholeSpan(runs)).toEqual({ fromMs: 0, toMs: 200 })
    expect(wholeSpan([summary(5, 'cancelled', [])])).toEqual({ fromMs: 0, toMs: 40 })
    expect(wholeSpan([])).toEqual({ fromMs: 0, toMs: 1 })
  })

  it('draws rasters only for runs with detectors', () => {
    expect(shownSpikes(runs, new Map([[1, [{ label: 'a', timesMs: Float64Array.of(1) }]], [2, []]]))).toMatchObject([{ runLabel: 'Run 1', dash: 1 }]) // prettier-ignore
    expect(recordedVariables(runs).map(({ label }) => label)).toEqual(['b.v', 'a.v'])
  })
})

describe('traces store', () => {
  it('moves linked plots together, and lets unlinked ones go their own way', () => {
    setActivePinia(createPinia())
    const store = useTracesStore()
    store.add()
    store.setSpan(1, { fromMs: 1, toMs: 2 })
    expect(store.plots.map(store.spanOf)).toEqual([{ fromMs: 1, toMs: 2 }, { fromMs: 1, toMs: 2 }]) // prettier-ignore
    store.setLinked(false)
    store.setSpan(2, { fromMs: 5, toMs: 6 })
    expect(store.plots.map(store.spanOf)).toEqual([{ fromMs: 1, toMs: 2 }, { fromMs: 5, toMs: 6 }]) // prettier-ignore
    store.remove(2)
    store.remove(1)
    expect(store.plots).toHaveLength(1)
  })
})

describe('traces panel', () => {
  it('says what to do first', async () => {
    const mounted = await mountPanel(TracesPanel, createFakeHost({}).host)
    close = mounted.close
    expect(mounted.wrapper.text()).toContain('Place a probe first')
  })

  it('lists what was recorded, and hides a variable in the active plot', async () => {
    const fake = createFakeHost({ model: document => addProbe(document, { section: 'soma[0]', x: 0.5 }) })
    const mounted = await mountPanel(TracesPanel, fake.host)
    close = mounted.close
    await mounted.runs.start()
    fake.advance(1, 3)
    await flushPromises()
    expect(mounted.wrapper.find('.variable-list').text()).toContain('soma[0](0.5).v')
    expect(mounted.wrapper.findAll('.trace-plot')).toHaveLength(1)
    await mounted.wrapper.find('.variable-list input').setValue(false)
    expect(useTracesStore().activePlot?.hidden).toEqual(new Set(['soma[0](0.5).v']))
  })
})
