import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ProjectDatabase } from './database.ts'

/** One thing to write, and how much it weighs. */
export interface Write {
  readonly bytes: number
  run(): void
  /** Called once the disk has it. */
  committed?(): void
}

/**
 * Most to write in one transaction [bytes]: with its fsync and its share of the log's checkpoint it stays
 * well under the 16 ms of a frame on a solid-state disk.
 */
const mostBytes = 512 * 1024

/** Writes in transactions of about half a megabyte, letting the event loop turn between them. */
export async function writeInSlices(database: ProjectDatabase, writes: Iterable<Write>): Promise<void> {
  let slice: Write[] = []
  let bytes = 0
  const commit = (): void => {
    if (slice.length === 0) return
    const now = slice
    slice = []
    bytes = 0
    database.write(() => {
      for (const write of now) write.run()
    })
    for (const write of now) write.committed?.()
  }
  for (const write of writes) {
    if (bytes + write.bytes > mostBytes && slice.length > 0) {
      commit()
      await nextTurn()
    }
    slice.push(write)
    bytes += write.bytes
  }
  commit()
}
