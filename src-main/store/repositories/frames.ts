import { bytesOf, float32Of } from '../bytes.ts'
import type { ProjectDatabase } from '../database.ts'

/** Voltages of all compartments at one moment. */
export interface Frame {
  readonly tMs: number
  /** [compartments], mV */
  readonly values: Float32Array
}

/** Rows of `frames`. `append` and `cut` are called inside a transaction of the caller's. */
export interface Frames {
  /** Removes those behind a time. @returns how many are left */
  cut(run: number, tMs: number): number
  append(run: number, ordinal: number, frame: Frame): void
  ofRun(run: number): readonly Frame[]
}

/** @param database whose frames they are */
export function createFrames(database: ProjectDatabase): Frames {
  const { connection } = database
  const insert = connection.prepare('INSERT INTO frames (run, ordinal, t_ms, data) VALUES (?, ?, ?, ?)')
  const select = connection.prepare('SELECT t_ms AS tMs, data FROM frames WHERE run = ? ORDER BY ordinal')
  const removeAfter = connection.prepare('DELETE FROM frames WHERE run = ? AND t_ms > ?')
  const count = connection.prepare('SELECT count(*) FROM frames WHERE run = ?').pluck()
  return {
    cut: (run, tMs) => {
      removeAfter.run(run, tMs)
      return count.get(run) as number
    },
    append: (run, ordinal, { tMs, values }) => void insert.run(run, ordinal, tMs, bytesOf(values)),
    ofRun: run =>
      database.read(() =>
        (select.all(run) as { tMs: number; data: Uint8Array }[]).map(({ tMs, data }) => ({
          tMs,
          values: float32Of(data),
        })),
      ),
  }
}
