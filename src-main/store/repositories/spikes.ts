import type { ProjectDatabase } from '../database.ts'

/** Spike times of one detector [ms]. */
export interface StoredSpikes {
  readonly label: string
  readonly timesMs: Float64Array
}

/** Rows of `spike_trains` and `spikes`. `append` and `cut` are called inside a transaction of the caller's. */
export interface Spikes {
  /** Removes those behind a time. @returns how many are left */
  cut(train: number, tMs: number): number
  append(train: number, firstOrdinal: number, timesMs: readonly number[]): void
  ofRun(run: number): readonly StoredSpikes[]
}

/** @param database whose spikes they are */
export function createSpikes(database: ProjectDatabase): Spikes {
  const { connection } = database
  const insert = connection.prepare('INSERT INTO spikes (train, ordinal, t_ms) VALUES (?, ?, ?)')
  const trains = connection.prepare('SELECT id, label FROM spike_trains WHERE run = ? ORDER BY position')
  const times = connection.prepare('SELECT t_ms FROM spikes WHERE train = ? ORDER BY ordinal').pluck()
  const removeAfter = connection.prepare('DELETE FROM spikes WHERE train = ? AND t_ms > ?')
  const count = connection.prepare('SELECT count(*) FROM spikes WHERE train = ?').pluck()
  return {
    cut: (train, tMs) => {
      removeAfter.run(train, tMs)
      return count.get(train) as number
    },
    append: (train, firstOrdinal, timesMs) => {
      for (const [index, timeMs] of timesMs.entries()) insert.run(train, firstOrdinal + index, timeMs)
    },
    ofRun: run =>
      database.read(() =>
        (trains.all(run) as { id: number; label: string }[]).map(({ id, label }) => ({
          label,
          timesMs: Float64Array.from(times.all(id) as number[]),
        })),
      ),
  }
}
