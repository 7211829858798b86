// @vitest-environment jsdom
import { mount, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import QuantityField from '../../../../src-renderer/components/QuantityField.vue'
import { texts } from '../../../../src-renderer/i18n/index.ts'

function field(props: Record<string, unknown> = {}): VueWrapper {
  return mount(QuantityField, {
    props: { modelValue: 0.12, unit: 'S/cm2', label: 'gnabar of hh', ...props },
    global: { plugins: [texts] },
  })
}

const type = async (wrapper: VueWrapper, text: string): Promise<void> => {
  await wrapper.get('input').setValue(text)
  await wrapper.get('input').trigger('keydown', { key: 'Enter' })
}
const values = (wrapper: VueWrapper): unknown[] =>
  (wrapper.emitted('update:modelValue') ?? []).map(([value]) => value)

describe('components QuantityField', () => {
  it('converts what is typed with another unit', async () => {
    const wrapper = field()
    await type(wrapper, '36 mS/cm2')
    expect(values(wrapper)).toEqual([0.036])
    expect(wrapper.get('input').element.value).toBe('0.036')
  })

  it('marks a wrong text in place, keeps it, and tells nobody', async () => {
    const wrapper = field()
    await type(wrapper, '12 parrots')
    expect(values(wrapper)).toEqual([])
    expect(wrapper.get('input').element.value).toBe('12 parrots')
    expect(wrapper.get('input').attributes('aria-invalid')).toBe('true')
    expect(wrapper.get('[role="alert"]').text()).toContain('parrots')
  })

  it('keeps a wrong text although the value changes elsewhere', async () => {
    const wrapper = field()
    await type(wrapper, '12 parrots')
    await wrapper.setProps({ modelValue: 0.5 })
    expect(wrapper.get('input').element.value).toBe('12 parrots')
  })

  it('goes back to the value with Escape', async () => {
    const wrapper = field()
    await type(wrapper, 'x')
    await wrapper.get('input').trigger('keydown', { key: 'Escape' })
    expect(wrapper.get('input').element.value).toBe('0.12')
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
  })

  it('steps with the arrow keys as one gesture', async () => {
    const wrapper = field({ modelValue: 50, unit: 'mV' })
    await wrapper.get('input').trigger('keydown', { key: 'ArrowUp' })
    await wrapper.setProps({ modelValue: 51 })
    await wrapper.get('input').trigger('keydown', { key: 'ArrowUp', shiftKey: true })
    const events = wrapper.emitted('update:modelValue') ?? []
    expect(events.map(([value]) => value)).toEqual([51, 61])
    expect(events[0]?.[1]).toBeTypeOf('string')
    expect(events[0]?.[1]).toBe(events[1]?.[1])
  })

  it('stops at its limits when stepped', async () => {
    const wrapper = field({ modelValue: 1, unit: '', min: 1, max: 2, integer: true })
    await wrapper.get('input').trigger('keydown', { key: 'ArrowDown' })
    await wrapper.get('input').trigger('keydown', { key: 'ArrowUp', shiftKey: true })
    expect(values(wrapper)).toEqual([2])
  })

  it('shows a fault that comes from outside', () => {
    expect(field({ fault: 'It must be smaller than dt.' }).get('[role="alert"]').text()).toBe(
      'It must be smaller than dt.',
    )
  })
})
