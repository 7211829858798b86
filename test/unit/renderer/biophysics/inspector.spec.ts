// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import InspectorPanel from '../../../../src-renderer/features/biophysics/InspectorPanel.vue'
import { insertMechanism } from '../../../../src-renderer/features/biophysics/biophysicsEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

let close = (): void => undefined
afterEach(() => close())

async function inspector(options: Parameters<typeof createFakeHost>[0], diagnostics: readonly object[] = []) {
  const fake = createFakeHost(options)
  const models = {
    ...fake.host.models,
    current: async () => ({ ...(await fake.host.models.current()), diagnostics: diagnostics as never }),
  }
  const mounted = await mountPanel(InspectorPanel, { ...fake.host, models })
  close = mounted.close
  return { ...mounted, fake }
}

describe('biophysics inspector', () => {
  it('says what to do first while there is no cell', async () => {
    const { wrapper } = await inspector({ cell: 'none' })
    expect(wrapper.text()).toContain('No cell to describe yet')
  })

  it('offers the regions of the cell', async () => {
    const { wrapper } = await inspector({})
    expect(
      wrapper
        .findAll('[role=radiogroup] [role=radio]')
        .slice(0, 2)
        .map(chip => chip.text()),
    ).toEqual(['all', 'soma'])
  })

  it('edits a parameter with its unit, and names the edit for undo', async () => {
    const { wrapper, fake } = await inspector({ model: document => insertMechanism(document, 'hh', 'all') })
    const field = wrapper.find('input[aria-label=gnabar]')
    await field.setValue('200 mS/cm2')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(fake.saved.at(-1)?.label).toBe('Set hh.gnabar to 0.2 in all')
    expect(fake.saved.at(-1)?.document.mechanisms[0]?.parameters).toEqual({ gnabar: 0.2 })
  })

  it('goes back to the default', async () => {
    const { wrapper, fake } = await inspector({
      model: document => ({
        ...document,
        mechanisms: [{ id: 'hh1', mechanism: 'hh', region: 'all', parameters: { gnabar: 0.2 } }],
      }),
    })
    await wrapper.find('[aria-label="Back to the default, 0.12 S/cm²"]').trigger('click')
    await flushPromises()
    expect(fake.saved.at(-1)?.document.mechanisms[0]?.parameters).toEqual({})
  })

  it('shows a finding beside the field that it is about', async () => {
    const message =
      'Mechanism "hh" in "all": gnabar = 5 S/cm2 lies outside the limits 0 … 1 that its mechanism gives.'
    const subject = 'mechanisms.hh-1.gnabar'
    const { wrapper } = await inspector({ model: document => insertMechanism(document, 'hh', 'all') }, [
      { code: 'model/outside-limits', severity: 'warning', message, subject },
    ])
    const row = wrapper.findAll('.parameter').find(parameter => parameter.text().includes('gnabar'))
    expect(row?.text()).toContain('outside the limits')
    expect(
      wrapper.findAll('.parameter').filter(parameter => parameter.text().includes('outside')),
    ).toHaveLength(1)
  })

  it('changes the rule for compartments', async () => {
    const { wrapper, fake } = await inspector({})
    await wrapper.findAll('.kinds button').at(2)?.trigger('click')
    await flushPromises()
    expect(fake.saved.at(-1)?.document.discretisation).toEqual({
      kind: 'd-lambda',
      fraction: 0.1,
      frequencyHz: 100,
    })
  })
})
