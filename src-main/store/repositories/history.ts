import { RpcError } from '../../rpc/errors.ts'
import type { ProjectDatabase } from '../database.ts'
import type { Blobs } from './blobs.ts'
import type { DocumentKind } from './documents.ts'
import { recipeText, type StoredRecipe } from './recipes.ts'

/** A document's new body; undefined removes it. */
export interface DocumentChange {
  readonly kind: DocumentKind
  readonly name: string
  readonly body: unknown
}

/** What the user did, and what became of the documents. */
export interface Edit {
  readonly label: string
  readonly changes: readonly DocumentChange[]
  /** Edits in a row with the same gesture become one. */
  readonly gesture?: string | undefined
  /** Bytes that the changes refer to by their hash: imported files. */
  readonly blobs?: readonly Uint8Array[]
  /** How cells that the changes name are made; what they begin with is in the project or among `blobs`. */
  readonly recipes?: readonly StoredRecipe[]
}

/** One row of the history. */
export interface StoredEdit {
  readonly id: number
  readonly label: string
  readonly at: string
  readonly applied: boolean
}

/**
 * Edits, undo and redo. Each call is one transaction: when it returns, the disk has it.
 * Undone edits stay until the next edit takes their place.
 */
export interface History {
  /** @returns false where nothing changed, so that there is nothing to undo */
  edit(edit: Edit): boolean
  undo(): boolean
  redo(): boolean
  /** Goes to just after the edit `id`; 0 is before the first one. */
  goTo(id: number): boolean
  list(limit: number): readonly StoredEdit[]
  /** Label of what `undo` and `redo` would do. */
  next(): { readonly undo: string | undefined; readonly redo: string | undefined }
}

interface ChangeRow {
  readonly kind: DocumentKind
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

interface EntryRow {
  readonly id: number
  readonly label: string
  readonly at: string
  readonly gesture: string | null
  readonly applied: number
}

/** @param now the clock, for the times of edits */
export function createHistory(database: ProjectDatabase, blobs: Blobs, now: () => Date): History {
  const sql = prepare(database)

  const apply = ({ kind, name }: ChangeRow, hash: string | null): void => {
    if (hash === null) sql.removeDocument.run(kind, name)
    else sql.putDocument.run(kind, name, hash)
  }
  const changesOf = (entry: number): readonly ChangeRow[] => sql.changes.all(entry) as ChangeRow[]
  const newest = (): EntryRow | undefined => sql.newestApplied.get() as EntryRow | undefined
  const oldestUndone = (): EntryRow | undefined => sql.oldestUndone.get() as EntryRow | undefined

  const stepBack = (entry: EntryRow): void => {
    for (const change of changesOf(entry.id)) apply(change, change.before)
    sql.setApplied.run(0, entry.id)
  }
  const stepForth = (entry: EntryRow): void => {
    for (const change of changesOf(entry.id)) apply(change, change.after)
    sql.setApplied.run(1, entry.id)
  }

  const write = (edit: Edit): boolean => {
    for (const bytes of edit.blobs ?? []) blobs.put(bytes)
    for (const recipe of edit.recipes ?? []) {
      sql.putRecipe.run(blobs.put(new TextEncoder().encode(recipeText(recipe))), recipe.needs)
    }
    const rows = edit.changes.map(({ kind, name, body }): ChangeRow => {
      const before = (sql.documentHash.get(kind, name) as string | undefined) ?? null
      const after = body === undefined ? null : blobs.put(new TextEncoder().encode(JSON.stringify(body)))
      return { kind, name, before, after }
    })
    const changed = rows.filter(({ before, after }) => before !== after)
    if (changed.length === 0) return false
    const last = newest()
    const continues = edit.gesture !== undefined && last?.gesture === edit.gesture && !oldestUndone()
    sql.dropUndone.run()
    const entry = continues
      ? last.id
      : Number(sql.insertEntry.run(edit.label, now().toISOString(), edit.gesture ?? null).lastInsertRowid)
    for (const change of changed) {
      // In a gesture `before` stays what it was when the gesture began.
      sql.putChange.run({ ...change, entry })
      apply(change, change.after)
    }
    return true
  }

  const goTo = (id: number): boolean => {
    if (id !== 0 && sql.entry.get(id) === undefined) {
      throw new RpcError('project/no-such-edit', 'This edit is no longer part of the history.')
    }
    let moved = false
    for (let last = newest(); last && last.id > id; last = newest(), moved = true) stepBack(last)
    for (let next = oldestUndone(); next && next.id <= id; next = oldestUndone(), moved = true)
      stepForth(next)
    return moved
  }

  const step = (entry: EntryRow | undefined, take: (entry: EntryRow) => void): boolean => {
    if (!entry) return false
    take(entry)
    return true
  }

  return {
    edit: edit => database.write(() => write(edit)),
    undo: () => database.write(() => step(newest(), stepBack)),
    redo: () => database.write(() => step(oldestUndone(), stepForth)),
    goTo: id => database.write(() => goTo(id)),
    list: limit =>
      database.read(() =>
        (sql.list.all(limit) as EntryRow[]).map(({ id, label, at, applied }) => ({
          id,
          label,
          at,
          applied: applied === 1,
        })),
      ),
    next: () => database.read(() => ({ undo: newest()?.label, redo: oldestUndone()?.label })),
  }
}

function prepare({ connection }: ProjectDatabase) {
  return {
    putDocument: connection.prepare(
      'INSERT INTO documents (kind, name, hash) VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET hash = excluded.hash',
    ),
    putRecipe: connection.prepare('INSERT INTO recipes (cell, needs) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    removeDocument: connection.prepare('DELETE FROM documents WHERE kind = ? AND name = ?'),
    documentHash: connection.prepare('SELECT hash FROM documents WHERE kind = ? AND name = ?').pluck(),
    changes: connection.prepare('SELECT kind, name, before, after FROM history_changes WHERE entry = ?'),
    putChange: connection.prepare(
      `INSERT INTO history_changes (entry, kind, name, before, after) VALUES (@entry, @kind, @name, @before, @after)
       ON CONFLICT (entry, kind, name) DO UPDATE SET after = excluded.after`,
    ),
    newestApplied: connection.prepare('SELECT * FROM history WHERE applied = 1 ORDER BY id DESC LIMIT 1'),
    oldestUndone: connection.prepare('SELECT * FROM history WHERE applied = 0 ORDER BY id LIMIT 1'),
    setApplied: connection.prepare('UPDATE history SET applied = ? WHERE id = ?'),
    dropUndone: connection.prepare('DELETE FROM history WHERE applied = 0'),
    insertEntry: connection.prepare('INSERT INTO history (label, at, gesture, applied) VALUES (?, ?, ?, 1)'),
    entry: connection.prepare('SELECT id FROM history WHERE id = ?').pluck(),
    list: connection.prepare('SELECT * FROM history ORDER BY id DESC LIMIT ?'),
  }
}
