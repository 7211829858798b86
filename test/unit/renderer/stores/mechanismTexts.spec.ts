import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MechanismInfo } from '../../../../src-main/contract/index.ts'
import { provideHost } from '../../../../src-renderer/host/useHost.ts'
import {
  asInFile,
  followMechanisms,
  isDirty,
  isInFolder,
  openedDraft,
  openedFile,
  openedMechanism,
} from '../../../../src-renderer/stores/mechanismTexts.ts'
import { useMechanismTextsStore } from '../../../../src-renderer/stores/mechanismTextsStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { fakeMechanisms } from '../../../support/fakeHost/mechanisms.ts'

const kv = (text: string): MechanismInfo => ({
  ...(fakeMechanisms[0] as MechanismInfo),
  ...{ name: 'kv', fileName: 'kv.mod', text, origin: 'project' },
})

describe('mechanism texts', () => {
  it('have lines that end in LF in the window, and as the file had them when they are saved', () => {
    const open = openedMechanism(kv('a\r\nb\r\n'))
    expect(open.text).toBe('a\nb\n')
    expect(isDirty(open)).toBe(false)
    expect(asInFile({ ...open, text: 'a\nc\n' })).toBe('a\r\nc\r\n')
  })

  it('follow the project where they are unchanged, and keep what was written where they are not', () => {
    const open = openedMechanism(kv('old'))
    expect(followMechanisms(open, [kv('new')])).toMatchObject({ text: 'new', saved: 'new' })
    expect(followMechanisms({ ...open, text: 'mine' }, [kv('new')])).toMatchObject({
      text: 'mine',
      saved: 'new',
    })
    expect(followMechanisms(open, [])).toMatchObject({ text: 'old', saved: undefined, origin: 'new' })
  })

  it('come back from a draft as a change of the mechanism that they were of', () => {
    const draft = { key: 'kv', fileName: 'kv.mod', text: 'half', replaces: 'kv' }
    expect(openedDraft(draft, [kv('whole')])).toMatchObject({ text: 'half', saved: 'whole', replaces: 'kv' })
    expect(openedDraft(draft, [])).toMatchObject({ text: 'half', saved: undefined, origin: 'new' })
  })

  it('know whether they are a file of the watched folder', () => {
    const file = { fileName: 'kv.mod', mechanism: 'kv', diagnostics: [], compileMs: 0 }
    const folder = { path: '/x', problem: undefined, files: [file] }
    expect(isInFolder(openedMechanism(kv('')), folder)).toBe(true)
    expect(isInFolder(openedMechanism({ ...kv(''), name: 'other' }), folder)).toBe(false)
    expect(isInFolder(openedFile('kv.mod', ''), undefined)).toBe(false)
  })
})

describe('mechanism texts store', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    provideHost(createFakeHost({}).host)
  })
  afterEach(() => provideHost(undefined))

  it('keeps a text at hand whose tab is closed before it is saved', () => {
    const texts = useMechanismTextsStore()
    texts.showMechanism(kv('saved'))
    const key = texts.currentKey ?? ''
    texts.close(key)
    expect(texts.open).toEqual([])
    texts.showMechanism(kv('saved'))
    texts.write(key, 'changed')
    texts.close(key)
    expect(texts.shown).toEqual([])
    texts.choose(key)
    expect(texts.current?.text).toBe('changed')
  })

  it('drops the answer about a text that has changed meanwhile', async () => {
    const texts = useMechanismTextsStore()
    texts.showFile('a.mod', 'NEURON { SUFFIX a }')
    const key = texts.currentKey ?? ''
    const asked = texts.check(key)
    texts.write(key, 'NEURON {')
    await asked
    expect(texts.checked.get(key)).toBeUndefined()
    await texts.check(key)
    expect(texts.checked.get(key)?.diagnostics).toHaveLength(1)
  })

  it('forgets the texts of another project, and opens its drafts', () => {
    const texts = useMechanismTextsStore()
    texts.showFile('a.mod', 'mine')
    texts.restore([{ key: 'b.mod', fileName: 'b.mod', text: 'theirs' }], [], true)
    expect(texts.open.map(({ fileName }) => fileName)).toEqual(['b.mod'])
    expect(texts.current?.text).toBe('theirs')
  })
})
