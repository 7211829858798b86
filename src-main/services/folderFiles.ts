import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import { addFixes, createSourceText } from '../../src-engine/index.ts'
import type { FolderFile } from '../contract/mechanisms.ts'
import type { ModFile } from '../files/modFile.ts'
import type { DocumentChange } from '../store/repositories/history.ts'
import { serviceMessages } from './diagnostics.ts'
import type { ProposedText, Proposal } from './mechanismProposal.ts'

/** What is known of one file of a watched folder. */
export interface KnownFile extends FolderFile {
  /** As it was read last; undefined where it could not be read, or is gone. */
  readonly text: string | undefined
  /** Files that it includes. */
  readonly includes: ReadonlySet<string>
}

/** A file after it was looked at. */
export interface LookedAt {
  /** Undefined: there is nothing to know of it any more. */
  readonly file: KnownFile | undefined
  /** What becomes of the project. */
  readonly changes: readonly DocumentChange[]
}

/** What looking at a file needs. */
export interface FolderLook {
  readonly files: ReadonlyMap<string, KnownFile>
  propose(text: Pick<ProposedText, 'fileName' | 'text' | 'replaces'>): Proposal
}

/**
 * What a file comes to, as it is read now; without a reading as it was read last, because of something that it
 * includes. Undefined where nothing is new.
 */
export function lookAtFile(
  { files, propose }: FolderLook,
  fileName: string,
  read: ModFile | undefined,
): LookedAt | undefined {
  const before = files.get(fileName)
  if (read?.kind === 'missing') return { file: before && goneFile(before), changes: [] }
  if (read?.kind === 'refused') {
    const facts = { file: fileName, problem: read.problem }
    const diagnostics = [diagnose(serviceMessages, 'mechanism/file-refused', facts)]
    return { file: { ...(before ?? unknownFile(fileName)), text: undefined, diagnostics }, changes: [] }
  }
  const text = read?.text ?? before?.text
  if (text === undefined || (read && before?.text === text)) return undefined
  const proposal = propose({ fileName, text, replaces: before?.mechanism })
  const name = proposal.accepted?.loaded.compiled.name
  const other = [...files.values()].find(
    file => file.mechanism === name && file.fileName !== fileName && file.text !== undefined,
  )
  const twice = name !== undefined && other !== undefined
  return {
    file: {
      fileName,
      text,
      mechanism: proposal.accepted && !twice ? name : before?.mechanism,
      diagnostics: [
        ...addFixes(createSourceText(fileName, text), proposal.diagnostics),
        ...(twice
          ? [diagnose(serviceMessages, 'mechanism/named-twice', { name, first: other.fileName })]
          : []),
        ...(read && !read.utf8 ? [diagnose(serviceMessages, 'mechanism/not-utf8', { file: fileName })] : []),
      ],
      compileMs: proposal.compileMs,
      includes: new Set(proposal.includes.keys()),
    },
    changes: twice ? [] : (proposal.accepted?.changes ?? []),
  }
}

function unknownFile(fileName: string): KnownFile {
  return {
    ...{ fileName, mechanism: undefined, diagnostics: [], compileMs: 0, text: undefined },
    includes: new Set(),
  }
}

/** A file that is gone is forgotten, unless the project has its mechanism: that stays. */
function goneFile(before: KnownFile): KnownFile | undefined {
  const { fileName, mechanism } = before
  if (mechanism === undefined) return undefined
  const facts = { file: fileName, name: mechanism }
  return {
    ...before,
    text: undefined,
    diagnostics: [diagnose(serviceMessages, 'mechanism/file-gone', facts)],
  }
}
