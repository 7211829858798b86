// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import EditorPanel from '../../../../src-renderer/features/mechanisms/editor/EditorPanel.vue'
import { saveText } from '../../../../src-renderer/features/mechanisms/editor/saveText.ts'
import MechanismsPanel from '../../../../src-renderer/features/mechanisms/MechanismsPanel.vue'
import { addMechanismFile } from '../../../../src-renderer/features/mechanisms/addMechanisms.ts'
import {
  describeEvents,
  describeIon,
} from '../../../../src-renderer/features/mechanisms/describeMechanism.ts'
import {
  freeName,
  newMechanismText,
  renamedText,
} from '../../../../src-renderer/features/mechanisms/newText.ts'
import { compileMechanism, createSourceText, findCurves } from '../../../../src-engine/index.ts'
import { useMechanismTextsStore } from '../../../../src-renderer/stores/mechanismTextsStore.ts'
import { useNoticesStore } from '../../../../src-renderer/stores/noticesStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

let close = (): void => undefined
afterEach(() => close())

describe('mechanisms panel', () => {
  it('lists the library, finds by title, and shows variables with units', async () => {
    const mounted = await mountPanel(MechanismsPanel, createFakeHost({}).host)
    close = mounted.close
    await mounted.wrapper.find('input[type=search]').setValue('squid')
    expect(mounted.wrapper.findAll('.row')).toHaveLength(1)
    await mounted.wrapper.find('.row').trigger('click')
    expect(mounted.wrapper.find('table').text()).toContain('S/cm²')
    expect(mounted.wrapper.text()).toContain('reads ena · writes ina · valence 1')
    // A limit of 1e9 means none.
    expect(mounted.wrapper.find('.limits').text()).toBe('≥ 0')
  })

  it('opens a file with errors in the editor, keeps it as a draft, and leaves the project as it was', async () => {
    const { host } = createFakeHost({})
    const mounted = await mountPanel(MechanismsPanel, host)
    close = mounted.close
    await addMechanismFile({ name: 'bad.mod', text: async () => 'NEURON {\n  bad\n}' } as File)
    await flushPromises()
    expect(useMechanismTextsStore().current?.fileName).toBe('bad.mod')
    expect(useNoticesStore().notices[0]?.message).toContain('bad.mod cannot be compiled yet')
    expect((await host.mechanisms.drafts()).map(({ key }) => key)).toEqual(['bad.mod'])
    expect((await host.mechanisms.list()).filter(({ origin }) => origin === 'project')).toEqual([])
    expect(mounted.wrapper.text()).toContain('Not saved')
  })

  it('shows the folder that is watched, and what is wrong in it', async () => {
    const { host } = createFakeHost({})
    const mounted = await mountPanel(MechanismsPanel, host)
    close = mounted.close
    await mounted.mechanisms.watchFolder('/home/me/channels')
    await flushPromises()
    expect(mounted.wrapper.find('.folder').text()).toContain('channels')
    mounted.mechanisms.folder = {
      path: '/home/me/channels',
      problem: undefined,
      files: [
        { fileName: 'a.mod', mechanism: 'a', diagnostics: [], compileMs: 1 },
        {
          ...{ fileName: 'b.mod', mechanism: undefined, compileMs: 1 },
          diagnostics: [{ code: 'x/y', severity: 'error', message: 'Something is missing.' }],
        },
      ],
    }
    await flushPromises()
    expect(mounted.wrapper.findAll('.folder li')).toHaveLength(1)
    expect(mounted.wrapper.find('.folder li').text()).toContain('Something is missing.')
  })
})

describe('mechanisms editor', () => {
  it('compiles a moment after typing, offers the fix, and keeps what was written', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { host } = createFakeHost({})
    const mounted = await mountPanel(EditorPanel, host)
    close = () => {
      mounted.close()
      vi.useRealTimers()
    }
    const texts = useMechanismTextsStore()
    expect(mounted.wrapper.text()).toContain('No text is open')
    texts.showFile('a.mod', 'NEURON { SUFFIX a }')
    await flushPromises()
    expect(mounted.wrapper.find('footer').text()).toContain('a compiled in 1.3 ms')
    texts.write(texts.currentKey ?? '', 'NEURON { }')
    await vi.advanceTimersByTimeAsync(500)
    await flushPromises()
    expect(mounted.wrapper.find('footer').text()).toContain('1 error')
    expect(mounted.wrapper.find('.fixes').text()).toBe('Write SUFFIX x')
    expect((await host.mechanisms.drafts())[0]?.text).toBe('NEURON { }')
    await mounted.wrapper.find('.fixes button').trigger('click')
    await vi.advanceTimersByTimeAsync(500)
    await flushPromises()
    expect(texts.current?.text).toBe('NEURON { SUFFIX x }\nNEURON { }')
    expect(mounted.wrapper.find('footer').text()).toContain('x compiled')
  })

  it('saves into the project, and then has nothing to save', async () => {
    const { host } = createFakeHost({})
    const mounted = await mountPanel(EditorPanel, host)
    close = mounted.close
    const texts = useMechanismTextsStore()
    texts.showFile('a.mod', 'NEURON { SUFFIX a }\r\n')
    await saveText()
    expect((await host.mechanisms.list()).at(-1)).toMatchObject({
      name: 'a',
      text: 'NEURON { SUFFIX a }\r\n',
    })
    expect(texts.current).toMatchObject({ origin: 'project', replaces: 'a', saved: 'NEURON { SUFFIX a }\n' })
    expect(await host.mechanisms.drafts()).toEqual([])
  })
})

describe('mechanisms new text', () => {
  it('is a channel that compiles without a word and has a curve', () => {
    const source = createSourceText('channel.mod', newMechanismText('channel'))
    expect(compileMechanism(source, { units: true }).diagnostics).toEqual([])
    expect(findCurves(source).states.map(({ state }) => state)).toEqual(['n'])
  })

  it('finds a name that nobody has', () => {
    expect(freeName('kv', new Set())).toBe('kv')
    expect(freeName('kv', new Set(['kv', 'kv2']))).toBe('kv3')
    expect(freeName('k7', new Set(['k7']))).toBe('k2')
  })

  it('renames a copy where the text names itself', () => {
    const copy = renamedText({ name: 'hh', text: 'NEURON {\n  SUFFIX hh\n  RANGE hhx\n}' }, 'hh2')
    expect(copy.text).toBe('NEURON {\n  SUFFIX hh2\n  RANGE hhx\n}')
    expect(copy.span && copy.text.slice(copy.span.start, copy.span.end)).toBe('hh2')
  })
})

describe('mechanisms description', () => {
  const words = (key: string, names: Record<string, string> = {}) =>
    `${key.replace('mechanisms.', '')} ${Object.values(names).join(' ')}`.trim()

  it('tells of ions and events', () => {
    expect(describeIon({ ion: 'ca', reads: ['cai'], writes: [], valence: 2 }, words)).toBe(
      'reads cai · valence 2',
    )
    expect(
      describeEvents(
        { weights: [{ name: 'w', unit: 'uS' }], receives: true, sends: false, fires: true },
        words,
      ),
    ).toEqual(['receivesWith w (uS)', 'fires'])
  })
})
