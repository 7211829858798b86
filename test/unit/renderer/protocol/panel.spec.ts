// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { ModelDocument } from '../../../../src-engine/model/document.ts'
import ProtocolPanel from '../../../../src-renderer/features/protocol/ProtocolPanel.vue'
import { addPointProcess, addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const at = { section: 'soma[0]', x: 0.5 }
let close = (): void => undefined
afterEach(() => close())

type Change = (document: ModelDocument) => ModelDocument

async function panel(change: Change = document => document, diagnostics: readonly object[] = []) {
  const fake = createFakeHost({ model: change })
  const models = {
    ...fake.host.models,
    current: async () => ({ ...(await fake.host.models.current()), diagnostics: diagnostics as never }),
  }
  const mounted = await mountPanel(ProtocolPanel, { ...fake.host, models })
  close = mounted.close
  const last = () => fake.saved.at(-1)
  /** Opens the menu, types, and takes what is found first. */
  const add = async (text: string) => {
    await mounted.wrapper.find('button.add-any').trigger('click')
    await flushPromises()
    const input = document.querySelector<HTMLInputElement>('.search-menu input')!
    input.value = text
    input.dispatchEvent(new Event('input'))
    await flushPromises()
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    await flushPromises()
  }
  const card = (id: string) => mounted.wrapper.find(`article[aria-label="${id}"]`)
  const type = async (id: string, label: string, text: string) => {
    const field = card(id).find(`input[aria-label="${label}"]`)
    await field.setValue(text)
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
  }
  return { ...mounted, fake, last, add, card, type }
}

describe('protocol panel', () => {
  it('shows only what the model has, and says what to do where nothing is', async () => {
    const { wrapper } = await panel()
    const titles = wrapper.findAll('h3').map(heading => heading.text())
    expect(titles).toEqual(['Stimuli', 'Probes', 'Run'])
    expect(wrapper.text()).toContain('Press S and click on the cell')
  })

  it('adds a stimulus that a few letters find, in the soma when nothing is selected', async () => {
    const { wrapper, add, last } = await panel()
    await add('step of current')
    expect(last()?.label).toMatch(/^Place IClamp at soma/)
    expect(last()?.document.pointProcesses).toHaveLength(1)
    expect(wrapper.find('.clamp-preview').exists()).toBe(true)
  })

  it('adds a synapse, a source, and a connection between them', async () => {
    const { add, last, type, card } = await panel()
    await add('expsyn')
    await add('netstim')
    await add('connection')
    const connection = last()?.document.connections?.[0]
    expect(connection).toMatchObject({
      source: { kind: 'process', process: 'netstim1' },
      target: 'expsyn1',
      weights: [0.001],
    })
    await type('connection1', 'delay', '2 ms')
    await type('connection1', 'weight', '5 nS')
    expect(last()?.document.connections?.[0]).toMatchObject({ delayMs: 2, weights: [0.005] })
    expect(last()?.label).toBe('Change weight of connection1')
    expect(card('connection1').text()).toContain('netstim1 → expsyn1')
  })

  it('says what is needed first where something cannot be added yet', async () => {
    const { add, last } = await panel()
    await add('connection')
    expect(last()).toBeUndefined()
    const item = document.querySelector('.search-menu [aria-disabled]')
    expect(item?.textContent).toContain('needs a synapse or an artificial cell')
  })

  it('takes a process away together with what is nothing without it', async () => {
    const { add, last, card } = await panel()
    await add('expsyn')
    await add('netstim')
    await add('connection')
    await card('expsyn1').find('button[aria-label="Remove expsyn1"]').trigger('click')
    await flushPromises()
    expect(last()?.document.connections).toEqual([])
    expect(last()?.document.artificialCells).toHaveLength(1)
  })

  it('chooses what a probe records', async () => {
    const { wrapper, last } = await panel(document =>
      addProbe({ ...document, mechanisms: [{ id: 'hh1', mechanism: 'hh', region: 'all', parameters: {} }] }, at),
    ) // prettier-ignore
    await wrapper.find('.variable button').trigger('click')
    await flushPromises()
    const options = [...document.querySelectorAll('.search-menu [role=option]')]
    options
      .find(option => option.textContent?.includes('ina'))
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await flushPromises()
    expect(last()?.document.probes[0]?.variable).toBe('ina')
    expect(last()?.label).toBe('Record ina with probe1')
  })

  it('records at an interval, or at every step again', async () => {
    const { card, last } = await panel(document => addProbe(document, at))
    await card('probe1').find('select').setValue('interval')
    await flushPromises()
    expect(last()?.document.probes[0]).toEqual({ id: 'probe1', at, variable: 'v', everyMs: 1 })
    await card('probe1').find('select').setValue('every-step')
    await flushPromises()
    expect(last()?.document.probes[0]).toEqual({ id: 'probe1', at, variable: 'v' })
  })

  it('shows findings at the field that they are about', async () => {
    const { wrapper, card } = await panel(document => addPointProcess(document, at), [
      { code: 'model/coarse-step', severity: 'warning', message: 'A time step of 0.5 ms is too coarse.', subject: 'run.dtMs' },
      { code: 'model/out-of-range', severity: 'error', message: '"dur" must not be negative.', subject: 'pointProcesses.clamp1.dur' },
    ]) // prettier-ignore
    expect(wrapper.find('.run-settings').text()).toContain('too coarse')
    expect(card('clamp1').find('input[aria-label="dur"]').attributes('aria-invalid')).toBe('true')
  })

  it('shows what is wrong with a process’s function on its card', async () => {
    const withSource: Change = document => ({
      ...document,
      artificialCells: [{ id: 'netstim1', mechanism: 'NetStim', parameters: {} }],
    })
    const { card } = await panel(withSource, [
      { code: 'model/function-table-not-set', severity: 'error', message: 'The values of "f" are not given.', subject: 'functionTables.NetStim.f' },
    ]) // prettier-ignore
    expect(card('netstim1').text()).toContain('The values of "f" are not given.')
  })

  it('sets a number that all instances share', async () => {
    const { add, last, type } = await panel()
    await add('netstim')
    await type('netstim1', 'seed', '7')
    expect(last()?.document.globals).toEqual({ 'NetStim.seed': 7 })
    expect(last()?.label).toBe('Set NetStim.seed')
  })

  it('places an electrode beside the cell, and takes its position in numbers', async () => {
    const { add, last, type } = await panel()
    await add('electrode records')
    const [electrode] = last()?.document.electrodes ?? []
    expect(electrode).toMatchObject({ sources: 'line', medium: { kind: 'resistive', sigmaSPerM: 0.3 } })
    await type('electrode1', 'x of the electrode', '0.1 mm')
    expect(last()?.document.electrodes?.[0]?.at.xUm).toBeCloseTo(100, 9)
  })

  it('lets a variable follow a course, and goes on where the last line leads', async () => {
    const { add, last, card } = await panel(document => addPointProcess(document, at))
    await add('course')
    expect(last()?.document.plays?.[0]?.targets).toEqual([{ variable: 'clamp1.amp' }])
    const lines = card('course1')
      .findAll('[role=radio]')
      .find(button => button.text() === 'last line')
    await lines?.trigger('click')
    await flushPromises()
    expect(last()?.document.plays?.[0]?.beyond).toBe('extrapolate')
  })
})

describe('protocol run settings', () => {
  it('names a changed setting as NEURON does', async () => {
    const { wrapper, last } = await panel()
    const field = wrapper.find('input[aria-label="End of the run"]')
    await field.setValue('0.1 s')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(last()?.label).toBe('Set tstop to 100')
    expect(last()?.document.run.tStopMs).toBe(100)
  })

  it('shows tolerances only of adaptive steps, and keeps what is not set out of the document', async () => {
    const { wrapper, last } = await panel()
    expect(wrapper.find('.adaptive').exists()).toBe(false)
    await wrapper.find('select[aria-label="integration method"]').setValue('adaptive')
    await flushPromises()
    const field = wrapper.find('input[aria-label="absolute tolerance"]')
    await field.setValue('1e-6')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(last()?.document.run.adaptive).toEqual({ absoluteTolerance: 1e-6 })
    await wrapper.find('button[aria-label^="Back to the default"]').trigger('click')
    await flushPromises()
    expect(last()?.document.run.adaptive).toEqual({})
  })

  it('says what each method means', async () => {
    const { wrapper } = await panel(document => ({
      ...document,
      run: { ...document.run, method: 'crank-nicolson' },
    }))
    expect(wrapper.find('.explained').text()).toContain('Second order in v')
  })
})

describe('protocol circuits', () => {
  it('adds an electrode as a circuit, drawn with its parts, and changes a part', async () => {
    const { add, last, card, type } = await panel()
    await add('pipette')
    expect(card('circuit1').findAll('.part')).toHaveLength(3)
    await type('circuit1', 'Value of Rs', '0.02 GΩ')
    const [circuit] = last()?.document.circuits ?? []
    expect(circuit && 'elements' in circuit && circuit.elements[1]).toMatchObject({ resistanceMohm: 20 })
  })

  it('renames a source together with the course that leads to it', async () => {
    const { add, last, card } = await panel()
    await add('pipette')
    await card('circuit1').find('button[aria-label="Details of command"]').trigger('click')
    const play = card('circuit1').findAll('button').find(button => button.text().startsWith('Let it follow')) // prettier-ignore
    await play?.trigger('click')
    await flushPromises()
    expect(last()?.document.plays?.[0]?.targets[0]?.variable).toBe('circuit1.command')
    const name = card('circuit1').findAll<HTMLInputElement>('input.id').find(({ element }) => element.value === 'command') // prettier-ignore
    await name?.setValue('holding')
    await flushPromises()
    expect(last()?.document.plays?.[0]?.targets[0]?.variable).toBe('circuit1.holding')
  })
})
