import type { ModelDocument } from '../../../src-engine/model/document.ts'
import { RpcError } from '../../rpc/errors.ts'
import type { ProjectDatabase } from '../database.ts'
import { parseStored } from '../storedJson.ts'
import type { Blobs } from './blobs.ts'

/** A state as it is saved, with what made it. */
export interface NewCondition {
  readonly tMs: number
  /** Label of the run that it was saved from. */
  readonly run: string
  readonly model: ModelDocument
  /** What else determined it: mechanisms and compiler, by name. */
  readonly fingerprints: Readonly<Record<string, string>>
  readonly compartments: number
  readonly state: Uint8Array
}

/** A saved state without its bytes. */
export interface StoredCondition extends Omit<NewCondition, 'state'> {
  readonly id: number
  readonly createdAt: string
}

/**
 * Saved states, which are never changed. What they are called, and which of them the project has, is told by its documents
 * of the kind `condition`, so that undo reaches them; those that nothing names any more go when the project is closed.
 */
export interface Conditions {
  /** @returns its id, which never comes again */
  put(condition: NewCondition): number
  get(id: number): StoredCondition
  state(id: number): Uint8Array
}

interface ConditionRow {
  readonly id: number
  readonly t_ms: number
  readonly created: string
  readonly run: string
  readonly model: string
  readonly fingerprints: string
  readonly compartments: number
  readonly state: string
}

/**
 * @param database whose conditions they are
 * @param blobs where models and states lie
 * @param now the clock
 */
export function createConditions(database: ProjectDatabase, blobs: Blobs, now: () => Date): Conditions {
  const { connection } = database
  const insert = connection.prepare(
    `INSERT INTO conditions (t_ms, created, run, model, morphology, fingerprints, compartments, state)
     VALUES (@tMs, @created, @run, @model, @morphology, @fingerprints, @compartments, @state)`,
  )
  const select = connection.prepare('SELECT * FROM conditions WHERE id = ?')
  const rowOf = (id: number): ConditionRow => {
    const row = select.get(id) as ConditionRow | undefined
    if (!row) throw new RpcError('conditions/not-found', `The condition ${id} is not in this project.`)
    return row
  }
  return {
    put: ({ tMs, run, model, fingerprints, compartments, state }) =>
      database.write(() =>
        Number(
          insert.run({
            tMs,
            created: now().toISOString(),
            run,
            model: blobs.put(new TextEncoder().encode(JSON.stringify(model))),
            morphology: model.morphology,
            fingerprints: JSON.stringify(fingerprints),
            compartments,
            state: blobs.put(state),
          }).lastInsertRowid,
        ),
      ),
    get: id =>
      database.read(() => {
        const row = rowOf(id)
        return {
          id,
          tMs: row.t_ms,
          createdAt: row.created,
          run: row.run,
          model: parseStored(blobs.text(row.model), database.path) as ModelDocument,
          fingerprints: parseStored(row.fingerprints, database.path) as Record<string, string>,
          compartments: row.compartments,
        }
      }),
    state: id => database.read(() => blobs.get(rowOf(id).state)),
  }
}
