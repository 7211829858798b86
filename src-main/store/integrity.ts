import { RpcError } from '../rpc/errors.ts'
import { openDatabaseToRead } from './database.ts'
import { assertSchema } from './schemaCheck.ts'
import { readProjectVersion } from './projectHeader.ts'
import { assertVersionKnown } from './upgrade.ts'

/** What a check of the whole file found. */
export interface IntegrityReport {
  readonly sound: boolean
  /** In SQLite's words; for experts and for reports. */
  readonly findings: readonly string[]
}

/** More findings than this say nothing new. */
const mostFindings = 20

/**
 * Reads the whole file and checks that every page, index and reference is right. Takes as long as reading the file
 * does, so it runs on a thread of its own.
 *
 * @throws RpcError where the file is no project that this program knows
 */
export function checkIntegrity(path: string): IntegrityReport {
  assertVersionKnown(readProjectVersion(path), path)
  try {
    return readWhole(path)
  } catch (error) {
    // Damage can be such that reading does not even get to where SQLite could describe it.
    if (error instanceof RpcError && error.code === 'store/project-damaged') {
      return { sound: false, findings: [error.message] }
    }
    throw error
  }
}

function readWhole(path: string): IntegrityReport {
  const database = openDatabaseToRead(path)
  try {
    return database.read(() => {
      const { connection } = database
      assertSchema(connection, path)
      const rows = connection.pragma(`integrity_check(${mostFindings})`) as readonly {
        integrity_check: string
      }[]
      const orphans = connection.pragma('foreign_key_check') as readonly { table: string; parent: string }[]
      const findings = [
        ...rows.map(row => row.integrity_check).filter(text => text !== 'ok'),
        ...orphans
          .slice(0, mostFindings)
          .map(({ table, parent }) => `a row of ${table} refers to a missing row of ${parent}`),
      ]
      return { sound: findings.length === 0, findings }
    })
  } finally {
    database.close()
  }
}

/** What a project holds, in numbers. */
export interface ProjectInfo {
  readonly path: string
  readonly version: number
  readonly createdBy: string
  readonly createdAt: string
  readonly morphologies: number
  readonly mechanisms: number
  readonly edits: number
  readonly runs: number
  readonly probes: number
  readonly samples: number
}

/**
 * Looks at a project without changing it, beside a program that may have it open.
 *
 * @throws RpcError as `openProject` does
 */
export function readProjectInfo(path: string): ProjectInfo {
  assertVersionKnown(readProjectVersion(path), path)
  const database = openDatabaseToRead(path)
  try {
    return database.read(() => {
      const { connection } = database
      assertSchema(connection, path)
      const number = (sql: string): number => (connection.prepare(sql).pluck().get() as number | null) ?? 0
      const meta = connection.prepare('SELECT value FROM meta WHERE key = ?').pluck()
      return {
        path,
        version: connection.pragma('user_version', { simple: true }) as number,
        createdBy: String(meta.get('created-by') ?? ''),
        createdAt: String(meta.get('created') ?? ''),
        morphologies: number(`SELECT count(*) FROM documents WHERE kind = 'morphology'`),
        mechanisms: number(`SELECT count(*) FROM documents WHERE kind = 'mechanism'`),
        edits: number('SELECT count(*) FROM history'),
        runs: number(`SELECT count(*) FROM runs WHERE state <> 'removed'`),
        probes: number('SELECT count(*) FROM probes WHERE position >= 0'),
        samples: number('SELECT sum(samples) FROM probes WHERE position >= 0'),
      }
    })
  } finally {
    database.close()
  }
}
