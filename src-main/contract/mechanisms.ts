import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import type { Curves } from '../../src-engine/nmodl/language/curves.ts'
import type { LanguageReference } from '../../src-engine/nmodl/language/reference.ts'
import type { LanguageSymbol } from '../../src-engine/nmodl/language/symbols.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** What a mechanism says of itself, to forms and help. */
export interface MechanismDescription extends Pick<
  CompiledMechanism,
  | 'name'
  | 'kind'
  | 'title'
  | 'fields'
  | 'ions'
  | 'events'
  | 'pointers'
  | 'randoms'
  | 'series'
  | 'functionTables'
  | 'diffusions'
  | 'fixedStepOnly'
> {
  /** Routines whose values are looked up in a table. */
  readonly tables: readonly string[]
}

/** A mechanism that the model may use. */
export interface MechanismInfo extends MechanismDescription {
  /** Comes with the program, or belongs to the project. */
  readonly origin: 'library' | 'project'
  readonly fileName: string
  readonly text: string
}

/** A .mod file that was put into the project, or why it was not. */
export interface AddedMechanism {
  readonly mechanism: MechanismInfo | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** What the compiler makes of a text that is being written. */
export interface CheckedText {
  /** Undefined where it has errors. */
  readonly mechanism: MechanismDescription | undefined
  /** With fixes, where there are any. */
  readonly diagnostics: readonly Diagnostic[]
  readonly symbols: readonly LanguageSymbol[]
  readonly compileMs: number
}

/** A text that is being written: kept with the project, and no part of it before it is saved. */
export interface MechanismDraft {
  /** The mechanism that it will replace, or the name of a new file. */
  readonly key: string
  readonly fileName: string
  readonly text: string
  /** The project's mechanism that it is a change of. */
  readonly replaces?: string | undefined
}

/** A file of the folder that is being watched. */
export interface FolderFile {
  readonly fileName: string
  /** The mechanism of the project that it is; undefined where it never compiled. */
  readonly mechanism: string | undefined
  /** What is wrong with it as it is now. */
  readonly diagnostics: readonly Diagnostic[]
  readonly compileMs: number
}

/** A folder whose .mod files are the project's: what is saved there is compiled at once. */
export interface WatchedFolder {
  readonly path: string
  readonly files: readonly FolderFile[]
  /** The folder as a whole cannot be read, or holds too much. */
  readonly problem: Diagnostic | undefined
}

export interface MechanismsService {
  list: HostMethod<void, readonly MechanismInfo[]>
  /**
   * Compiles a .mod file into the project, in place of the mechanism `replaces` where that is given, and discards the
   * draft of it. With `inFolder` it is a file of the watched folder and is written there too. Errors leave everything as
   * it was.
   */
  add: HostMethod<
    {
      readonly fileName: string
      readonly text: string
      readonly replaces?: string | undefined
      readonly inFolder?: boolean | undefined
    },
    AddedMechanism
  >
  remove: HostMethod<{ readonly name: string }, void>
  onChange: HostEvent<readonly MechanismInfo[]>

  /** Compiles a text without putting it anywhere. */
  check: HostMethod<{ readonly fileName: string; readonly text: string }, CheckedText>
  /** What of a text can be drawn over v or a concentration, at a temperature [°C]; nothing where it has errors. */
  curves: HostMethod<{ readonly fileName: string; readonly text: string; readonly celsius: number }, Curves>
  /** The words and functions of NMODL. */
  language: HostMethod<void, LanguageReference>

  drafts: HostMethod<void, readonly MechanismDraft[]>
  keepDraft: HostMethod<MechanismDraft, void>
  discardDraft: HostMethod<{ readonly key: string }, void>

  folder: HostMethod<void, WatchedFolder | undefined>
  /** Watches a folder, in Electron one chosen in the system's dialog. It stays the project's until it is let go. */
  watchFolder: HostMethod<{ readonly path?: string | undefined }, WatchedFolder | undefined>
  unwatchFolder: HostMethod<void, void>
  /** The text of a file of the folder, as it was read last. */
  folderText: HostMethod<{ readonly fileName: string }, string>
  onFolder: HostEvent<WatchedFolder | undefined>
}

const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(500))
const text = v.pipe(v.string(), v.maxLength(2_000_000))
const name = v.pipe(v.string(), v.maxLength(500))

export const mechanismsSpec = {
  list: { kind: 'call', arg: v.void() },
  add: {
    kind: 'call',
    arg: v.object({ fileName, text, replaces: v.optional(name), inFolder: v.optional(v.boolean()) }),
  },
  remove: { kind: 'call', arg: v.object({ name: v.string() }) },
  onChange: { kind: 'event', arg: v.void() },
  check: { kind: 'call', arg: v.object({ fileName, text }) },
  curves: {
    kind: 'call',
    arg: v.object({ fileName, text, celsius: v.pipe(v.number(), v.minValue(-50), v.maxValue(100)) }),
  },
  language: { kind: 'call', arg: v.void() },
  drafts: { kind: 'call', arg: v.void() },
  keepDraft: {
    kind: 'call',
    arg: v.object({ key: fileName, fileName, text, replaces: v.optional(name) }),
  },
  discardDraft: { kind: 'call', arg: v.object({ key: fileName }) },
  folder: { kind: 'call', arg: v.void() },
  watchFolder: { kind: 'call', arg: v.object({ path: v.optional(v.pipe(v.string(), v.maxLength(4096))) }) },
  unwatchFolder: { kind: 'call', arg: v.void() },
  folderText: { kind: 'call', arg: v.object({ fileName }) },
  onFolder: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<MechanismsService>
