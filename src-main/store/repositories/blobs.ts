import { RpcError } from '../../rpc/errors.ts'
import type { ProjectDatabase } from '../database.ts'
import { hashOf } from '../hash.ts'

/** Bytes by their hash. Put is called inside a transaction of the caller's. */
export interface Blobs {
  put(bytes: Uint8Array): string
  get(hash: string): Uint8Array
  text(hash: string): string
  /** Removes what nothing refers to any more. */
  collect(): void
}

/** @param database whose table `blobs` it is */
export function createBlobs(database: ProjectDatabase): Blobs {
  const { connection } = database
  const insert = connection.prepare('INSERT INTO blobs (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const select = connection.prepare('SELECT bytes FROM blobs WHERE hash = ?').pluck()
  // Conditions that neither the project nor its history names any more take their states with them.
  const dropConditions = connection.prepare(`
    DELETE FROM conditions WHERE CAST(id AS TEXT) NOT IN (
      SELECT name FROM documents WHERE kind = 'condition'
      UNION SELECT name FROM history_changes WHERE kind = 'condition'
    )`)
  // Recipes keep what they begin with, however far back.
  const kept = `
    WITH RECURSIVE named (hash) AS (
      SELECT hash FROM documents
      UNION SELECT name FROM documents WHERE kind = 'morphology'
      UNION SELECT before FROM history_changes WHERE before IS NOT NULL
      UNION SELECT after FROM history_changes WHERE after IS NOT NULL
      UNION SELECT name FROM history_changes WHERE kind = 'morphology'
      UNION SELECT model FROM runs UNION SELECT morphology FROM runs
      UNION SELECT start_state FROM runs WHERE start_state IS NOT NULL
      UNION SELECT model FROM run_changes
      UNION SELECT state FROM conditions UNION SELECT model FROM conditions UNION SELECT morphology FROM conditions
      UNION SELECT model FROM sweeps UNION SELECT morphology FROM sweeps UNION SELECT design FROM sweeps
      UNION SELECT start_state FROM sweeps WHERE start_state IS NOT NULL
    ), kept (hash) AS (
      SELECT hash FROM named UNION SELECT needs FROM recipes JOIN kept ON recipes.cell = kept.hash
    )`
  const dropRecipes = connection.prepare(`${kept} DELETE FROM recipes WHERE cell NOT IN kept`)
  const collect = connection.prepare(`${kept} DELETE FROM blobs WHERE hash NOT IN kept`)

  const get = (hash: string): Uint8Array =>
    database.read(() => {
      const bytes = select.get(hash)
      // Pages have no checksums of their own: a changed byte would pass for data.
      if (!(bytes instanceof Uint8Array) || hashOf(bytes) !== hash) {
        throw new RpcError(
          'store/project-damaged',
          `A part of the project "${database.path}" is missing or damaged. Open a backup copy of it.`,
        )
      }
      return bytes
    })

  return {
    put: bytes => {
      const hash = hashOf(bytes)
      insert.run(hash, bytes)
      return hash
    },
    get,
    text: hash => new TextDecoder().decode(get(hash)),
    collect: () =>
      database.write(() => {
        dropConditions.run()
        dropRecipes.run()
        collect.run()
      }),
  }
}
