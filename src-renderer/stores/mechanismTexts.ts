import type { MechanismDraft, MechanismInfo, WatchedFolder } from '../../src-main/contract/index.ts'

/** A text that is open in the editor. Inside the window lines end in LF; what the file had comes back when it is saved. */
export interface OpenText {
  /** Which tab it is; stays as long as it is open. */
  readonly key: string
  readonly fileName: string
  readonly text: string
  /** The text as the project, the library or the folder has it; undefined for one that nobody has yet. */
  readonly saved: string | undefined
  /** What the project had when that was looked at last; a file of the folder that does not compile is another text. */
  readonly inProject: string | undefined
  readonly origin: 'library' | 'project' | 'new'
  /** The project's mechanism that it is the text of. */
  readonly replaces: string | undefined
  readonly lineEnd: '\n' | '\r\n'
}

/** Whether there is something to save. */
export function isDirty({ text, saved }: OpenText): boolean {
  return text !== saved
}

/** The key under which the host keeps what is being written. */
export function draftKey({ replaces, fileName }: OpenText): string {
  return replaces ?? fileName
}

/** The text with lines that end in LF. */
export function withPlainLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n')
}

/** The text as the file has it. */
export function asInFile({ text, lineEnd }: OpenText): string {
  return lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd)
}

/** A mechanism's text, not yet changed. */
export function openedMechanism({ name, origin, fileName, text }: MechanismInfo): OpenText {
  const plain = withPlainLines(text)
  return {
    ...{ key: `${origin} ${name}`, fileName, text: plain, saved: plain, origin },
    ...{ inProject: plain, replaces: origin === 'project' ? name : undefined },
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  }
}

/** A file that is not in the project. */
export function openedFile(fileName: string, text: string, saved?: string): OpenText {
  return {
    ...{ key: `file ${fileName}`, fileName, text: withPlainLines(text), origin: 'new', replaces: undefined },
    ...{ saved: saved === undefined ? undefined : withPlainLines(saved), inProject: undefined },
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  }
}

/** What was being written when the program ended last. */
export function openedDraft(
  { fileName, text, replaces }: MechanismDraft,
  mechanisms: readonly MechanismInfo[],
): OpenText {
  const info = mechanisms.find(({ name, origin }) => origin === 'project' && name === replaces)
  if (!info) return openedFile(fileName, text)
  return { ...openedMechanism(info), fileName, text: withPlainLines(text) }
}

/** An open text after the mechanisms have changed: unchanged texts follow, changed ones keep what was written. */
export function followMechanisms(open: OpenText, mechanisms: readonly MechanismInfo[]): OpenText {
  if (open.origin !== 'project') return open
  const info = mechanisms.find(({ name, origin }) => origin === 'project' && name === open.replaces)
  if (!info) return { ...open, origin: 'new', saved: undefined, inProject: undefined, replaces: undefined }
  const saved = withPlainLines(info.text)
  if (saved === open.inProject) return open
  return { ...open, saved, inProject: saved, text: isDirty(open) ? open.text : saved }
}

/** Whether saving writes a file of the watched folder, too. */
export function isInFolder(
  { fileName, replaces, origin }: OpenText,
  folder: WatchedFolder | undefined,
): boolean {
  const file = folder?.files.find(other => other.fileName === fileName)
  return file !== undefined && origin !== 'library' && file.mechanism === replaces
}
