// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import type { HostApi } from '../../../../src-main/contract/index.ts'
import { useLinkedCameras } from '../../../../src-renderer/components/useLinkedCameras.ts'
import ComparePanel from '../../../../src-renderer/features/compare/ComparePanel.vue'
import { compareCells, relativeChange } from '../../../../src-renderer/features/compare/differences.ts'
import { useLayoutStore } from '../../../../src-renderer/shell/layoutStore.ts'
import type { Camera } from '../../../../src-renderer/view3d/camera.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const camera = (x: number, umPerPixel: number, azimuth = 0): Camera => ({
  target: { x, y: 0, z: 0 },
  azimuth,
  elevation: 0,
  umPerPixel,
})

describe('compared cells', () => {
  const { view } = createFakeHost()

  it('differ by nothing from themselves', () => {
    const rows = compareCells(view, view)
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.map(relativeChange)).toEqual(rows.map(() => 0))
  })

  it('differ by parts of the left one; what the left one has not is new', () => {
    const twice = { ...view, summary: { ...view.summary, totalLengthUm: 3 * view.summary.totalLengthUm } }
    const length = compareCells(view, twice).find(({ name }) => name === 'length')
    expect(length && relativeChange(length)).toBeCloseTo(2, 12)
    expect(relativeChange({ name: 'axon', unit: '', left: 0, right: 2, isCount: true })).toBeUndefined()
  })
})

describe('linked cameras', () => {
  it('take the coarser scale at first, then turn and move by as much, each around its own cell', () => {
    effectScope().run(() => {
      const { cameras, moved } = useLinkedCameras()
      moved('left', camera(100, 2))
      moved('right', camera(-50, 5))
      expect(cameras.left.value).toEqual(camera(100, 5))
      expect(cameras.right.value).toEqual(camera(-50, 5))
      moved('right', camera(-40, 1, 0.5))
      expect(cameras.left.value).toEqual(camera(110, 1, 0.5))
    })
  })

  it('move alone when they are not linked', () => {
    effectScope().run(() => {
      const { cameras, linked, moved } = useLinkedCameras()
      moved('left', camera(0, 2))
      moved('right', camera(0, 2))
      linked.value = false
      moved('left', camera(7, 3))
      expect(cameras.right.value).toEqual(camera(0, 2))
    })
  })
})

describe('compare panel', () => {
  it('shows the cell of the model and what it was made from', async () => {
    const fake = createFakeHost()
    const morphologies: HostApi['morphologies'] = {
      ...fake.host.morphologies,
      history: async () => ({
        name: 'cell.swc',
        options: {},
        first: 'cell-0',
        steps: [{ id: 'cell-1', label: 'Cut dend[0]' }],
      }),
      view: async () => fake.view,
    }
    const { wrapper } = await mountPanel(ComparePanel, { ...fake.host, morphologies })
    useLayoutStore().showPanel('compare')
    await flushPromises()
    expect(wrapper.text()).toContain('after “Cut dend[0]”')
    expect(wrapper.text()).toContain('as it was read')
    expect(wrapper.findAll('tbody tr').length).toBeGreaterThan(8)
  })
})
