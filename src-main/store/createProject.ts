import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { RpcError } from '../rpc/errors.ts'
import { openNewDatabase } from './database.ts'
import { migrate } from './migrations/index.ts'
import { applicationId } from './projectHeader.ts'
import { toStoreError } from './storeErrors.ts'

/**
 * Makes an empty project. It is built under another name and renamed when it is whole, so that a project file is
 * never half made, whenever the process ends.
 *
 * @throws RpcError `store/project-exists`, `files/…`
 */
export function createProjectFile(
  path: string,
  programVersion: string,
  now: () => Date = () => new Date(),
): void {
  if (existsSync(path)) throw new RpcError('store/project-exists', `There is already a file "${path}".`)
  const building = `${path}-new-${randomUUID()}`
  try {
    const database = openNewDatabase(building)
    try {
      database.connection.pragma(`application_id = ${applicationId}`)
      migrate(database.connection)
      const insert = database.connection.prepare('INSERT INTO meta (key, value) VALUES (?, ?)')
      database.write(() => {
        insert.run('project', randomUUID())
        insert.run('created', now().toISOString())
        insert.run('created-by', programVersion)
      })
    } finally {
      database.close()
    }
    renameSync(building, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(building, { force: true })
    throw toStoreError(error, path)
  }
}

/** Makes the new name itself last; Windows neither needs nor allows it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
