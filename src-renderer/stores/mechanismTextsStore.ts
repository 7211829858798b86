import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { Span } from '../../src-engine/core/source/span.ts'
import type {
  AddedMechanism,
  CheckedText,
  FolderFile,
  MechanismDraft,
  MechanismInfo,
} from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'
import {
  asInFile,
  draftKey,
  followMechanisms,
  isDirty,
  openedDraft,
  openedFile,
  openedMechanism,
  withPlainLines,
  type OpenText,
} from './mechanismTexts.ts'

/** The .mod texts that are open, what was written in them, and what the compiler said. */
export const useMechanismTextsStore = defineStore('mechanismTexts', () => {
  const open = shallowRef<readonly OpenText[]>([])
  const currentKey = ref<string>()
  /** Texts whose tab was closed before they were saved: nothing of them is lost. */
  const aside = shallowRef<ReadonlySet<string>>(new Set())
  const checked = shallowRef<ReadonlyMap<string, CheckedText>>(new Map())
  /** Characters to show, once; a new object each time. */
  const place = shallowRef<{ readonly key: string; readonly span: Span }>()

  const shown = computed(() => open.value.filter(({ key }) => !aside.value.has(key)))
  const current = computed(() => shown.value.find(({ key }) => key === currentKey.value))

  function put(text: OpenText): void {
    const known = open.value.some(({ key }) => key === text.key)
    open.value = known
      ? open.value.map(other => (other.key === text.key ? text : other))
      : [...open.value, text]
  }
  function show(text: OpenText, span?: Span): void {
    if (!open.value.some(({ key }) => key === text.key)) put(text)
    choose(text.key, span)
  }
  function choose(key: string, span?: Span): void {
    aside.value = new Set([...aside.value].filter(other => other !== key))
    currentKey.value = key
    if (span) place.value = { key, span }
  }

  /** Shows the text of a mechanism; where it is open already, as it has been written so far. */
  function showMechanism(info: MechanismInfo, span?: Span): void {
    const own = open.value.find(({ replaces }) => info.origin === 'project' && replaces === info.name)
    show(own ?? openedMechanism(info), span)
  }

  /** Shows a text that is not in the project; `saved` is what a file of the watched folder holds. */
  function showFile(fileName: string, text: string, options: { span?: Span; saved?: string } = {}): void {
    show(openedFile(fileName, text, options.saved), options.span)
  }

  /**
   * Shows a file of the watched folder at its first finding. Where the project has an older text of it, because this one
   * does not compile, it is shown as a change of that.
   */
  async function showFolderFile(
    { fileName, diagnostics }: FolderFile,
    info: MechanismInfo | undefined,
  ): Promise<void> {
    const text = await useHost().mechanisms.folderText({ fileName })
    const span = diagnostics.find(finding => finding.span)?.span
    if (!info) {
      showFile(fileName, text, { saved: text, ...(span ? { span } : {}) })
      return
    }
    showMechanism(info, span)
    const shownText = current.value
    const plain = withPlainLines(text)
    if (shownText && !isDirty(shownText)) put({ ...shownText, text: plain, saved: plain })
  }

  function write(key: string, text: string): void {
    const before = open.value.find(other => other.key === key)
    if (before && before.text !== text) put({ ...before, text })
  }

  /** Compiles a text as it is now; an answer that comes too late is dropped. */
  async function check(key: string): Promise<void> {
    const asked = open.value.find(other => other.key === key)
    if (!asked) return
    const { fileName, text } = asked
    const answer = await useHost().mechanisms.check({ fileName, text })
    if (open.value.find(other => other.key === key)?.text !== text) return
    checked.value = new Map(checked.value).set(key, answer)
  }

  /** Keeps what was written, so that it is there after a restart; what is saved needs no keeping. */
  async function keep(key: string): Promise<void> {
    const text = open.value.find(other => other.key === key)
    if (!text) return
    const { fileName, replaces } = text
    const id = draftKey(text)
    if (isDirty(text)) await useHost().mechanisms.keepDraft({ key: id, fileName, text: text.text, replaces })
    else await useHost().mechanisms.discardDraft({ key: id })
  }

  /** Puts the text into the project. With errors nothing changes, and the diagnostics say why. */
  async function save(key: string, inFolder: boolean): Promise<readonly Diagnostic[]> {
    const text = open.value.find(other => other.key === key)
    if (!text) return []
    const { fileName, replaces } = text
    const added: AddedMechanism = await useHost().mechanisms.add({
      fileName,
      text: asInFile(text),
      replaces,
      inFolder,
    })
    const now = open.value.find(other => other.key === key)
    if (added.mechanism && now) {
      put({
        ...now,
        origin: 'project',
        saved: withPlainLines(added.mechanism.text),
        inProject: withPlainLines(added.mechanism.text),
        replaces: added.mechanism.name,
      })
    }
    return added.diagnostics
  }

  /** Goes back to the saved text; the editor's undo brings the other back. */
  function revert(key: string): void {
    const text = open.value.find(other => other.key === key)
    if (text?.saved !== undefined) put({ ...text, text: text.saved })
  }

  /** Closes a tab. What was not saved stays at hand. */
  function close(key: string): void {
    const index = shown.value.findIndex(other => other.key === key)
    const text = shown.value[index]
    if (!text) return
    if (isDirty(text)) aside.value = new Set([...aside.value, key])
    else open.value = open.value.filter(other => other !== text)
    if (currentKey.value === key) currentKey.value = shown.value[Math.min(index, shown.value.length - 1)]?.key
  }

  /** Gives up a text that was never saved. */
  async function discard(key: string): Promise<void> {
    const text = open.value.find(other => other.key === key)
    if (!text) return
    close(key)
    open.value = open.value.filter(other => other.key !== key)
    await useHost().mechanisms.discardDraft({ key: draftKey(text) })
  }

  function follow(mechanisms: readonly MechanismInfo[]): void {
    open.value = open.value.map(text => followMechanisms(text, mechanisms))
  }

  /** Another project, or the same after a reconnection: what is kept there is open again. */
  function restore(
    drafts: readonly MechanismDraft[],
    mechanisms: readonly MechanismInfo[],
    fresh: boolean,
  ): void {
    if (fresh) {
      open.value = []
      aside.value = new Set()
      checked.value = new Map()
    }
    for (const draft of drafts) {
      const text = openedDraft(draft, mechanisms)
      if (!open.value.some(({ key }) => key === text.key)) put(text)
    }
    if (!current.value) currentKey.value = open.value[0]?.key
  }

  return {
    ...{ open, shown, current, currentKey, checked, place },
    ...{
      choose,
      showMechanism,
      showFile,
      showFolderFile,
      write,
      check,
      keep,
      save,
      revert,
      close,
      discard,
      follow,
      restore,
    },
  }
})
