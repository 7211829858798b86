import Sqlite from 'better-sqlite3'
import { RpcError } from '../rpc/errors.ts'
import { toStoreError } from './storeErrors.ts'

/** A raw connection; only the folder `store` sees it. */
export type Connection = Sqlite.Database

/** One open project file: every access to it passes through `read` or `write`. */
export interface ProjectDatabase {
  readonly path: string
  readonly connection: Connection
  /** Runs `work`, turning SQLite's errors into RpcErrors. */
  read<T>(work: () => T): T
  /** Runs `work` as one transaction. When it returns, the disk has it; when it throws, nothing was changed. */
  write<T>(work: () => T): T
  /** Writes the log back into the file, which then stands alone. */
  close(): void
}

/**
 * Pages hold a good part of a trace chunk, so that a chunk of 512 KiB takes few of them: of 4, 8, 16 and 32 KiB
 * this one had the quickest reads and short pauses.
 */
const pageBytes = 16_384

/** Log size at which SQLite copies it into the file [pages]: about 2 MiB, so that the copying takes a few ms. */
const checkpointPages = 128

/** Opens an existing file for writing. The caller has made sure that it is a project of ours and holds its lock. */
export function openDatabase(path: string): ProjectDatabase {
  try {
    const connection = new Sqlite(path, { fileMustExist: true, timeout: 2000 })
    harden(connection)
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma(`wal_autocheckpoint = ${checkpointPages}`)
    return wrap(path, connection)
  } catch (error) {
    throw toStoreError(error, path)
  }
}

/** A database in memory, or a file that is being made and has no log yet. */
export function openNewDatabase(path: string): ProjectDatabase {
  try {
    const connection = new Sqlite(path)
    harden(connection)
    connection.pragma(`page_size = ${pageBytes}`)
    return wrap(path, connection)
  } catch (error) {
    throw toStoreError(error, path)
  }
}

/** Opens a project to look at it, beside a program that may be writing to it. */
export function openDatabaseToRead(path: string): ProjectDatabase {
  try {
    const connection = new Sqlite(path, { fileMustExist: true, readonly: true, timeout: 2000 })
    harden(connection)
    return wrap(path, connection)
  } catch (error) {
    throw toStoreError(error, path)
  }
}

/** A project may come from anyone: its schema is not trusted, and cells are checked as they are read. */
function harden(connection: Connection): void {
  // Defensive mode is better-sqlite3's default as long as unsafe mode is off; said here so that it stays so.
  connection.unsafeMode(false)
  connection.pragma('trusted_schema = OFF')
  connection.pragma('foreign_keys = ON')
  connection.pragma('cell_size_check = ON')
  connection.pragma('temp_store = MEMORY')
}

function wrap(path: string, connection: Connection): ProjectDatabase {
  const guarded = <T>(work: () => T): T => {
    // A window may still ask while the program ends.
    if (!connection.open) throw new RpcError('store/project-closed', `"${path}" has been closed.`)
    try {
      return work()
    } catch (error) {
      throw toStoreError(error, path)
    }
  }
  return {
    path,
    connection,
    read: guarded,
    write: work => guarded(() => connection.transaction(work).immediate()),
    close: () =>
      guarded(() => {
        if (!connection.readonly && !connection.memory) leaveLog(connection)
        connection.close()
      }),
  }
}

/**
 * Brings the log into the file and does away with it, so that a closed project is one file that can be copied, sent,
 * and looked at where nothing can be written. Somebody who is reading it just now keeps the log for a while.
 */
function leaveLog(connection: Connection): void {
  connection.pragma('busy_timeout = 0')
  connection.pragma('wal_checkpoint(TRUNCATE)')
  try {
    connection.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error
  }
}
