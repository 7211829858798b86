import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { RpcError } from '../rpc/errors.ts'
import type { ProjectDatabase } from './database.ts'
import { migrate, migrations, newestVersion } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { toStoreError } from './storeErrors.ts'

/** @throws RpcError `store/project-too-new` for a version that this program does not know */
export function assertVersionKnown(version: number, path: string, newest: number = newestVersion): void {
  if (version > newest) {
    throw new RpcError(
      'store/project-too-new',
      `"${path}" was written by a newer Hillock (its tables have version ${version}, this program knows ${newest}). Install a newer Hillock to open it.`,
    )
  }
  if (version < 1) {
    throw new RpcError('store/not-a-project', `"${path}" is not a Hillock project: it has no tables.`)
  }
}

/**
 * Brings an older project up to date. Before the first change a copy goes to `NAME.hillock.backup`
 * (`.backup-2` … where there is one already); afterwards the file is checked.
 */
export function upgradeProject(database: ProjectDatabase, list: readonly Migration[] = migrations): void {
  const { connection, path } = database
  const version = connection.pragma('user_version', { simple: true }) as number
  if (version >= (list.at(-1)?.version ?? 0)) return
  database.write(() => undefined) // takes the write lock once, so that a file that cannot be written fails here
  const backup = freeBackupPath(path)
  database.read(() => connection.prepare('VACUUM INTO ?').run(backup))
  assertSameVersion(backup, version)
  try {
    migrate(connection, list)
  } catch (error) {
    throw new RpcError(
      'store/upgrade-failed',
      `"${path}" could not be brought up to date; it stays as it was. A copy is in "${backup}".`,
      [],
      { cause: toStoreError(error, path) },
    )
  }
  const verdict = connection.pragma('quick_check(1)', { simple: true })
  const orphans = connection.pragma('foreign_key_check') as readonly unknown[]
  if (verdict !== 'ok' || orphans.length > 0) {
    throw new RpcError(
      'store/upgrade-failed',
      `"${path}" was brought up to date but is not sound. Open the copy "${backup}" instead.`,
    )
  }
}

function freeBackupPath(path: string): string {
  for (let number = 1; ; number++) {
    const backup = number === 1 ? `${path}.backup` : `${path}.backup-${number}`
    if (!existsSync(backup)) return backup
  }
}

function assertSameVersion(backup: string, version: number): void {
  const copy = new Sqlite(backup, { readonly: true })
  try {
    if (copy.pragma('user_version', { simple: true }) !== version) {
      throw new RpcError(
        'store/upgrade-failed',
        `The copy "${backup}" could not be made, so nothing was changed.`,
      )
    }
  } finally {
    copy.close()
  }
}
