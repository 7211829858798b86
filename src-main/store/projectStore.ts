import { realpathSync, statSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openDatabase, type ProjectDatabase } from './database.ts'
import { lockProject } from './lock.ts'
import { readProjectVersion } from './projectHeader.ts'
import { createBlobs, type Blobs } from './repositories/blobs.ts'
import { createConditions, type Conditions } from './repositories/conditions.ts'
import { createDocuments, type Documents } from './repositories/documents.ts'
import { createDrafts, type Drafts } from './repositories/drafts.ts'
import { createFrames, type Frames } from './repositories/frames.ts'
import { createHistory, type History } from './repositories/history.ts'
import { createRawTraces, type RawTraces } from './repositories/rawTraces.ts'
import { createRecipes, type Recipes } from './repositories/recipes.ts'
import { createRuns, type RunIds, type Runs } from './repositories/runs.ts'
import { createRunStates, type RunStates } from './repositories/runStates.ts'
import { createSpikes, type Spikes } from './repositories/spikes.ts'
import { createSweeps, type Sweeps } from './repositories/sweeps.ts'
import { createTraceChunks } from './repositories/traceChunks.ts'
import { createTraces, type Traces } from './repositories/traces.ts'
import { createRunRecorder, type RunRecorder } from './runRecorder.ts'
import { assertSchema } from './schemaCheck.ts'
import { purgeRemovedRuns, settleInterruptedRuns } from './runCleaning.ts'
import { createLiveRuns } from './traceTail.ts'
import { assertVersionKnown, upgradeProject } from './upgrade.ts'

/** One open project file. Everything that returns from a writing call is on the disk. */
export interface ProjectStore {
  readonly path: string
  readonly documents: Documents
  readonly drafts: Drafts
  readonly history: History
  readonly recipes: Recipes
  readonly blobs: Pick<Blobs, 'get' | 'text'>
  readonly conditions: Conditions
  readonly runs: Runs
  readonly runStates: RunStates
  readonly sweeps: Sweeps
  readonly traces: Traces
  readonly rawTraces: RawTraces
  readonly spikes: Pick<Spikes, 'ofRun'>
  readonly frames: Pick<Frames, 'ofRun'>
  /** Size of the file with its log [bytes]. */
  bytes(): number
  /** Records into a run that `runs.begin` made. */
  record(ids: RunIds): RunRecorder
  /** Frees the space of removed runs and sweeps, in slices. */
  purge(): Promise<void>
  close(): void
}

/** What opening takes from outside. */
export interface OpenOptions {
  readonly now?: () => Date
}

/**
 * Opens a project for writing. Quick whatever its size: the header, the version and the list of tables are looked
 * at, not the contents (`checkIntegrity` does that in the background).
 *
 * @throws RpcError `store/project-not-found`, `store/not-a-project`, `store/project-too-new`, `store/project-in-use`,
 *   `store/project-damaged`, `store/upgrade-failed`, `files/…`
 */
export function openProject(given: string, { now = () => new Date() }: OpenOptions = {}): ProjectStore {
  assertVersionKnown(readProjectVersion(given), given)
  // A file that is reached by two names has one lock.
  const path = realpathSync(given)
  const lock = lockProject(path)
  let database: ProjectDatabase | undefined
  try {
    const opened = (database = openDatabase(path))
    opened.read(() => {
      // Again, out of the log this time: the header that was read may be older than it.
      assertVersionKnown(opened.connection.pragma('user_version', { simple: true }) as number, path)
      assertSchema(opened.connection, path)
      upgradeProject(opened)
      settleInterruptedRuns(opened)
    })
    return assemble(opened, now, lock.release)
  } catch (error) {
    try {
      database?.close()
    } finally {
      lock.release()
    }
    throw error
  }
}

function assemble(database: ProjectDatabase, now: () => Date, release: () => void): ProjectStore {
  const live = createLiveRuns()
  const blobs = createBlobs(database)
  const chunks = createTraceChunks(database)
  const spikes = createSpikes(database)
  const frames = createFrames(database)
  const traces = createTraces(database, chunks, live.tails)
  let closed = false
  return {
    path: database.path,
    documents: createDocuments(database, blobs),
    drafts: createDrafts(database, blobs),
    history: createHistory(database, blobs, now),
    recipes: createRecipes(database, blobs),
    blobs,
    conditions: createConditions(database, blobs, now),
    runs: createRuns(database, { blobs, live, now }),
    runStates: createRunStates(database),
    sweeps: createSweeps(database, blobs, now),
    traces,
    rawTraces: createRawTraces(database, chunks, traces),
    spikes,
    frames,
    bytes: () => sizeOf(database.path) + sizeOf(`${database.path}-wal`),
    record: ids => createRunRecorder({ database, chunks, spikes, frames, live, now }, ids),
    purge: async () => {
      for (const _slice of purgeRemovedRuns(database)) {
        await nextTurn()
        if (closed) return
      }
    },
    close: () => {
      if (closed) return
      closed = true
      try {
        blobs.collect()
        database.close()
      } finally {
        release()
      }
    },
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
