// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultNtscableOptions, ntscableOptions } from '../../../../src-engine/index.ts'
import type { HostApi } from '../../../../src-main/contract/index.ts'
import ConvertPanel from '../../../../src-renderer/features/convert/ConvertPanel.vue'
import { leftOutMarkers } from '../../../../src-renderer/features/convert/leftOutMarkers.ts'
import { optionRows } from '../../../../src-renderer/features/convert/optionForm.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

describe('options of NTSCABLE', () => {
  const keys = (given: Parameters<typeof optionRows>[2]) =>
    optionRows(ntscableOptions, defaultNtscableOptions, given).map(({ definition }) => definition.key)

  it('are offered where they have an effect', () => {
    expect(keys({})).toEqual(expect.arrayContaining(['style', 'points', 'segments', 'digits']))
    expect(keys({})).not.toContain('accuracy')
    expect(keys({ output: 'cable' })).toContain('accuracy')
    expect(keys({ output: 'cable' })).not.toContain('style')
    expect(keys({ spines: 'sections' })).toContain('spineLengthUm')
    expect(keys({ slices: 'merge' })).toContain('mergeWithinUm')
  })

  it('say what differs from the usual', () => {
    const rows = optionRows(ntscableOptions, defaultNtscableOptions, { maxLengthUm: 20, segments: 1 })
    expect(rows.filter(({ isChanged }) => isChanged).map(({ definition }) => definition.key)).toEqual([
      'maxLengthUm',
    ])
  })
})

describe('flags of points that were left out', () => {
  it('are few, stand where the place is known, and show the chosen one', () => {
    const place = { x: 1, y: 2, z: 3 }
    const points = Array.from({ length: 300 }, (_, line) => ({ line, type: '', reason: 'damaged', place }))
    const flags = leftOutMarkers([{ ...points[0]!, place: undefined }, ...points], 290, key => key)
    expect(flags).toHaveLength(101)
    expect(flags.find(({ selected }) => selected)?.id).toBe('left-out-290')
  })
})

describe('convert panel', () => {
  let close = (): void => undefined
  afterEach(() => {
    close()
    vi.useRealTimers()
  })
  async function mount(change: Partial<HostApi['conversions']> = {}, cell: 'none' | 'small' = 'small') {
    const fake = createFakeHost({ cell })
    const conversions = { ...fake.host.conversions, ...change }
    const mounted = await mountPanel(ConvertPanel, { ...fake.host, conversions })
    close = mounted.close
    await flushPromises()
    return { panel: mounted.wrapper, look: fake.host.conversions.look }
  }

  it('says what to do first', async () => {
    const { panel } = await mount({}, 'none')
    expect(panel.text()).toContain('Choose a reconstruction')
  })

  it('converts the cell that is shown, and again with each choice', async () => {
    const fake = createFakeHost()
    const look = vi.fn<HostApi['conversions']['look']>(fake.host.conversions.look)
    const { panel } = await mount({ look })
    expect(look.mock.lastCall?.[0]).toEqual({
      source: { kind: 'cell', id: 'cell-1' },
      wish: { to: 'ntscable', ntscable: {} },
    })
    expect(panel.text()).toContain('cell.hoc')
    vi.useFakeTimers()
    const style = panel.findAll('select').find(one => one.html().includes('NTSCABLE 2.0'))
    await style?.setValue('split')
    await vi.advanceTimersByTimeAsync(300)
    expect(look.mock.lastCall?.[0].wish).toEqual({ to: 'ntscable', ntscable: { style: 'split' } })
    await panel.find('select').setValue('swc')
    await vi.advanceTimersByTimeAsync(300)
    expect(look.mock.lastCall?.[0].wish).toEqual({ to: 'swc', write: {} })
    vi.useRealTimers()
    await flushPromises()
    expect(panel.text()).toContain('cell.swc')
  })

  it('says why a conversion failed', async () => {
    const { panel } = await mount({
      look: () =>
        Promise.reject(
          Object.assign(new Error('Digits are from 3 to 17.'), { code: 'conversions/wrong-option' }),
        ),
    })
    expect(panel.text()).toContain('Digits are from 3 to 17.')
  })
})
