import { existsSync, realpathSync } from 'node:fs'
import { createProjectFile } from '../store/createProject.ts'
import type { IntegrityReport } from '../store/integrity.ts'
import { openProject, type ProjectStore } from '../store/projectStore.ts'
import type { Edit } from '../store/repositories/history.ts'
import { createEmitter } from '../host/emitter.ts'
import type { Log } from '../host/log.ts'
import { spawnThread, type Thread } from '../host/spawnThread.ts'
import { version } from '../host/version.ts'

export type Integrity = 'checking' | 'sound' | 'damaged'

/** What changed: the documents, the whole project, or only what is known about the file. */
export type WorkspaceChange = 'documents' | 'project' | 'file'

/** The one open project, which services read and edit. */
export interface Workspace {
  /** The open project's file. Ask for it each time: another one may be opened. */
  readonly store: ProjectStore
  readonly integrity: Integrity
  edit(edit: Edit): boolean
  /** Runs an undo, a redo or a jump, and tells the services. */
  travel(act: (store: ProjectStore) => boolean): void
  /** Opens another project in place of this one. Where that fails, this one stays. */
  open(path: string): Promise<void>
  create(path: string): Promise<void>
  onChange(listener: (change: WorkspaceChange) => void): () => void
  close(): Promise<void>
}

/** What a workspace is given. */
export interface WorkspaceOptions {
  readonly log: Log
  /** Stops everything that works on the open project; awaited before it is closed. */
  settle(): Promise<void>
}

interface Opened {
  readonly store: ProjectStore
  readonly check: Thread<IntegrityReport>
  integrity: Integrity
}

/** Opens the project at `path` as the first one. */
export function createWorkspace(path: string, { log, settle }: WorkspaceOptions): Workspace {
  const changes = createEmitter<WorkspaceChange>(error => log('a listener of project changes failed', error))

  const openOne = (target: string): Opened => {
    const store = openProject(target)
    const check = spawnThread<IntegrityReport>('integrityThread', { path: target })
    const opened: Opened = { store, check, integrity: 'checking' }
    check.answer.then(
      ({ sound, findings }) => {
        opened.integrity = sound ? 'sound' : 'damaged'
        if (!sound) log(`"${target}" is damaged: ${findings.join('; ')}`)
        if (current === opened && !closed) changes.emit('file')
      },
      // A thread that was stopped with its project has no answer; one that failed found the file unreadable.
      (error: unknown) => {
        if (current !== opened || closed) return
        log(`the check of "${target}" failed`, error)
        opened.integrity = 'damaged'
        changes.emit('file')
      },
    )
    store.purge().catch((error: unknown) => log('removed runs could not be cleared away', error))
    return opened
  }

  const closeOne = (opened: Opened): void => {
    opened.check.stop()
    opened.store.close()
  }

  let closed = false
  let current: Opened
  current = openOne(path)

  const openNext = async (target: string): Promise<void> => {
    if (existsSync(target) && realpathSync(target) === current.store.path) return
    const next = openOne(target)
    await settle()
    const last = current
    current = next
    changes.emit('project')
    closeOne(last)
  }

  // One after the other: two windows may ask at once.
  let opening: Promise<void> = Promise.resolve()
  const open = (target: string): Promise<void> => {
    opening = opening.catch(() => undefined).then(() => openNext(target))
    return opening
  }

  return {
    get store() {
      return current.store
    },
    get integrity() {
      return current.integrity
    },
    edit: edit => {
      const changed = current.store.history.edit(edit)
      if (changed) changes.emit('documents')
      return changed
    },
    travel: act => {
      if (act(current.store)) changes.emit('documents')
    },
    open,
    create: async target => {
      createProjectFile(target, version)
      await open(target)
    },
    onChange: listener => changes.on(listener),
    close: async () => {
      if (closed) return
      closed = true
      await settle()
      closeOne(current)
    },
  }
}
