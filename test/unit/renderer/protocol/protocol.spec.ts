// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import ProtocolPanel from '../../../../src-renderer/features/protocol/ProtocolPanel.vue'
import { clampCourse, coursePoints } from '../../../../src-renderer/features/protocol/clampCourse.ts'
import {
  addSpikes,
  setProbeVariable,
  setStimulusParameter,
  setThreshold,
} from '../../../../src-renderer/features/protocol/protocolEdits.ts'
import { recordableIn } from '../../../../src-renderer/features/protocol/recordable.ts'
import { addPointProcess, addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { fakeMechanisms } from '../../../support/fakeHost/mechanisms.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const at = { section: 'soma[0]', x: 0.5 }
const empty = emptyModel('cell-1')
const byName = new Map(fakeMechanisms.map(mechanism => [mechanism.name, mechanism]))
let close = (): void => undefined
afterEach(() => close())

describe('protocol edits', () => {
  it('changes one parameter of one stimulus', () => {
    const model = addPointProcess(addPointProcess(empty, at), { section: 'dend[0]', x: 1 })
    const changed = setStimulusParameter(model, 'clamp2', 'amp', 1.5)
    expect(changed.pointProcesses.map(({ parameters }) => parameters['amp'])).toEqual([0.5, 1.5])
    expect(setStimulusParameter(changed, 'clamp2', 'amp', 1.5)).toBe(changed)
  })

  it('records each variable at a place once', () => {
    const model = setProbeVariable(addProbe(addProbe(empty, at, 'v'), at, 'ina'), 'probe2', 'v')
    expect(model.probes.map(({ variable }) => variable)).toEqual(['v', 'ina'])
    expect(setProbeVariable(model, 'probe2', 'hh.m').probes[1]?.variable).toBe('hh.m')
  })

  it('detects spikes at a place once, at a threshold', () => {
    const model = addSpikes(empty, at, -10)
    expect(addSpikes(model, at)).toBe(model)
    expect(setThreshold(model, model.spikes[0]!.id, 5).spikes[0]?.thresholdMv).toBe(5)
  })
})

describe('protocol recordable variables', () => {
  it('offers v, the ions and the variables that are there, with their units', () => {
    const model = addPointProcess(
      { ...empty, mechanisms: [{ id: 'hh1', mechanism: 'hh', region: 'soma', parameters: {} }] },
      at,
    )
    const names = recordableIn(model, byName, 'soma[0]').map(({ name, unit }) => `${name} ${unit}`)
    expect(names).toContain('v mV')
    expect(names).toContain('ina mA/cm2')
    expect(names).toContain('hh.m 1')
    expect(recordableIn(model, byName, 'dend[0]').map(({ name }) => name)).toEqual(['v'])
  })
})

describe('protocol clamp course', () => {
  it('steps up and down within the run', () => {
    expect(clampCourse(5, 10, 0.5, 40).corners).toEqual([[0, 0], [5, 0], [5, 0.5], [15, 0.5], [15, 0], [40, 0]]) // prettier-ignore
    expect(clampCourse(35, 10, 0.5, 40).corners.at(-2)).toEqual([40, 0])
  })

  it('says when no current flows within the run', () => {
    expect(clampCourse(50, 10, 0.5, 40).outside).toBe(true)
    expect(clampCourse(5, 0, 0.5, 40).outside).toBe(true)
  })

  it('draws negative currents downwards', () => {
    const y = (points: string) => points.split(' ').map(point => Number(point.split(',')[1]))
    expect(y(coursePoints(clampCourse(5, 10, -1, 40), 100, 40))).toEqual([3, 3, 37, 37, 3, 3])
    expect(y(coursePoints(clampCourse(5, 10, 1, 40), 100, 40))).toEqual([37, 37, 3, 3, 37, 37])
  })
})

describe('protocol panel', () => {
  const panel = async (
    change = (document: typeof empty) => document,
    diagnostics: readonly object[] = [],
  ) => {
    const fake = createFakeHost({ model: change })
    const models = {
      ...fake.host.models,
      current: async () => ({ ...(await fake.host.models.current()), diagnostics: diagnostics as never }),
    }
    const mounted = await mountPanel(ProtocolPanel, { ...fake.host, models })
    close = mounted.close
    return { ...mounted, fake }
  }

  it('places a clamp in the soma when nothing is selected', async () => {
    const { wrapper, fake } = await panel()
    await wrapper
      .findAll('button')
      .find(button => button.text() === 'IClamp')
      ?.trigger('click')
    await flushPromises()
    expect(fake.saved.at(-1)?.label).toMatch(/^Place IClamp at soma/)
    expect(fake.saved.at(-1)?.document.pointProcesses).toHaveLength(1)
    expect(wrapper.find('.clamp-preview').exists()).toBe(true)
  })

  it('chooses what a probe records', async () => {
    const { wrapper, fake } = await panel(document =>
      addProbe(
        { ...document, mechanisms: [{ id: 'hh1', mechanism: 'hh', region: 'all', parameters: {} }] },
        at,
      ),
    )
    await wrapper.find('select.variable').setValue('ina')
    await flushPromises()
    expect(fake.saved.at(-1)?.document.probes[0]?.variable).toBe('ina')
    expect(fake.saved.at(-1)?.label).toBe('Record ina with probe1')
  })

  it('shows findings where they belong', async () => {
    const { wrapper } = await panel(undefined, [
      {
        code: 'model/coarse-step',
        severity: 'warning',
        message: 'A time step of 0.5 ms is too coarse for action potentials.',
        subject: 'run.dtMs',
      },
    ])
    expect(wrapper.find('.run-settings').text()).toContain('too coarse')
  })

  it('names a changed setting as NEURON does', async () => {
    const { wrapper, fake } = await panel()
    const field = wrapper.find('input[aria-label="End of the run"]')
    await field.setValue('0.1 s')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(fake.saved.at(-1)?.label).toBe('Set tstop to 100')
    expect(fake.saved.at(-1)?.document.run.tStopMs).toBe(100)
  })
})
