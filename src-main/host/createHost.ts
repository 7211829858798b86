import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../../src-engine/kernel/machine.ts'
import type { ApplicationInfo } from '../contract/application.ts'
import type { HostApi } from '../contract/index.ts'
import { createRunSessions } from '../engine/engineSessions.ts'
import { createMechanismLibrary } from '../engine/mechanismLibrary.ts'
import { createMorphologyCache } from '../engine/morphologyCache.ts'
import { createMorphologyWorker } from '../engine/morphologyWorker.ts'
import '../hdf5/useHdf5.ts'
import { freeProjectPath } from '../files/access.ts'
import { createFolderMemory } from '../files/folderMemory.ts'
import { createRecentProjects, type RecentProjects } from '../files/recent.ts'
import { createSampleCells } from '../files/sampleCells.ts'
import { createJobQueue } from '../jobs/queue.ts'
import { createSeenThroughMedium } from '../jobs/seenThroughMedium.ts'
import { createAnalysesService } from '../services/analyses.ts'
import { createApplicationService } from '../services/application.ts'
import { createCellEditsService } from '../services/cellEditPreviews.ts'
import { createProjectCells } from '../services/cells.ts'
import { createProjectConditions } from '../services/conditions.ts'
import { createConditionsService } from '../services/conditionsService.ts'
import { createConversionsService } from '../services/conversions.ts'
import { createJobsService } from '../services/jobs.ts'
import { createLiveRuns } from '../services/liveRuns.ts'
import { createMeasuresService } from '../services/measures.ts'
import { createMechanismFolder } from '../services/mechanismFolder.ts'
import { createMechanismsService, createProjectMechanisms } from '../services/mechanisms.ts'
import { createModelsService, createProjectModel } from '../services/models.ts'
import { createMorphologiesService } from '../services/morphologies.ts'
import { createProjectService, type ProjectDialogs } from '../services/project.ts'
import { createReductionsService } from '../services/reductions.ts'
import { createRepairsService } from '../services/repairs.ts'
import { createRunsService } from '../services/runs.ts'
import { createSettings } from '../services/settings.ts'
import { createSweepsService } from '../services/sweeps.ts'
import { createTracesService } from '../services/traces.ts'
import { createWorkspace, type Workspace } from '../services/workspace.ts'
import { createProjectFile } from '../store/createProject.ts'
import { logToStderr, type Log } from './log.ts'
import { projectsFolder } from './paths.ts'
import { version } from './version.ts'

/** What the host is given: who shows it, where things lie, and what it runs models with. */
export interface HostOptions {
  readonly shell: ApplicationInfo['shell']
  /** The project to open, made if there is none. Without it the last project, or a new one with a sample cell. */
  readonly projectPath?: string | undefined
  /** A folder of .mod files that the project shall watch; without it the one that it watched last. */
  readonly mechanismFolder?: string | undefined
  readonly resourcesDir: string
  readonly homeDir: string
  /** The native machine, or in one line why there is none. */
  readonly machine?: Machine | undefined
  readonly engineProblem?: string | undefined
  readonly dialogs?: ProjectDialogs | undefined
  readonly log?: Log
}

/** The host of one or more windows. */
export interface Host {
  readonly api: HostApi
  /** Opens a project that the user chose outside of the window. */
  openProject(path: string): Promise<void>
  /** Stops runs, writes what is left, closes the project. */
  close(): Promise<void>
}

/** Puts the host together. */
export async function createHost(options: HostOptions): Promise<Host> {
  const { shell, resourcesDir, homeDir, machine, engineProblem, dialogs, log = logToStderr } = options
  const folder = projectsFolder(homeDir)
  mkdirSync(folder, { recursive: true })
  const recent = createRecentProjects(join(homeDir, 'recent.json'), folder, () => new Date())
  const queue = createJobQueue(log)
  const media = createSeenThroughMedium()
  const settle = (): Promise<void> => {
    media.leave(first.workspace.store)
    return queue.cancelAll()
  }
  const first = openFirst(options.projectPath, folder, recent, { log, settle })
  const { workspace } = first
  const library = createMechanismLibrary(resourcesDir, log)
  const sessions = createRunSessions(machine, log)
  const mechanisms = createProjectMechanisms(workspace, library, log)
  const watched = createMechanismFolder({
    workspace,
    library,
    memory: createFolderMemory(join(homeDir, 'mechanism-folders.json')),
    mechanisms: () => mechanisms.all(),
    log,
  })
  const cells = createProjectCells(workspace, createMorphologyCache())
  const worker = createMorphologyWorker()
  // Files are converted beside runs, not between them.
  const conversions = createJobQueue(log)
  const conditions = createProjectConditions(workspace, cells, mechanisms)
  const model = createProjectModel({ workspace, cells, mechanisms, conditions })
  const samples = createSampleCells(join(resourcesDir, 'morphologies'))
  const settings = createSettings(join(homeDir, 'settings.json'))
  const access = { folder, granted: () => [workspace.store.path, ...first.granted, ...recent.opened()] }

  const running = {
    workspace,
    cells,
    mechanisms,
    model,
    conditions,
    live: createLiveRuns(),
    queue,
    threads: settings.threads,
    machine,
    engineProblem,
  }
  const api: HostApi = {
    application: createApplicationService({ shell, engine: machine?.info, engineProblem }),
    analyses: createAnalysesService({ model, cells, mechanisms, machine, engineProblem }),
    project: createProjectService({ workspace, access, recent, dialogs }),
    morphologies: createMorphologiesService({ workspace, cells, model, samples, worker }),
    repairs: createRepairsService({ workspace, cells, model, worker }),
    reductions: createReductionsService({ workspace, cells, model, mechanisms, worker }),
    conversions: createConversionsService({
      ...{ cells, worker, dialogs },
      queue: conversions,
      threads: settings.threads,
    }),
    cellEdits: createCellEditsService({ cells, worker }),
    measures: createMeasuresService({ cells, worker }),
    mechanisms: createMechanismsService({ workspace, library, mechanisms, folder: watched, dialogs }),
    models: createModelsService(workspace, model, cells),
    runs: createRunsService({ ...running, sessions, media, rewindBytes: settings.rewindBytes, log }),
    conditions: createConditionsService(running),
    sweeps: createSweepsService(running),
    traces: createTracesService(workspace, sessions),
    jobs: createJobsService(queue),
    settings: settings.service,
  }
  recent.note(workspace.store.path)
  if (first.fresh) {
    const sample = samples.list()[0]
    if (sample) await api.morphologies.importSample({ name: sample.name })
  }
  const close = (): Promise<void> => {
    watched.close()
    worker.stop()
    return Promise.all([workspace.close(), conversions.cancelAll()]).then(() => undefined)
  }
  try {
    if (options.mechanismFolder !== undefined) await watched.watch(options.mechanismFolder)
  } catch (error) {
    await close()
    throw error
  }
  return {
    api,
    openProject: async path => {
      await workspace.open(path)
      recent.note(path)
    },
    close,
  }
}

interface FirstProject {
  readonly workspace: Workspace
  readonly fresh: boolean
  readonly granted: readonly string[]
}

function openFirst(
  path: string | undefined,
  folder: string,
  recent: RecentProjects,
  options: Parameters<typeof createWorkspace>[1],
): FirstProject {
  if (path !== undefined) {
    if (!existsSync(path)) createProjectFile(path, version)
    return { workspace: createWorkspace(path, options), fresh: false, granted: [path] }
  }
  const last = recent.opened().find(one => existsSync(one))
  if (last !== undefined) {
    try {
      return { workspace: createWorkspace(last, options), fresh: false, granted: [] }
    } catch (error) {
      options.log(
        `the last project was not opened: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
  const untitled = freeProjectPath(folder)
  createProjectFile(untitled, version)
  return { workspace: createWorkspace(untitled, options), fresh: true, granted: [] }
}
