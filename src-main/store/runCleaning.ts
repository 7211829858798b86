import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { ProjectDatabase } from './database.ts'
import { storeMessages } from './diagnostics.ts'
import { createTraceChunks } from './repositories/traceChunks.ts'

/**
 * Runs that were under way when the program ended: what they recorded until then is kept, and they say why they
 * stopped. Sweeps can go on.
 */
export function settleInterruptedRuns(database: ProjectDatabase): void {
  const { connection } = database
  const stopSweeps = connection.prepare(
    `UPDATE sweeps SET state = 'interrupted' WHERE state IN ('running', 'paused')`,
  )
  const sweeps = connection.prepare(`SELECT 1 FROM sweeps WHERE state IN ('running', 'paused') LIMIT 1`)
  if (sweeps.get() !== undefined) database.write(() => stopSweeps.run())
  const runs = connection
    .prepare(`SELECT id, t_ms AS tMs FROM runs WHERE state IN ('running', 'paused')`)
    .all()
  if (runs.length === 0) return
  const probes = connection.prepare('SELECT id FROM probes WHERE run = ?').pluck()
  const fail = connection.prepare(`UPDATE runs SET state = 'failed', diagnostics = ? WHERE id = ?`)
  const chunks = createTraceChunks(database)
  for (const { id, tMs } of runs as { id: number; tMs: number }[]) {
    database.write(() => {
      for (const probe of probes.all(id) as number[]) chunks.joinPieces(probe)
      fail.run(JSON.stringify([diagnose(storeMessages, 'run/interrupted', { tMs })]), id)
    })
  }
}

/** Rows of chunks to remove at a time: about 2 MB. */
const chunksAtOnce = 4
const rowsAtOnce = 2000

/** Removes what belongs to removed runs and sweeps, a little at each step, so that no step takes long. */
export function* purgeRemovedRuns(database: ProjectDatabase): Iterable<void> {
  const { connection } = database
  const removed = `SELECT id FROM runs WHERE state = 'removed'`
  const sweeps = `SELECT id FROM sweeps WHERE state = 'removed'`
  const probes = `SELECT id FROM probes WHERE run IN (${removed})`
  const trains = `SELECT id FROM spike_trains WHERE run IN (${removed})`
  const steps: readonly (readonly [table: string, where: string, order: string, atOnce: number])[] = [
    ['trace_chunks', `probe IN (${probes})`, 'id', chunksAtOnce],
    ['trace_levels', `probe IN (${probes})`, 'probe, level, first', chunksAtOnce],
    ['frames', `run IN (${removed})`, 'id', rowsAtOnce],
    ['spikes', `train IN (${trains})`, 'train, ordinal', rowsAtOnce],
    ['runs', `state = 'removed'`, 'id', 1],
    ['sweep_traces', `sweep IN (${sweeps})`, 'id', chunksAtOnce],
    ['sweep_spikes', `sweep IN (${sweeps})`, 'sweep, variant, train', rowsAtOnce],
    ['sweep_results', `sweep IN (${sweeps})`, 'sweep, variant', rowsAtOnce],
    ['sweeps', `state = 'removed'`, 'id', 1],
  ]
  for (const [table, where, order, atOnce] of steps) {
    const remove = connection.prepare(`DELETE FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ${atOnce}`)
    while (database.write(() => remove.run().changes) > 0) yield
  }
}
