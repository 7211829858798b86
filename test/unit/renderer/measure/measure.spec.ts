// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { FeatureInfo } from '../../../../src-main/contract/index.ts'
import {
  connectorPath,
  dendrogramStrokes,
  sectionAt,
} from '../../../../src-renderer/features/measure/dendrogramPaths.ts'
import { matchingFeatures, rowsByValue } from '../../../../src-renderer/features/measure/featureRows.ts'
import MeasurePanel from '../../../../src-renderer/features/measure/MeasurePanel.vue'
import { useMeasureStore } from '../../../../src-renderer/features/measure/measureStore.ts'
import { csvText } from '../../../../src-renderer/format/csv.ts'
import { boxOf } from '../../../../src-renderer/plots/options/boxes.ts'
import { histogramOf } from '../../../../src-renderer/plots/options/histogram.ts'
import { useCellValuesStore } from '../../../../src-renderer/stores/cellValuesStore.ts'
import { useSelectionStore } from '../../../../src-renderer/stores/selectionStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const info = (id: string, more: Partial<FeatureInfo> = {}): FeatureInfo => ({
  ...{
    id,
    title: id,
    unit: 'µm',
    scope: 'section',
    definition: 'How long.',
    source: 'NeuroM',
    certain: true,
  },
  ...more,
})

describe('measured numbers', () => {
  it('are found by every word, in a scope', () => {
    const features = [info('length'), info('angle', { scope: 'bifurcation', definition: 'How wide.' })]
    const ids = (text: string, scope: 'all' | 'section' = 'all') =>
      matchingFeatures(features, [], { text, scope }).map(row => row.info.id)
    expect(ids('')).toEqual(['length', 'angle'])
    expect(ids('how neurom')).toEqual(['length', 'angle'])
    expect(ids('how wide')).toEqual(['angle'])
    expect(ids('how', 'section')).toEqual(['length'])
  })

  it('stand largest first, what is not defined last', () => {
    expect([...rowsByValue(Float64Array.of(1, NaN, 3, 2))]).toEqual([2, 3, 0, 1])
    expect([...rowsByValue(Float64Array.of(1, NaN, 3, 2), true)]).toEqual([0, 3, 2, 1])
  })

  it('are counted in bins: each whole number for itself, every finite number once', () => {
    const whole = histogramOf(Float64Array.of(1, 1, 2, 4, NaN))
    expect([...(whole?.counts ?? [])]).toEqual([2, 1, 0, 1])
    expect([...(whole?.bins ?? [])]).toEqual([0, 0, 1, 3, -1])
    const broken = histogramOf(Float64Array.from({ length: 100 }, (_, k) => Math.sqrt(k)))
    expect(broken?.counts.reduce((sum, count) => sum + count, 0)).toBe(100)
    expect(histogramOf(Float64Array.of(NaN))).toBeUndefined()
    expect([...(histogramOf(Float64Array.of(0.3, 0.3))?.counts ?? [])]).toEqual([2])
  })

  it('have quartiles as R has them (type 7) and whiskers within 1.5 of their distance', () => {
    // R: quantile(c(1, 2, 3, 4, 100)) gives 2, 3, 4.
    expect(boxOf([4, 1, 100, 3, 2, NaN])).toEqual({ lower: 2, median: 3, upper: 4, low: 1, high: 4 })
    expect(boxOf([])).toBeUndefined()
  })

  it('go into CSV with all digits, and nothing for what is not defined', () => {
    expect(
      csvText(
        ['a "b"', 'c'],
        [
          [0.1 + 0.2, NaN],
          ['x,y', 1],
        ],
      ),
    ).toBe('"a ""b""",c\r\n0.30000000000000004,\r\n"x,y",1\r\n')
  })
})

describe('dendrogram', () => {
  const { view } = createFakeHost()
  const { morphology, table } = view
  const frame = { left: 0, top: 0, width: 100, rowPx: 10, most: 100 }
  const count = morphology.sections.count
  const layout = {
    start: new Float64Array(count).fill(0),
    end: new Float64Array(count).fill(50),
    row: Float64Array.from({ length: count }, (_, row) => row),
    leaves: count,
  }

  it('draws every section but the soma, and fades what is not measured', () => {
    const all = dendrogramStrokes(morphology, layout, {
      frame,
      diameterUm: table.meanDiameterUm,
      types: undefined,
    })
    const somas = morphology.sections.type.filter(type => type === 1).length
    expect(all.map(({ path }) => path.split('M').length - 1).reduce((a, b) => a + b)).toBe(count - somas)
    expect(all.some(({ isFaint }) => isFaint)).toBe(false)
    const none = dendrogramStrokes(morphology, layout, {
      frame,
      diameterUm: table.meanDiameterUm,
      types: [99],
    })
    expect(none.every(({ isFaint }) => isFaint)).toBe(true)
    expect(connectorPath(morphology, layout, frame).split('M').length - 1).toBe(
      morphology.sections.parent.filter(parent => parent >= 0).length,
    )
  })

  it('finds the section under the pointer', () => {
    expect(sectionAt(layout, frame, { x: 20, y: 14 })).toBe(1)
    expect(sectionAt(layout, frame, { x: 90, y: 14 })).toBeUndefined()
  })
})

describe('measure panel', () => {
  it('shows features, colours the cell and selects sections', async () => {
    const { host } = createFakeHost()
    const { wrapper, close } = await mountPanel(MeasurePanel, host)
    await vi.waitFor(() => expect(wrapper.findAll('#feature-section-length td').length).toBeGreaterThan(0))
    const row = wrapper.get('#feature-section-length')
    expect(row.text()).toContain('µm')
    expect(wrapper.text()).toContain('uncertain')
    await vi.waitFor(() =>
      expect(
        wrapper.get('[aria-label="Colour the cell by this feature"]').attributes('disabled'),
      ).toBeUndefined(),
    )
    await wrapper.get('[aria-label="Colour the cell by this feature"]').trigger('click')
    expect(useCellValuesStore().shown?.unit).toBe('µm')
    await wrapper.get('input[type="search"]').setValue('no such thing')
    expect(wrapper.text()).toContain('No feature holds')
    useSelectionStore().selectSection(undefined)
    close()
  })

  it('compares nothing until both groups have a cell', async () => {
    const { host } = createFakeHost()
    const { wrapper, close } = await mountPanel(MeasurePanel, host)
    useMeasureStore().tab = 'groups'
    await flushPromises()
    expect(wrapper.text()).toContain('Two groups to compare')
    close()
  })

  it('says what to do first where there is no cell', async () => {
    const { host } = createFakeHost({ cell: 'none' })
    const { wrapper, close } = await mountPanel(MeasurePanel, host)
    expect(wrapper.text()).toContain('Import a reconstruction')
    close()
  })
})
