import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { ProjectDatabase } from './database.ts'
import type { Frame, Frames } from './repositories/frames.ts'
import type { RunIds, StoredRunState } from './repositories/runs.ts'
import type { Spikes } from './repositories/spikes.ts'
import type { TraceChunks } from './repositories/traceChunks.ts'
import { writeInSlices, type Write } from './slices.ts'
import { createTraceTail, type LiveRuns, type TraceTail } from './traceTail.ts'

/** New samples of a variable, and when they were [ms]. */
export interface RecordedSamples {
  readonly timesMs: Float64Array
  readonly values: Float64Array
}

/** What one stretch of stepping gave, in the order of the run's probes and detectors. */
export interface RecordedSlice {
  /** Where the run stands then [ms]. */
  readonly tMs: number
  readonly traces: readonly RecordedSamples[]
  readonly spikes: readonly Float64Array[]
  /** Seconds spent stepping. */
  readonly seconds: number
}

/** Where a run stands. */
export interface RunProgress {
  readonly tMs: number
  readonly seconds: number
}

/** How a run ended. */
export interface RunEnd extends RunProgress {
  readonly state: StoredRunState
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Takes what a run records. Appending only copies into memory, where windows already see it; `flush` brings it to
 * the disk in slices. What was appended before a flush began is on the disk when its promise resolves.
 */
export interface RunRecorder {
  append(slice: RecordedSlice): void
  appendFrame(frame: Frame): void
  /** Bytes that wait to be written. */
  readonly waitingBytes: number
  flush(progress: RunProgress): Promise<void>
  /** Samples of each probe that have been appended. */
  readonly samples: readonly number[]
  /** Forgets every sample of each probe but the first so many, and what came after `tMs`: the run has gone back. */
  cut(to: RunProgress & { readonly samples: readonly number[] }): Promise<void>
  /** Flushes, puts pieces together, and writes how the run ended. */
  finish(end: RunEnd): Promise<void>
}

/** The tables a recorder writes to, and the tails that windows read from. */
export interface RecorderTables {
  readonly database: ProjectDatabase
  readonly chunks: TraceChunks
  readonly spikes: Spikes
  readonly frames: Frames
  readonly live: LiveRuns
  readonly now: () => Date
}

/** About what a row of `spikes` weighs. */
const spikeRowBytes = 32

/** Begins to record into the rows that `runs.begin` made. */
export function createRunRecorder(tables: RecorderTables, ids: RunIds): RunRecorder {
  const { database, live } = tables
  const traces = ids.recorded.map(({ probe, ownTimes }) => ({
    probe,
    tail: createTraceTail(ownTimes),
    written: 0,
  }))
  const trains = ids.trains.map(train => ({ train, waiting: [] as number[], written: 0 }))
  const frames = { waiting: [] as Frame[], written: 0 }
  let lastFlush: Promise<void> = Promise.resolve()
  for (const { probe, tail } of traces) live.tails.set(probe, tail)

  const setProgress = database.connection.prepare('UPDATE runs SET t_ms = ?, seconds = ? WHERE id = ?')
  const setEnd = database.connection.prepare(
    'UPDATE runs SET t_ms = ?, seconds = ?, state = ?, diagnostics = ?, ended = ? WHERE id = ?',
  )

  function* allWrites(): Iterable<Write> {
    for (const trace of traces) yield* traceWrites(tables.chunks, trace)
    for (const train of trains) yield* spikeWrites(tables.spikes, train)
    yield* frameWrites(tables.frames, ids.run, frames)
  }

  const flush = (last: Write): Promise<void> => {
    // One at a time: a second one would write the same samples again.
    lastFlush = lastFlush.catch(() => undefined).then(() => writeInSlices(database, [...allWrites(), last]))
    return lastFlush
  }

  return {
    append: ({ tMs, traces: recorded, spikes, seconds }) => {
      const before = live.progress.get(ids.run)?.seconds ?? 0
      live.progress.set(ids.run, { tMs, seconds: before + seconds })
      for (const [index, { tail }] of traces.entries()) {
        const samples = recorded[index]
        if (samples) tail.append(samples.values, samples.timesMs)
      }
      for (const [index, train] of trains.entries()) train.waiting.push(...(spikes[index] ?? []))
    },
    get samples() {
      return traces.map(({ tail }) => tail.end)
    },
    appendFrame: frame => void frames.waiting.push(frame),
    get waitingBytes() {
      const samples = traces.reduce(
        (sum, { tail, written }) => sum + tail.end - Math.max(written, tail.first),
        0,
      )
      return 8 * samples + frames.waiting.reduce((sum, { values }) => sum + values.byteLength, 0)
    },
    flush: ({ tMs, seconds }) => flush({ bytes: 0, run: () => void setProgress.run(tMs, seconds, ids.run) }),
    cut: async ({ samples, tMs, seconds }) => {
      await lastFlush.catch(() => undefined)
      database.write(() => {
        for (const [index, trace] of traces.entries()) cutTrace(tables.chunks, trace, samples[index] ?? 0)
        for (const train of trains) {
          train.waiting = train.waiting.filter(time => time <= tMs)
          train.written = tables.spikes.cut(train.train, tMs)
        }
        frames.waiting = frames.waiting.filter(frame => frame.tMs <= tMs)
        frames.written = tables.frames.cut(ids.run, tMs)
        setProgress.run(tMs, seconds, ids.run)
      })
      live.progress.set(ids.run, { tMs, seconds })
    },
    finish: async ({ tMs, seconds, state, diagnostics }) => {
      try {
        await flush({ bytes: 0, run: () => void setProgress.run(tMs, seconds, ids.run) })
        await writeInSlices(database, joinWrites(tables.chunks, traces))
      } finally {
        const ended = tables.now().toISOString()
        database.write(() => setEnd.run(tMs, seconds, state, JSON.stringify(diagnostics), ended, ids.run))
        for (const { probe } of traces) live.tails.delete(probe)
        live.progress.delete(ids.run)
      }
    },
  }
}

interface RecordedTrace {
  readonly probe: number
  readonly tail: TraceTail
  /** Samples that the disk has. */
  written: number
}

function* traceWrites(chunks: TraceChunks, trace: RecordedTrace): Iterable<Write> {
  const { probe, tail } = trace
  for (const chunk of tail.fullChunks()) {
    yield {
      bytes: chunk.samples.byteLength,
      run: () => chunks.putChunk(probe, chunk),
      committed: () => {
        tail.dropOldestFull()
        trace.written = chunk.first + chunk.samples.length
      },
    }
  }
  const piece = tail.unwritten(trace.written)
  if (!piece) return
  yield {
    bytes: piece.samples.byteLength,
    run: () => chunks.putPiece(probe, piece),
    committed: () => void (trace.written = piece.first + piece.samples.length),
  }
}

/** Takes the end of a trace off, in memory and in the file. Called inside a transaction. */
function cutTrace(chunks: TraceChunks, trace: RecordedTrace, samples: number): void {
  const { probe, tail } = trace
  if (samples >= tail.end) return
  const lies = samples > 0 && samples < tail.first
  tail.cut(samples, lies ? [...chunks.chunks(probe, samples - 1, samples - 1)][0] : undefined)
  const filling = tail.chunks().at(-1)?.first ?? 0
  chunks.cut(probe, filling)
  trace.written = Math.min(trace.written, filling)
  // Chunks that wait to be written come first.
  const piece = tail.fullChunks().length > 0 ? undefined : tail.unwritten(trace.written)
  if (!piece) return
  chunks.putPiece(probe, piece)
  trace.written = samples
}

function* spikeWrites(
  spikes: Spikes,
  train: { readonly train: number; waiting: number[]; written: number },
): Iterable<Write> {
  const times = train.waiting
  const first = train.written
  if (times.length === 0) return
  yield {
    bytes: times.length * spikeRowBytes,
    run: () => spikes.append(train.train, first, times),
    committed: () => {
      train.waiting = train.waiting.slice(times.length)
      train.written += times.length
    },
  }
}

function* frameWrites(
  frames: Frames,
  run: number,
  state: { waiting: Frame[]; written: number },
): Iterable<Write> {
  for (const [index, frame] of state.waiting.entries()) {
    const ordinal = state.written + index
    yield {
      bytes: frame.values.byteLength,
      run: () => frames.append(run, ordinal, frame),
      committed: () => {
        state.waiting = state.waiting.slice(1)
        state.written++
      },
    }
  }
}

function* joinWrites(chunks: TraceChunks, traces: readonly RecordedTrace[]): Iterable<Write> {
  for (const { probe, tail } of traces) {
    const samples = tail.end - tail.first
    yield { bytes: samples * 8, run: () => chunks.joinPieces(probe) }
  }
}
