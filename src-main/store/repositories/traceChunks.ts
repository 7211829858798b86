import { bytesOf, float64Of } from '../bytes.ts'
import type { ProjectDatabase } from '../database.ts'
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
}

interface ChunkRow {
  readonly first: number
  readonly t0: number
  readonly data: Uint8Array
}

/** @param database whose traces they are */
export function createTraceChunks(database: ProjectDatabase): TraceChunks {
  const { connection } = database
  const insert = connection.prepare(
    'INSERT INTO trace_chunks (probe, first, count, t0_ms, data) VALUES (?, ?, ?, ?, ?)',
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
    `SELECT first, t0_ms AS t0, data FROM trace_chunks
     WHERE probe = ? AND first > ? AND first <= ? AND first + count > ? ORDER BY first`,
  )
  const selectLevel = connection.prepare(
    `SELECT first, data FROM trace_levels
     WHERE probe = ? AND level = ? AND first > ? AND first <= ? AND first + count > ? ORDER BY first`,
  )
  const lastLevel = connection
    .prepare('SELECT max(first + count) FROM trace_levels WHERE probe = ? AND level = 0')
    .pluck()

  const putChunk = (probe: number, { first, t0Ms, samples }: MemoryChunk): void => {
    removeFrom.run(probe, first)
    insert.run(probe, first, samples.length, t0Ms, bytesOf(samples))
    for (const [level, bins] of buildPyramid(samples).entries()) {
      insertLevel.run(probe, level, first, samples.length, bytesOf(bins))
    }
    setSamples.run(first + samples.length, probe)
  }

  const rows = (probe: number, first: number, last: number): ChunkRow[] =>
    select.all(probe, first - chunkSamples, last, first) as ChunkRow[]

  return {
    putPiece: (probe, { first, t0Ms, samples }) => {
      insert.run(probe, first, samples.length, t0Ms, bytesOf(samples))
      setSamples.run(first + samples.length, probe)
    },
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
      putChunk(probe, { first, t0Ms: start.t0, samples })
    },
    chunks: (probe, first, last) =>
      database.read(() =>
        rows(probe, first, last).map(row => ({
          first: row.first,
          t0Ms: row.t0,
          samples: float64Of(row.data),
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
  }
}
