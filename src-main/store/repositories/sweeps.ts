import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import type { DesignTable, VariantResult } from '../../../src-engine/index.ts'
import type { ModelDocument } from '../../../src-engine/model/document.ts'
import { RpcError } from '../../rpc/errors.ts'
import { bytesOf, float64Of } from '../bytes.ts'
import type { ProjectDatabase } from '../database.ts'
import { parseStored } from '../storedJson.ts'
import type { Blobs } from './blobs.ts'

export type StoredSweepState = 'running' | 'paused' | 'interrupted' | 'finished' | 'failed' | 'cancelled'

/** What every variant of a sweep records. */
export interface SweepRecords {
  readonly probes: readonly { readonly label: string; readonly unit: string }[]
  readonly spikes: readonly { readonly label: string }[]
}

/** Everything that made a sweep, known when it starts. */
export interface NewSweep {
  readonly label: string
  /** With its part `sweep`. */
  readonly model: ModelDocument
  readonly design: DesignTable
  readonly recorded: SweepRecords
  readonly keepsTraces: boolean
  /** The state that every variant begins with, and its time [ms]; at 0 with initial values if not given. */
  readonly start?: { readonly tMs: number; readonly state: Uint8Array } | undefined
  readonly engine: string
  readonly fingerprints: Readonly<Record<string, string>>
  readonly threads: number
}

/** A sweep as it stands in the file. */
export interface StoredSweep {
  readonly id: number
  readonly label: string
  readonly state: StoredSweepState
  readonly startedAt: string
  readonly variants: number
  readonly done: number
  readonly failed: number
  readonly recorded: SweepRecords
  readonly keepsTraces: boolean
  /** Time of the first sample. */
  readonly startMs: number
  readonly dtMs: number
  readonly seconds: number
  readonly fingerprints: Readonly<Record<string, string>>
  readonly diagnostics: readonly Diagnostic[]
}

/** What came of one variant. */
export interface StoredVariant {
  readonly variant: number
  readonly failure: string | undefined
  /** Of each probe the lowest, the highest, the mean and the last. */
  readonly summaries: Float64Array
}

/** Sweeps and what came of their variants. */
export interface Sweeps {
  begin(sweep: NewSweep): number
  list(): readonly StoredSweep[]
  get(id: number): StoredSweep
  model(id: number): ModelDocument
  /** Variants × parameters. */
  design(id: number): Float64Array
  /** The state that variants begin with; undefined: their initial values. */
  startState(id: number): Uint8Array | undefined
  /** Variants whose results are there. */
  done(id: number): ReadonlySet<number>
  /** On the disk when it returns. @param seconds spent on it */
  add(id: number, results: readonly VariantResult[], seconds: number): void
  /** In the order of the table, at most so many. */
  results(id: number, most: number): readonly StoredVariant[]
  /** Spike times of each train of a variant [ms], by its place. */
  spikes(id: number): Iterable<{
    readonly variant: number
    readonly train: number
    readonly timesMs: Float64Array
  }>
  /** Every sample of a probe in a variant, where they are kept; with times where they have their own. */
  trace(
    id: number,
    variant: number,
    probe: number,
  ): { readonly samples: Float64Array; readonly timesMs: Float64Array | undefined } | undefined
  rename(id: number, label: string): void
  setState(id: number, state: StoredSweepState, diagnostics?: readonly Diagnostic[]): void
  /** Hides it at once; `purge` then frees its space bit by bit. */
  remove(id: number): void
}

interface SweepRow {
  readonly id: number
  readonly label: string
  readonly state: StoredSweepState
  readonly started: string
  readonly model: string
  readonly design: string
  readonly variants: number
  readonly fingerprints: string
  readonly recorded: string
  readonly keeps_traces: number
  readonly start_ms: number
  readonly start_state: string | null
  readonly dt_ms: number
  readonly seconds: number
  readonly diagnostics: string
}

/**
 * @param database whose sweeps they are
 * @param blobs where models and design tables lie
 * @param now for the start of sweeps
 */
export function createSweeps(database: ProjectDatabase, blobs: Blobs, now: () => Date): Sweeps {
  const sql = prepare(database)
  const rowOf = (id: number): SweepRow => {
    const row = sql.one.get(id) as SweepRow | undefined
    if (!row)
      throw new RpcError(
        'sweeps/not-found',
        `The sweep ${id} is not in this project; it may have been removed.`,
      )
    return row
  }
  const parsed = (text: string) => parseStored(text, database.path)
  const toSweep = (row: SweepRow): StoredSweep => {
    const { done, failed } = sql.counts.get(row.id) as { done: number; failed: number }
    return {
      id: row.id,
      label: row.label,
      state: row.state,
      startedAt: row.started,
      variants: row.variants,
      done,
      failed,
      recorded: parsed(row.recorded) as SweepRecords,
      keepsTraces: row.keeps_traces === 1,
      startMs: row.start_ms,
      dtMs: row.dt_ms,
      seconds: row.seconds,
      fingerprints: parsed(row.fingerprints) as Record<string, string>,
      diagnostics: parsed(row.diagnostics) as Diagnostic[],
    }
  }
  const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

  const add = (id: number, results: readonly VariantResult[], seconds: number): void => {
    for (const { variant, failure, probes, spikes, traces } of results) {
      const summaries = Float64Array.from(
        probes.flatMap(({ lowest, highest, mean, last }) => [lowest, highest, mean, last]),
      )
      sql.addResult.run(id, variant, failure ?? null, bytesOf(summaries))
      spikes.forEach(({ timesMs }, train) => {
        if (timesMs.length > 0) sql.addSpikes.run(id, variant, train, bytesOf(Float64Array.from(timesMs)))
      })
      traces?.forEach(({ values, timesMs }, probe) =>
        sql.addTrace.run(id, variant, probe, bytesOf(values), timesMs ? bytesOf(timesMs) : null),
      )
    }
    sql.addSeconds.run(seconds, id)
  }

  return {
    begin: sweep =>
      database.write(() =>
        Number(
          sql.insert.run({
            label: sweep.label,
            started: now().toISOString(),
            model: blobs.put(json(sweep.model)),
            morphology: sweep.model.morphology,
            design: blobs.put(bytesOf(sweep.design.values)),
            variants: sweep.design.count,
            engine: sweep.engine,
            fingerprints: JSON.stringify(sweep.fingerprints),
            recorded: JSON.stringify(sweep.recorded),
            keepsTraces: sweep.keepsTraces ? 1 : 0,
            start: sweep.start?.tMs ?? 0,
            startState: sweep.start ? blobs.put(sweep.start.state) : null,
            dt: sweep.model.run.dtMs,
            threads: sweep.threads,
          }).lastInsertRowid,
        ),
      ),
    list: () => database.read(() => (sql.list.all() as SweepRow[]).map(toSweep)),
    get: id => database.read(() => toSweep(rowOf(id))),
    model: id => database.read(() => parsed(blobs.text(rowOf(id).model)) as ModelDocument),
    design: id => database.read(() => float64Of(blobs.get(rowOf(id).design))),
    startState: id =>
      database.read(() => {
        const { start_state: hash } = rowOf(id)
        return hash === null ? undefined : blobs.get(hash)
      }),
    done: id => database.read(() => new Set(sql.done.all(rowOf(id).id) as number[])),
    add: (id, results, seconds) => database.write(() => add(id, results, seconds)),
    results: (id, most) =>
      database.read(() =>
        (
          sql.results.all(rowOf(id).id, most) as {
            variant: number
            failure: string | null
            summaries: Uint8Array
          }[]
        ).map(({ variant, failure, summaries }) => ({
          variant,
          failure: failure ?? undefined,
          summaries: float64Of(summaries),
        })),
      ),
    spikes: id =>
      database.read(() =>
        (sql.spikes.all(id) as { variant: number; train: number; data: Uint8Array }[]).map(
          ({ variant, train, data }) => ({ variant, train, timesMs: float64Of(data) }),
        ),
      ),
    trace: (id, variant, probe) =>
      database.read(() => {
        const row = sql.trace.get(id, variant, probe) as
          { readonly data: Uint8Array; readonly times: Uint8Array | null } | undefined
        return row && { samples: float64Of(row.data), timesMs: row.times ? float64Of(row.times) : undefined }
      }),
    rename: (id, label) => database.write(() => void sql.rename.run(label, rowOf(id).id)),
    setState: (id, state, diagnostics = []) =>
      database.write(() => {
        const isOver = state !== 'running' && state !== 'paused'
        sql.setState.run(
          state,
          isOver ? now().toISOString() : null,
          JSON.stringify(diagnostics),
          rowOf(id).id,
        )
      }),
    remove: id => database.write(() => void sql.remove.run(rowOf(id).id)),
  }
}

function prepare({ connection }: ProjectDatabase) {
  return {
    insert: connection.prepare(
      `INSERT INTO sweeps (label, state, started, model, morphology, design, variants, engine, fingerprints, recorded,
         keeps_traces, start_ms, start_state, dt_ms, threads, seconds, diagnostics)
       VALUES (@label, 'running', @started, @model, @morphology, @design, @variants, @engine, @fingerprints, @recorded,
         @keepsTraces, @start, @startState, @dt, @threads, 0, '[]')`,
    ),
    list: connection.prepare(`SELECT * FROM sweeps WHERE state <> 'removed' ORDER BY id DESC`),
    one: connection.prepare(`SELECT * FROM sweeps WHERE id = ? AND state <> 'removed'`),
    counts: connection.prepare(
      'SELECT count(*) AS done, count(failure) AS failed FROM sweep_results WHERE sweep = ?',
    ),
    done: connection.prepare('SELECT variant FROM sweep_results WHERE sweep = ?').pluck(),
    addResult: connection.prepare(
      'INSERT INTO sweep_results (sweep, variant, failure, summaries) VALUES (?, ?, ?, ?)',
    ),
    addSpikes: connection.prepare(
      'INSERT INTO sweep_spikes (sweep, variant, train, data) VALUES (?, ?, ?, ?)',
    ),
    addTrace: connection.prepare(
      'INSERT INTO sweep_traces (sweep, variant, probe, data, times) VALUES (?, ?, ?, ?, ?)',
    ),
    addSeconds: connection.prepare('UPDATE sweeps SET seconds = seconds + ? WHERE id = ?'),
    results: connection.prepare(
      'SELECT variant, failure, summaries FROM sweep_results WHERE sweep = ? ORDER BY variant LIMIT ?',
    ),
    spikes: connection.prepare('SELECT variant, train, data FROM sweep_spikes WHERE sweep = ?'),
    trace: connection.prepare(
      'SELECT data, times FROM sweep_traces WHERE sweep = ? AND variant = ? AND probe = ?',
    ),
    rename: connection.prepare('UPDATE sweeps SET label = ? WHERE id = ?'),
    setState: connection.prepare('UPDATE sweeps SET state = ?, ended = ?, diagnostics = ? WHERE id = ?'),
    remove: connection.prepare(`UPDATE sweeps SET state = 'removed' WHERE id = ?`),
  }
}
