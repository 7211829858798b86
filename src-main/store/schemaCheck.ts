import Sqlite from 'better-sqlite3'
import { RpcError } from '../rpc/errors.ts'
import type { Connection } from './database.ts'
import { migrate } from './migrations/index.ts'

/**
 * Compares the tables with those that this program makes: a project with a trigger, a view or a table that is not
 * ours is not one of ours, whatever its header says.
 *
 * @throws RpcError `store/project-damaged`
 */
export function assertSchema(connection: Connection, path: string): void {
  const version = connection.pragma('user_version', { simple: true }) as number
  const fresh = new Sqlite(':memory:')
  try {
    migrate(fresh, undefined, version)
    const expected = describe(fresh)
    const found = describe(connection)
    if (expected !== found) {
      throw new RpcError(
        'store/project-damaged',
        `The tables of "${path}" are not those of a Hillock project. Open a backup copy of it.`,
      )
    }
  } finally {
    fresh.close()
  }
}

/** Tables that SQLite makes and drops by itself. */
const own = `type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') OR type = 'index' AND sql IS NULL`

function describe(connection: Connection): string {
  return JSON.stringify(
    connection
      .prepare(`SELECT type, name, sql FROM sqlite_schema WHERE NOT (${own}) ORDER BY type, name`)
      .all(),
  )
}
