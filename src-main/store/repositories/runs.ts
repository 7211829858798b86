import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import type { ModelDocument } from '../../../src-engine/model/document.ts'
import type { Medium } from '../../../src-engine/model/medium.ts'
import { RpcError } from '../../rpc/errors.ts'
import type { ProjectDatabase } from '../database.ts'
import { parseStored } from '../storedJson.ts'
import type { LiveRuns } from '../traceTail.ts'
import type { Blobs } from './blobs.ts'

export type StoredRunState = 'running' | 'paused' | 'finished' | 'failed' | 'cancelled'

/** Everything that made a run, known when it starts. */
export interface NewRun {
  readonly label: string
  readonly model: ModelDocument
  /** The state that it begins with, and its time [ms]; at 0 with initial values if not given. */
  readonly start?: { readonly tMs: number; readonly state: Uint8Array } | undefined
  readonly engine: string
  /** What else determined the result: mechanisms and compiler, by name. */
  readonly fingerprints: Readonly<Record<string, string>>
  readonly compartments: number
  readonly threads: number
  readonly probes: readonly NewProbe[]
  readonly spikes: readonly { readonly label: string }[]
}

/** A variable that a new run will record. */
export interface NewProbe {
  readonly label: string
  readonly unit: string
  /** Whether its samples have times of their own; otherwise they follow one another by dt. */
  readonly ownTimes?: boolean | undefined
  /** Through which an electrode sees what is recorded, where that takes the whole trace to know. */
  readonly medium?: Medium | undefined
}

/** A run as it stands in the file. */
export interface StoredRun {
  readonly id: number
  readonly label: string
  readonly state: StoredRunState
  readonly startedAt: string
  readonly morphology: string
  readonly engine: string
  readonly dtMs: number
  /** Time of the first sample. */
  readonly startMs: number
  readonly tStopMs: number
  readonly tMs: number
  readonly compartments: number
  readonly threads: number
  readonly seconds: number
  readonly diagnostics: readonly Diagnostic[]
  /** Whether the state that it ended with is kept. */
  readonly hasState: boolean
  /** Times from which it went on with other parameters [ms]. */
  readonly changesMs: readonly number[]
  readonly probes: readonly StoredProbe[]
}

export interface StoredProbe {
  readonly id: number
  readonly label: string
  readonly unit: string
  readonly samples: number
  /** Its samples are not there yet: they come when the run has ended. */
  readonly comesAtEnd: boolean
}

/** Ids that the file gave to a new run and its parts, in the order of `NewRun`. */
export interface RunIds {
  readonly run: number
  readonly probes: readonly number[]
  readonly trains: readonly number[]
  /** Where the samples of each probe go: to itself, or to what its trace will be made of. */
  readonly recorded: readonly { readonly probe: number; readonly ownTimes: boolean }[]
}

/** The list of runs. What they recorded is in `traces`, `spikes` and `frames`. */
export interface Runs {
  /** @throws RpcError where the model's morphology is not in the project */
  begin(run: NewRun): RunIds
  list(): readonly StoredRun[]
  get(id: number): StoredRun
  /** The model that it began with. */
  model(id: number): ModelDocument
  /** What determined the numbers besides the model. */
  fingerprints(id: number): Readonly<Record<string, string>>
  /** The state that it began with; undefined: its initial values. */
  startState(id: number): Uint8Array | undefined
  /** The models with which it went on, and from when, in order of time. */
  changes(id: number): readonly RunModelChange[]
  /** It goes on from a time with another model, or, without one, no longer with those that came behind that time. */
  change(id: number, fromMs: number, model?: ModelDocument): void
  rename(id: number, label: string): void
  setState(id: number, state: StoredRunState): void
  /** Hides it at once; `traces.purge` then frees its space bit by bit. */
  remove(id: number): void
}

/** A model with which a run went on from a moment. */
export interface RunModelChange {
  readonly fromMs: number
  readonly model: ModelDocument
}

interface RunRow {
  readonly id: number
  readonly label: string
  readonly state: StoredRunState
  readonly started: string
  readonly model: string
  readonly morphology: string
  readonly engine: string
  readonly dt_ms: number
  readonly start_ms: number
  readonly start_state: string | null
  readonly fingerprints: string
  readonly t_stop_ms: number
  readonly t_ms: number
  readonly compartments: number
  readonly threads: number
  readonly seconds: number
  readonly diagnostics: string
}

type ProbeRow = Omit<StoredProbe, 'comesAtEnd'> & { readonly comesAtEnd: number }

interface ChangeRow {
  readonly fromMs: number
  readonly model: string
}

/** What the list of runs works with. */
export interface RunTables {
  readonly blobs: Blobs
  /** What is not in the file yet. */
  readonly live: LiveRuns
  /** For the start of runs. */
  readonly now: () => Date
}

/** @param database whose runs they are */
export function createRuns(database: ProjectDatabase, { blobs, live, now }: RunTables): Runs {
  const sql = prepare(database)

  const toRun = (row: RunRow): StoredRun => ({
    id: row.id,
    label: row.label,
    state: row.state,
    startedAt: row.started,
    morphology: row.morphology,
    engine: row.engine,
    dtMs: row.dt_ms,
    startMs: row.start_ms,
    tStopMs: row.t_stop_ms,
    tMs: live.progress.get(row.id)?.tMs ?? row.t_ms,
    compartments: row.compartments,
    threads: row.threads,
    seconds: live.progress.get(row.id)?.seconds ?? row.seconds,
    diagnostics: parseStored(row.diagnostics, database.path) as Diagnostic[],
    hasState: sql.hasState.get(row.id) !== undefined,
    changesMs: (sql.changes.all(row.id) as ChangeRow[]).map(({ fromMs }) => fromMs),
    probes: (sql.probes.all(row.id) as ProbeRow[]).map(probe => ({
      ...probe,
      comesAtEnd: probe.comesAtEnd === 1,
      samples: live.tails.get(probe.id)?.end ?? probe.samples,
    })),
  })
  const rowOf = (id: number): RunRow => {
    const row = sql.one.get(id) as RunRow | undefined
    if (!row)
      throw new RpcError('runs/not-found', `The run ${id} is not in this project; it may have been removed.`)
    return row
  }

  const begin = (run: NewRun): RunIds => {
    const model = blobs.put(new TextEncoder().encode(JSON.stringify(run.model)))
    const inserted = sql.insert.run({
      label: run.label,
      started: now().toISOString(),
      model,
      morphology: run.model.morphology,
      engine: run.engine,
      fingerprints: JSON.stringify(run.fingerprints),
      dt: run.model.run.dtMs,
      start: run.start?.tMs ?? 0,
      startState: run.start ? blobs.put(run.start.state) : null,
      tStop: run.model.run.tStopMs,
      compartments: run.compartments,
      threads: run.threads,
    })
    const id = Number(inserted.lastInsertRowid)
    const probes = run.probes.map(({ label, unit, ownTimes = false, medium }, position) => {
      const probe = Number(
        sql.insertProbe.run(id, position, label, unit, ownTimes ? 1 : 0, null, null).lastInsertRowid,
      )
      if (!medium) return { probe, recorded: { probe, ownTimes } }
      const raw = sql.insertProbe.run(id, -1 - position, label, unit, 0, probe, JSON.stringify(medium))
      return { probe, recorded: { probe: Number(raw.lastInsertRowid), ownTimes } }
    })
    return {
      run: id,
      probes: probes.map(({ probe }) => probe),
      recorded: probes.map(({ recorded }) => recorded),
      trains: run.spikes.map((train, position) =>
        Number(sql.insertTrain.run(id, position, train.label).lastInsertRowid),
      ),
    }
  }

  return {
    begin: run => database.write(() => begin(run)),
    list: () => database.read(() => (sql.list.all() as RunRow[]).map(toRun)),
    get: id => database.read(() => toRun(rowOf(id))),
    model: id =>
      database.read(() => parseStored(blobs.text(rowOf(id).model), database.path) as ModelDocument),
    fingerprints: id =>
      database.read(() => parseStored(rowOf(id).fingerprints, database.path) as Record<string, string>),
    startState: id =>
      database.read(() => {
        const { start_state: hash } = rowOf(id)
        return hash === null ? undefined : blobs.get(hash)
      }),
    changes: id =>
      database.read(() =>
        (sql.changes.all(rowOf(id).id) as ChangeRow[]).map(({ fromMs, model }) => ({
          fromMs,
          model: parseStored(blobs.text(model), database.path) as ModelDocument,
        })),
      ),
    change: (id, fromMs, model) =>
      database.write(() => {
        sql.dropChanges.run(rowOf(id).id, fromMs)
        if (model) sql.addChange.run(id, fromMs, blobs.put(new TextEncoder().encode(JSON.stringify(model))))
      }),
    rename: (id, label) => database.write(() => void sql.rename.run(label, rowOf(id).id)),
    setState: (id, state) => database.write(() => void sql.setState.run(state, rowOf(id).id)),
    remove: id => database.write(() => void sql.setState.run('removed', rowOf(id).id)),
  }
}

function prepare({ connection }: ProjectDatabase) {
  return {
    insert: connection.prepare(
      `INSERT INTO runs (label, state, started, model, morphology, engine, fingerprints, dt_ms, start_ms, start_state,
         t_stop_ms, t_ms, compartments, threads, seconds, diagnostics)
       VALUES (@label, 'running', @started, @model, @morphology, @engine, @fingerprints, @dt, @start, @startState, @tStop,
         @start, @compartments, @threads, 0, '[]')`,
    ),
    insertProbe: connection.prepare(
      'INSERT INTO probes (run, position, label, unit, samples, own_times, raw_of, medium) VALUES (?, ?, ?, ?, 0, ?, ?, ?)',
    ),
    insertTrain: connection.prepare('INSERT INTO spike_trains (run, position, label) VALUES (?, ?, ?)'),
    list: connection.prepare(`SELECT * FROM runs WHERE state <> 'removed' ORDER BY id DESC`),
    one: connection.prepare(`SELECT * FROM runs WHERE id = ? AND state <> 'removed'`),
    probes: connection.prepare(
      `SELECT id, label, unit, samples, EXISTS (SELECT 1 FROM probes AS raw WHERE raw.raw_of = probes.id) AS comesAtEnd
       FROM probes WHERE run = ? AND raw_of IS NULL ORDER BY position`,
    ),
    hasState: connection.prepare('SELECT 1 FROM run_states WHERE run = ?'),
    changes: connection.prepare(
      'SELECT from_ms AS fromMs, model FROM run_changes WHERE run = ? ORDER BY from_ms',
    ),
    dropChanges: connection.prepare('DELETE FROM run_changes WHERE run = ? AND from_ms >= ?'),
    addChange: connection.prepare('INSERT INTO run_changes (run, from_ms, model) VALUES (?, ?, ?)'),
    rename: connection.prepare('UPDATE runs SET label = ? WHERE id = ?'),
    setState: connection.prepare('UPDATE runs SET state = ? WHERE id = ?'),
  }
}
