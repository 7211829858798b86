import type { ProjectDatabase } from '../database.ts'
import { parseStored } from '../storedJson.ts'
import type { Blobs } from './blobs.ts'

/** What a project holds for its user to edit. */
export type DocumentKind = 'model' | 'morphology' | 'mechanism' | 'condition'

/** One document as it is now. */
export interface StoredDocument {
  readonly name: string
  /** Plain JSON. */
  readonly body: unknown
}

/** The documents as the applied edits left them. They are changed through the history alone. */
export interface Documents {
  list(kind: DocumentKind): readonly StoredDocument[]
  get(kind: DocumentKind, name: string): unknown
}

/** @param blobs where the bodies lie */
export function createDocuments(database: ProjectDatabase, blobs: Blobs): Documents {
  const { connection } = database
  const select = connection.prepare('SELECT name, hash FROM documents WHERE kind = ? ORDER BY id')
  const selectOne = connection.prepare('SELECT hash FROM documents WHERE kind = ? AND name = ?').pluck()
  return {
    list: kind =>
      database.read(() => {
        const rows = select.all(kind) as readonly { name: string; hash: string }[]
        return rows.map(({ name, hash }) => ({ name, body: parseStored(blobs.text(hash), database.path) }))
      }),
    get: (kind, name) =>
      database.read(() => {
        const hash = selectOne.get(kind, name) as string | undefined
        return hash === undefined ? undefined : parseStored(blobs.text(hash), database.path)
      }),
  }
}
