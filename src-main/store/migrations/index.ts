import type { Connection } from '../database.ts'
import { initial } from './0001-initial.ts'
import { statesAndSweeps } from './0002-states-and-sweeps.ts'
import { sampleTimes } from './0003-sample-times.ts'
import { recipes } from './0004-recipes.ts'
import type { Migration } from './migration.ts'

/** Every migration, in order. */
export const migrations: readonly Migration[] = [initial, statesAndSweeps, sampleTimes, recipes]

/** The version that this program writes. */
export const newestVersion = migrations.at(-1)?.version ?? 0

/** Brings the tables to `to`, each migration in a transaction of its own. */
export function migrate(connection: Connection, list = migrations, to = list.at(-1)?.version ?? 0): void {
  const from = connection.pragma('user_version', { simple: true }) as number
  for (const migration of list) {
    if (migration.version <= from || migration.version > to) continue
    connection
      .transaction(() => {
        connection.exec(migration.up)
        connection.pragma(`user_version = ${migration.version}`)
      })
      .immediate()
  }
}
