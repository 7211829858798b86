import { basename } from 'node:path'
import type { ProjectService, ProjectSummary } from '../contract/project.ts'
import { freeProjectPath, projectEnding, resolveProjectPath, type ProjectAccess } from '../files/access.ts'
import type { RecentProjects } from '../files/recent.ts'
import { createEmitter } from '../host/emitter.ts'
import { RpcError } from '../rpc/errors.ts'
import type { Workspace } from './workspace.ts'

/** The system's file dialogs, where there are any. Undefined: the user thought better of it. */
export interface ProjectDialogs {
  chooseProject(): Promise<string | undefined>
  chooseNewProject(): Promise<string | undefined>
  chooseFolder(): Promise<string | undefined>
  /** Reconstructions to convert, or a folder of them; empty where the user thought better of it. */
  chooseReconstructions(what: 'files' | 'folder'): Promise<readonly string[]>
  chooseOutputFolder(): Promise<string | undefined>
}

/** What the service works with. */
export interface ProjectParts {
  readonly workspace: Workspace
  readonly access: ProjectAccess
  readonly recent: RecentProjects
  readonly dialogs: ProjectDialogs | undefined
}

/** The project file: what it is called, undo and redo, opening another one. */
export function createProjectService({ workspace, access, recent, dialogs }: ProjectParts): ProjectService {
  const changes = createEmitter<ProjectSummary>()

  const summary = (): ProjectSummary => {
    const { store, integrity } = workspace
    const { undo, redo } = store.history.next()
    return {
      name: basename(store.path, projectEnding),
      path: store.path,
      bytes: store.bytes(),
      undo,
      redo,
      integrity,
    }
  }
  workspace.onChange(() => changes.emit(summary()))

  const open = async (path: string): Promise<ProjectSummary> => {
    await workspace.open(path)
    recent.note(path)
    return summary()
  }
  const create = async (path: string): Promise<ProjectSummary> => {
    await workspace.create(path)
    recent.note(path)
    return summary()
  }

  return {
    current: async () => summary(),
    undo: async () => {
      workspace.travel(store => store.history.undo())
      return summary()
    },
    redo: async () => {
      workspace.travel(store => store.history.redo())
      return summary()
    },
    history: async ({ limit }) => workspace.store.history.list(limit),
    goTo: async ({ id }) => {
      workspace.travel(store => store.history.goTo(id))
      return summary()
    },
    open: async ({ path }) => {
      if (path !== undefined) return open(resolveProjectPath(path, access))
      if (!dialogs) {
        throw new RpcError(
          'project/path-needed',
          'Say which project to open: there are no file dialogs here.',
        )
      }
      const chosen = await dialogs.chooseProject()
      return chosen === undefined ? summary() : open(chosen)
    },
    create: async ({ path }) => {
      if (path !== undefined) return create(resolveProjectPath(path, access))
      const chosen = dialogs ? await dialogs.chooseNewProject() : freeProjectPath(access.folder)
      return chosen === undefined ? summary() : create(chosen)
    },
    recent: async () => recent.list(),
    onChange: listener => changes.on(listener),
  }
}
