import { basename } from 'node:path'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { WatchedFolder } from '../contract/mechanisms.ts'
import type { IncludeReader } from '../engine/includes.ts'
import type { LoadedMechanism, MechanismLibrary } from '../engine/mechanismLibrary.ts'
import type { FolderMemory } from '../files/folderMemory.ts'
import { watchFolder, type FolderWatch } from '../files/folderWatch.ts'
import { overwriteModFile, type ModFile } from '../files/modFile.ts'
import { createEmitter } from '../host/emitter.ts'
import type { Log } from '../host/log.ts'
import { RpcError } from '../rpc/errors.ts'
import type { DocumentChange } from '../store/repositories/history.ts'
import { serviceMessages } from './diagnostics.ts'
import { lookAtFile, type FolderLook, type KnownFile } from './folderFiles.ts'
import { proposeMechanism } from './mechanismProposal.ts'
import type { Workspace } from './workspace.ts'

/** Longest stretch of compiling before other work has its turn [ms]. */
const longestStretchMs = 20

/** The folder of .mod files that the open project watches. */
export interface MechanismFolder {
  state(): WatchedFolder | undefined
  /** Resolves when every file has been compiled once. */
  watch(path: string): Promise<WatchedFolder>
  unwatch(): void
  /** The text of a file as it was read last. */
  text(fileName: string): string | undefined
  include: IncludeReader
  /**
   * Writes a file of the folder anew.
   *
   * @throws RpcError `mechanisms/not-found`, `mechanisms/changed-on-disk`, `mechanisms/cannot-write`
   */
  write(fileName: string, text: string): void
  onChange(listener: (folder: WatchedFolder | undefined) => void): () => void
  close(): void
}

/** What the folder's files become part of. */
export interface FolderSurroundings {
  readonly workspace: Workspace
  readonly library: MechanismLibrary
  readonly memory: FolderMemory
  /** All mechanisms of the project and the program. */
  mechanisms(): readonly LoadedMechanism[]
  readonly log: Log
}

interface Watched {
  readonly watch: FolderWatch
  readonly files: Map<string, KnownFile>
  /** Files to look at, with what was read; undefined: because of something that they include. */
  readonly waiting: Map<string, ModFile | undefined>
  readonly accepted: { readonly changes: readonly DocumentChange[]; readonly fileName: string }[]
  problem: Diagnostic | undefined
  draining: NodeJS.Immediate | undefined
  settled: (() => void)[]
}

/**
 * Keeps the project's mechanisms like the files of a folder. Each file that compiles becomes a mechanism of the project
 * by an edit that can be undone; one that does not leaves the project with what it had before.
 */
export function createMechanismFolder(surroundings: FolderSurroundings): MechanismFolder {
  const { workspace, library, memory, mechanisms, log } = surroundings
  const changes = createEmitter<WatchedFolder | undefined>(error =>
    log('a listener of the folder failed', error),
  )
  let watched: Watched | undefined
  /** The folder that could not be watched again. */
  let lost: WatchedFolder | undefined

  const stateOf = ({ watch, files, problem }: Watched): WatchedFolder => ({
    path: watch.path,
    problem,
    files: [...files.values()].map(({ fileName, mechanism, diagnostics, compileMs }) => ({
      fileName,
      mechanism,
      diagnostics,
      compileMs,
    })),
  })
  const state = () => (watched ? stateOf(watched) : lost)

  const take = (current: Watched, fileName: string, read: ModFile | undefined): void => {
    const propose: FolderLook['propose'] = text =>
      proposeMechanism({ ...text, include: current.watch.include }, library, workspace.store, mechanisms())
    const looked = lookAtFile({ files: current.files, propose }, fileName, read)
    if (!looked) return
    if (looked.file) current.files.set(fileName, looked.file)
    else current.files.delete(fileName)
    if (looked.changes.length > 0) current.accepted.push({ changes: looked.changes, fileName })
  }

  /** Compiles what waits, a stretch at a time; then announces it and makes one edit of it. */
  const drain = (current: Watched): void => {
    current.draining = undefined
    if (watched !== current) return
    const until = performance.now() + longestStretchMs
    for (const [fileName, file] of current.waiting) {
      current.waiting.delete(fileName)
      take(current, fileName, file)
      if (performance.now() > until && current.waiting.size > 0) {
        current.draining = setImmediate(drain, current)
        return
      }
    }
    changes.emit(stateOf(current))
    keep(current)
    for (const tell of current.settled.splice(0)) tell()
  }

  const keep = (current: Watched): void => {
    const files = current.accepted.splice(0)
    const [first] = files
    if (!first) return
    const folder = basename(current.watch.path)
    const label = files.length === 1 ? `Read ${first.fileName}` : `Read ${files.length} files of ${folder}`
    // Of several changes of one document the last one counts.
    const last = new Map(files.flatMap(file => file.changes.map(change => [change.name, change] as const)))
    try {
      workspace.edit({ label, changes: [...last.values()] })
    } catch (error) {
      // Nobody has asked, so nobody would hear of it: a full disk, say.
      log(`what was saved in "${current.watch.path}" could not be kept in the project`, error)
      current.problem = diagnose(serviceMessages, 'mechanism/cannot-keep', { folder: current.watch.path })
      changes.emit(stateOf(current))
    }
  }

  const hear = (current: () => Watched | undefined, change: ReadonlyMap<string, ModFile>): void => {
    const here = current()
    if (!here) return
    for (const [name, file] of change) {
      for (const user of here.files.values())
        if (user.includes.has(name) && !here.waiting.has(user.fileName))
          here.waiting.set(user.fileName, undefined)
      if (name.toLowerCase().endsWith('.mod')) here.waiting.set(name, file)
    }
    here.draining ??= setImmediate(drain, here)
  }

  const stop = (): void => {
    watched?.watch.close()
    if (watched?.draining) clearImmediate(watched.draining)
    for (const tell of watched?.settled.splice(0) ?? []) tell()
    watched = undefined
    lost = undefined
  }

  const start = async (path: string): Promise<WatchedFolder> => {
    let current: Watched | undefined
    const first = new Map<string, ModFile>()
    const watch = watchFolder(
      path,
      {
        onChange: change => {
          if (current) hear(() => current, change)
          else for (const [name, file] of change) first.set(name, file)
        },
        onProblem: problem => {
          if (!current) return
          current.problem =
            problem &&
            diagnose(serviceMessages, `mechanism/folder-${problem}`, { folder: current.watch.path })
          changes.emit(stateOf(current))
        },
      },
      log,
    )
    stop()
    const opened: Watched = {
      ...{
        watch,
        files: new Map(),
        waiting: new Map(),
        accepted: [],
        problem: undefined,
        draining: undefined,
      },
      settled: [],
    }
    watched = current = opened
    const settled = new Promise<void>(settle => opened.settled.push(settle))
    hear(() => opened, first)
    await settled
    return stateOf(opened)
  }

  /** Watches again what the project watched before. */
  const resume = (): void => {
    stop()
    const folder = memory.of(workspace.store.path)
    if (folder === undefined) {
      changes.emit(undefined)
      return
    }
    start(folder).catch(() => {
      lost = {
        path: folder,
        files: [],
        problem: diagnose(serviceMessages, 'mechanism/folder-gone', { folder }),
      }
      changes.emit(lost)
    })
  }
  workspace.onChange(change => {
    if (change === 'project') resume()
  })
  resume()

  return {
    state,
    watch: async path => {
      const folder = await start(path)
      memory.keep(workspace.store.path, folder.path)
      return folder
    },
    unwatch: () => {
      stop()
      memory.keep(workspace.store.path, undefined)
      changes.emit(undefined)
    },
    text: fileName => watched?.files.get(fileName)?.text,
    include: path => watched?.watch.include(path),
    write: (fileName, text) => {
      const known = watched?.files.get(fileName)?.text
      if (!watched || known === undefined) {
        throw new RpcError(
          'mechanisms/not-found',
          `"${fileName}" is no longer a file of the watched folder. Copy the text, or save it under another name.`,
        )
      }
      if (!overwriteModFile(watched.watch.path, fileName, known, text)) {
        throw new RpcError(
          'mechanisms/changed-on-disk',
          `"${fileName}" has been changed by another program. Save again to write over it.`,
        )
      }
    },
    onChange: listener => changes.on(listener),
    close: stop,
  }
}
