// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HostApi, ImpedanceCurves, ImpedanceQuestion } from '../../../../src-main/contract/index.ts'
import {
  frequenciesBetween,
  impedanceSet,
  impedanceTable,
  type ImpedanceView,
  splitSteady,
  steadyRows,
} from '../../../../src-renderer/features/impedance/impedanceCurves.ts'
import ImpedancePanel from '../../../../src-renderer/features/impedance/ImpedancePanel.vue'
import { addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { fakeAnalyses } from '../../../support/fakeHost/analyses.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const soma = { section: 'soma[0]', x: 0.5 }
const tip = { section: 'apic[1]', x: 1 }
const frequenciesHz = frequenciesBetween(1, 1000)
const ask = (membrane: 'present' | 'extended', at = frequenciesHz) =>
  fakeAnalyses.impedance({ site: soma, places: [tip], frequenciesHz: at, membrane })
const view: ImpedanceView = {
  site: soma,
  frequenciesHz,
  shown: ['input', 'transferPhase'],
  membranes: ['present', 'extended'],
  words: { axis: 'f (Hz)', row: name => name, of: (place, kind) => `${place} ${kind}` },
}

describe('impedance curves', () => {
  it('lie at frequencies of equal ratios, twelve a decade, both ends included', () => {
    expect(frequenciesHz).toHaveLength(37)
    expect([frequenciesHz[0], frequenciesHz[12], frequenciesHz[36]]).toEqual([1, 10, 1000])
  })

  it('are a row for each quantity and a line for each place, dashed where channels answer', async () => {
    const answers = [
      { membrane: 'present' as const, curves: await ask('present') },
      { membrane: 'extended' as const, curves: await ask('extended') },
    ]
    const set = impedanceSet(answers, view)
    expect(set?.rows.map(({ curves }) => curves.map(({ name, colour }) => [name, colour]))).toEqual([
      [
        ['soma[0](0.5) present', 0],
        ['apic[1](1) present', 1],
        ['soma[0](0.5) extended', 6],
        ['apic[1](1) extended', 7],
      ],
      [
        ['apic[1](1) present', 1],
        ['apic[1](1) extended', 7],
      ],
    ])
    // |R/(1 + iωτ)| of 100 MΩ and 10 ms at 10 Hz.
    expect(set?.rows[0]?.curves[0]?.values[12]).toBeCloseTo(100 / Math.hypot(1, 0.2 * Math.PI), 9)
  })

  it('are nothing where there is no answer, or nothing is wanted', async () => {
    const none: ImpedanceCurves = { curves: undefined, diagnostics: [] }
    expect(impedanceSet([{ membrane: 'present', curves: none }], view)).toBeUndefined()
    const one = [{ membrane: 'present' as const, curves: await ask('present') }]
    expect(impedanceSet(one, { ...view, shown: [] })).toBeUndefined()
  })

  it('have a table of the steady state, taken off the answer to 0 Hz', async () => {
    const { curves, steady } = splitSteady(await ask('present', [0, ...frequenciesHz]))
    expect(curves.curves?.inputMohm).toHaveLength(37)
    expect(steadyRows(soma, steady)).toEqual([
      { place: 'soma[0](0.5)', inputMohm: 100, transferMohm: 100, outRatio: 1, inRatio: 1, electrotonicDistance: 0 },
      { place: 'apic[1](1)', inputMohm: 100, transferMohm: 50, outRatio: 0.5, inRatio: 0.5, electrotonicDistance: Math.log(2) },
    ]) // prettier-ignore
  })

  it('can be pasted elsewhere as a table', async () => {
    const set = impedanceSet([{ membrane: 'present', curves: await ask('present') }], view)
    const lines = impedanceTable(set!).split('\n')
    expect(lines[0]).toBe('f (Hz)\tinput soma[0](0.5) present (MΩ)\tinput apic[1](1) present (MΩ)\ttransferPhase apic[1](1) present (°)') // prettier-ignore
    expect(lines[1]?.split('\t')[0]).toBe('1')
  })
})

describe('impedance panel', () => {
  let close = (): void => undefined
  afterEach(() => {
    close()
    vi.useRealTimers()
  })
  const panel = async (impedance: HostApi['analyses']['impedance'] = fakeAnalyses.impedance) => {
    const questions: ImpedanceQuestion[] = []
    const fake = createFakeHost({ model: document => addProbe(document, tip) })
    const host: HostApi = {
      ...fake.host,
      analyses: {
        ...fakeAnalyses,
        impedance: (question, options) => {
          questions.push(question)
          return impedance(question, options)
        },
      },
    }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const mounted = await mountPanel(ImpedancePanel, host)
    close = mounted.close
    const wait = async () => {
      await vi.advanceTimersByTimeAsync(300)
      await flushPromises()
    }
    await wait()
    return { ...mounted, questions, wait }
  }

  it('asks about the soma and the places of probes at once, for both kinds of membrane', async () => {
    const { questions, wrapper } = await panel()
    expect(questions.map(({ site, places, membrane }) => [site, places, membrane])).toEqual([
      [soma, [tip], 'present'],
      [soma, [tip], 'extended'],
    ])
    expect(wrapper.findAll('table')).toHaveLength(2)
    expect(wrapper.find('tbody tr:last-child').text()).toContain('50.00')
  })

  it('asks anew when something else is wanted', async () => {
    const { questions, wrapper, wait } = await panel()
    await wrapper.find('select[aria-label="Highest frequency"]').setValue('10')
    await wait()
    expect(questions).toHaveLength(4)
    expect(questions.at(-1)?.frequenciesHz.at(-1)).toBe(10)
  })

  it('shows findings, and the other frequencies where there is no steady state', async () => {
    const never = {
      code: 'impedance/integrates',
      severity: 'error',
      message: 'The state never rests.',
    } as const
    const { wrapper, questions } = await panel(async (question, options) =>
      question.frequenciesHz[0] === 0
        ? { curves: undefined, diagnostics: [never] }
        : fakeAnalyses.impedance(question, options),
    )
    expect(questions).toHaveLength(4)
    expect(wrapper.text()).toContain('The state never rests.')
    expect(wrapper.find('.curve-plot').exists()).toBe(true)
    expect(wrapper.find('table').exists()).toBe(false)
  })

  it('says what went wrong', async () => {
    const { wrapper } = await panel(() => Promise.reject(new Error('The engine is missing.')))
    expect(wrapper.text()).toContain('The engine is missing.')
  })
})
