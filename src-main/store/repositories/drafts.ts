import type { ProjectDatabase } from '../database.ts'
import { parseStored } from '../storedJson.ts'
import type { Blobs } from './blobs.ts'

/** A text that is being written and is no part of the project yet. */
export interface StoredDraft {
  readonly key: string
  /** Plain JSON. */
  readonly body: unknown
}

/**
 * What the user is in the middle of writing. It is kept with the project, but stands outside its history: undo has
 * nothing to do with a text that has not been saved.
 */
export interface Drafts {
  list(): readonly StoredDraft[]
  keep(key: string, body: unknown): void
  discard(key: string): void
}

/** Drafts lie beside the documents, under a kind of their own that the history never names. */
const kind = 'draft'

/** @param blobs where the bodies lie */
export function createDrafts(database: ProjectDatabase, blobs: Blobs): Drafts {
  const { connection } = database
  const select = connection.prepare('SELECT name, hash FROM documents WHERE kind = ? ORDER BY id')
  const put = connection.prepare(
    'INSERT INTO documents (kind, name, hash) VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET hash = excluded.hash',
  )
  const remove = connection.prepare('DELETE FROM documents WHERE kind = ? AND name = ?')
  return {
    list: () =>
      database.read(() => {
        const rows = select.all(kind) as readonly { name: string; hash: string }[]
        return rows.map(({ name, hash }) => ({
          key: name,
          body: parseStored(blobs.text(hash), database.path),
        }))
      }),
    keep: (key, body) =>
      database.write(() => {
        put.run(kind, key, blobs.put(new TextEncoder().encode(JSON.stringify(body))))
      }),
    discard: key =>
      database.write(() => {
        remove.run(kind, key)
      }),
  }
}
