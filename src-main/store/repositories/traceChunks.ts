import { bytesOf, float64Of } from '../bytes.ts'
import type { ProjectDatabase } from '../database.ts'
import { buildTimePyramid, levelsFrom } from '../timePyramid.ts'
import type { TimedPart } from '../timeWindow.ts'
import { buildPyramid, chunkSamples } from '../tracePyramid.ts'
import type { MemoryChunk } from '../traceTail.ts'

/** One stored chunk of a trace. */
export interface StoredChunk extends MemoryChunk {
  readonly samples: Float64Array<ArrayBuffer>
}

/** The bins of one stored chunk at one level. */
export interface StoredBins {
  /** Sample number at which the first bin begins. */
  readonly first: number
  readonly bins: Float64Array<ArrayBuffer>
}

/** Rows of `trace_chunks` and `trace_levels`. The writing ones are called inside a transaction of the caller's. */
export interface TraceChunks {
  /** Adds the newest samples of a chunk that is still filling. */
  putPiece(probe: number, piece: MemoryChunk): void
  /** Stores a chunk whole, with its pyramid, in place of its pieces. */
  putChunk(probe: number, chunk: MemoryChunk): void
  /** Removes every chunk and piece that begins at sample number `first` or behind it. */
  cut(probe: number, first: number): void
  /** Puts the pieces at a trace's end together; what is left to do after a run ended in whatever way. */
  joinPieces(probe: number): void
  /** Chunks that hold any of the samples from `first` to `last`, in order. */
  chunks(probe: number, first: number, last: number): Iterable<StoredChunk>
  /** The same for a level of the pyramid. */
  bins(probe: number, level: number, first: number, last: number): Iterable<StoredBins>
  /** The chunks before sample number `end`, of a trace with times of its own; what they hold is read when it is asked for. */
  timed(probe: number, end: number): readonly TimedPart[]
}

interface ChunkRow {
  readonly first: number
  readonly t0: number
  readonly data: Uint8Array
  readonly times: Uint8Array | null
}

/** @param database whose traces they are */
export function createTraceChunks(database: ProjectDatabase): TraceChunks {
  const { connection } = database
  const insert = connection.prepare(
    'INSERT INTO trace_chunks (probe, first, count, t0_ms, data, times) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const insertLevel = connection.prepare(
    'INSERT INTO trace_levels (probe, level, first, count, data) VALUES (?, ?, ?, ?, ?)',
  )
  const setSamples = connection.prepare('UPDATE probes SET samples = ? WHERE id = ?')
  const removeFrom = connection.prepare('DELETE FROM trace_chunks WHERE probe = ? AND first >= ?')
  const removeLevelsFrom = connection.prepare('DELETE FROM trace_levels WHERE probe = ? AND first >= ?')
  const storedEnd = connection.prepare('SELECT max(first + count) FROM trace_chunks WHERE probe = ?').pluck()
  // `first` in both bounds, so that the index is used: no chunk is longer than `chunkSamples`.
  const select = connection.prepare(
    `SELECT first, t0_ms AS t0, data, times FROM trace_chunks
     WHERE probe = ? AND first > ? AND first <= ? AND first + count > ? ORDER BY first`,
  )
  const selectLevel = connection.prepare(
    `SELECT first, data FROM trace_levels
     WHERE probe = ? AND level = ? AND first > ? AND first <= ? AND first + count > ? ORDER BY first`,
  )
  const lastLevel = connection.prepare('SELECT max(first + count) FROM trace_levels WHERE probe = ?').pluck()
  const heads = connection.prepare(
    'SELECT first, count, t0_ms AS t0Ms FROM trace_chunks WHERE probe = ? AND first < ? ORDER BY first',
  )
  const oneLevel = connection
    .prepare('SELECT data FROM trace_levels WHERE probe = ? AND level = ? AND first = ?')
    .pluck()

  const insertChunk = (probe: number, { first, t0Ms, samples, timesMs }: MemoryChunk): void => {
    insert.run(probe, first, samples.length, t0Ms, bytesOf(samples), timesMs ? bytesOf(timesMs) : null)
    setSamples.run(first + samples.length, probe)
  }
  const putChunk = (probe: number, chunk: MemoryChunk): void => {
    const { first, samples, timesMs } = chunk
    removeFrom.run(probe, first)
    insertChunk(probe, chunk)
    const levels = timesMs
      ? buildTimePyramid(timesMs, samples)
      : [...buildPyramid(samples).entries()].map(([level, bins]) => ({ level, bins }))
    for (const { level, bins } of levels) insertLevel.run(probe, level, first, samples.length, bytesOf(bins))
  }

  const rows = (probe: number, first: number, last: number): ChunkRow[] =>
    select.all(probe, first - chunkSamples, last, first) as ChunkRow[]

  return {
    putPiece: insertChunk,
    putChunk,
    cut: (probe, first) => {
      removeFrom.run(probe, first)
      removeLevelsFrom.run(probe, first)
      setSamples.run((storedEnd.get(probe) as number | null) ?? 0, probe)
    },
    joinPieces: probe => {
      const first = (lastLevel.get(probe) as number | null) ?? 0
      const pieces = rows(probe, first, Number.MAX_SAFE_INTEGER)
      const start = pieces[0]
      if (!start) return
      const samples = float64Of(Buffer.concat(pieces.map(({ data }) => data)))
      const times = pieces.flatMap(piece => piece.times ?? [])
      const timesMs = times.length > 0 ? float64Of(Buffer.concat(times)) : undefined
      putChunk(probe, { first, t0Ms: start.t0, samples, timesMs })
    },
    chunks: (probe, first, last) =>
      database.read(() =>
        rows(probe, first, last).map(row => ({
          first: row.first,
          t0Ms: row.t0,
          samples: float64Of(row.data),
          timesMs: row.times ? float64Of(row.times) : undefined,
        })),
      ),
    bins: (probe, level, first, last) =>
      database.read(() =>
        (
          selectLevel.all(probe, level, first - chunkSamples, last, first) as {
            first: number
            data: Uint8Array
          }[]
        ).map(row => ({ first: row.first, bins: float64Of(row.data) })),
      ),
    timed: (probe, end) =>
      database.read(() =>
        (heads.all(probe, end) as Pick<TimedPart, 'first' | 'count' | 't0Ms'>[]).map(head =>
          storedPart(head, {
            chunk: () => rows(probe, head.first, head.first)[0],
            level: level => oneLevel.get(probe, level, head.first) as Uint8Array | undefined,
          }),
        ),
      ),
  }

  /** A chunk of the file that is read at most once. */
  function storedPart(
    head: Pick<TimedPart, 'first' | 'count' | 't0Ms'>,
    file: { chunk(): ChunkRow | undefined; level(level: number): Uint8Array | undefined },
  ): TimedPart {
    let read: ReturnType<TimedPart['read']> | undefined
    return {
      ...head,
      read: () => {
        const row = read ? undefined : database.read(file.chunk)
        return (read ??= {
          timesMs: float64Of(row?.times ?? new Uint8Array()),
          samples: float64Of(row?.data ?? new Uint8Array()),
        })
      },
      bins: wanted => {
        for (const level of levelsFrom(wanted)) {
          const data = database.read(() => file.level(level))
          if (data) return float64Of(data)
        }
        return undefined
      },
    }
  }
}
