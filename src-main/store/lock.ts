import { existsSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { RpcError } from '../rpc/errors.ts'
import { toStoreError } from './storeErrors.ts'

/** The right to write to a project, held by one process at a time. */
export interface ProjectLock {
  release(): void
}

/**
 * Takes the project's lock: a small file beside it that SQLite keeps locked through the system, which lets go of
 * it when a process ends in whatever way. (The project's own file stays free for readers, such as the integrity
 * check.) The file is removed when the lock is released.
 *
 * @throws RpcError `store/project-in-use`
 */
export function lockProject(path: string): ProjectLock {
  const lockPath = `${path}-lock`
  for (;;) {
    const connection = take(path, lockPath)
    // Whoever held it before may have removed the file between our opening and our locking it: then what we hold
    // is the lock of a file that nobody else will see.
    if (existsSync(lockPath)) return { release: () => release(connection, lockPath) }
    connection.close()
  }
}

function take(path: string, lockPath: string): Sqlite.Database {
  let connection: Sqlite.Database | undefined
  try {
    connection = new Sqlite(lockPath, { timeout: 0 })
    connection.exec('BEGIN EXCLUSIVE')
    return connection
  } catch (error) {
    connection?.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('SQLITE_BUSY')) throw toStoreError(error, path)
    throw new RpcError(
      'store/project-in-use',
      `"${path}" is open in another Hillock. Close it there, or open a copy of the file.`,
      [],
      { cause: error },
    )
  }
}

function release(connection: Sqlite.Database, lockPath: string): void {
  if (!connection.open) return
  // Removed while still held, so that nobody's new lock is taken away. Windows refuses to; there it goes after.
  if (process.platform !== 'win32') rmSync(lockPath, { force: true })
  connection.close()
  if (process.platform === 'win32') {
    try {
      rmSync(lockPath, { force: true })
    } catch {
      // Another process has taken it meanwhile: it is theirs now.
    }
  }
}
