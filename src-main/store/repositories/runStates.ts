import type { ProjectDatabase } from '../database.ts'

/** A run's state at a moment. */
export interface StoredRunState {
  readonly tMs: number
  readonly bytes: Uint8Array
}

/** The states that runs ended with. */
export interface RunStates {
  keep(run: number, state: StoredRunState): void
  get(run: number): StoredRunState | undefined
}

/** @param database whose runs they are of */
export function createRunStates(database: ProjectDatabase): RunStates {
  const { connection } = database
  const put = connection.prepare(
    `INSERT INTO run_states (run, t_ms, data) VALUES (?, ?, ?)
     ON CONFLICT (run) DO UPDATE SET t_ms = excluded.t_ms, data = excluded.data`,
  )
  const select = connection.prepare('SELECT t_ms AS tMs, data AS bytes FROM run_states WHERE run = ?')
  return {
    keep: (run, { tMs, bytes }) => database.write(() => void put.run(run, tMs, bytes)),
    get: run => database.read(() => select.get(run) as StoredRunState | undefined),
  }
}
