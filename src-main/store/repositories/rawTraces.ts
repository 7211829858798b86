import type { Medium } from '../../../src-engine/model/medium.ts'
import type { ProjectDatabase } from '../database.ts'
import { writeInSlices, type Write } from '../slices.ts'
import { parseStored } from '../storedJson.ts'
import { chunkSamples } from '../tracePyramid.ts'
import type { TraceChunks } from './traceChunks.ts'
import type { Traces } from './traces.ts'

/** What an electrode saw before its medium had its effect, and the trace that is to be made of it. */
export interface RawTrace {
  readonly raw: number
  readonly probe: number
  readonly run: number
  readonly dtMs: number
  readonly medium: Medium
}

/** Traces that are known only when their run has ended. */
export interface RawTraces {
  /** Those of runs that have ended, in whatever way: none are left once all have been made. */
  ended(): readonly RawTrace[]
  samples(trace: RawTrace): Float64Array<ArrayBuffer>
  /** Writes the trace itself; then what it was made of is gone. Where it is broken off, `ended` has it again. */
  settle(trace: RawTrace, seen: Float64Array): Promise<void>
}

/** @param database whose traces they are */
export function createRawTraces(database: ProjectDatabase, chunks: TraceChunks, traces: Traces): RawTraces {
  const { connection } = database
  const select = connection.prepare(
    `SELECT probes.id AS raw, raw_of AS probe, run, dt_ms AS dtMs, medium FROM probes JOIN runs ON runs.id = run
     WHERE raw_of IS NOT NULL AND runs.state NOT IN ('running', 'paused', 'removed') ORDER BY probes.id`,
  )
  const remove = connection.prepare('DELETE FROM probes WHERE id = ?')

  function* writes({ raw, probe, dtMs }: RawTrace, seen: Float64Array, startMs: number): Iterable<Write> {
    yield { bytes: 0, run: () => chunks.cut(probe, 0) }
    for (let first = 0; first < seen.length; first += chunkSamples) {
      const samples = seen.subarray(first, first + chunkSamples)
      const t0Ms = startOfChunk(raw, first) ?? startMs + first * dtMs
      yield { bytes: samples.byteLength, run: () => chunks.putChunk(probe, { first, t0Ms, samples }) }
    }
    yield { bytes: 0, run: () => void remove.run(raw) }
  }
  const startOfChunk = (raw: number, first: number) => [...chunks.chunks(raw, first, first)][0]?.t0Ms

  return {
    ended: () =>
      database.read(() =>
        (select.all() as (Omit<RawTrace, 'medium'> & { readonly medium: string })[]).map(row => ({
          ...row,
          medium: parseStored(row.medium, database.path) as Medium,
        })),
      ),
    samples: ({ raw }) => {
      const whole = new Float64Array(traces.info(raw).samples)
      for (const { first, samples } of traces.chunks(raw)) whole.set(samples, first)
      return whole
    },
    settle: (trace, seen) => writeInSlices(database, writes(trace, seen, traces.info(trace.raw).startMs)),
  }
}
