import { existsSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../src-main/store/database.ts'
import { migrations, newestVersion } from '../../../../src-main/store/migrations/index.ts'
import type { Migration } from '../../../../src-main/store/migrations/migration.ts'
import { upgradeProject } from '../../../../src-main/store/upgrade.ts'
import { saveModel, savedValue, useProjects } from './projects.ts'

const next = newestVersion + 1

describe('store upgrade', () => {
  const projects = useProjects()

  function closedProject(): string {
    const store = projects.fresh()
    saveModel(store, 42)
    store.close()
    return store.path
  }

  it('migrates, and leaves a copy of what was there before', () => {
    const path = closedProject()
    const later: Migration = { version: next, up: 'ALTER TABLE runs ADD COLUMN note TEXT' }
    const database = openDatabase(path)
    upgradeProject(database, [...migrations, later])
    expect(database.connection.pragma('user_version', { simple: true })).toBe(next)
    database.close()
    expect(savedValue(projects.open(`${path}.backup`))).toBe(42)
  })

  it('leaves the project as it was when a migration fails', () => {
    const path = closedProject()
    const broken: Migration = { version: next, up: 'CREATE TABLE half (x); SELECT * FROM no_such_table' }
    const database = openDatabase(path)
    expect(() => upgradeProject(database, [...migrations, broken])).toThrow(
      expect.objectContaining({ code: 'store/upgrade-failed' }),
    )
    database.close()
    expect(existsSync(`${path}.backup`)).toBe(true)
    expect(savedValue(projects.open(path))).toBe(42)
  })

  it('never overwrites an earlier copy', () => {
    const path = closedProject()
    for (const version of [next, next + 1]) {
      const database = openDatabase(path)
      const list = [...migrations]
      for (let one = next; one <= version; one++) {
        list.push({ version: one, up: `CREATE TABLE extra${one} (x)` })
      }
      upgradeProject(database, list)
      database.close()
    }
    expect(readdirSync(dirname(path)).filter(name => name.includes('backup'))).toHaveLength(2)
  })

  it('does nothing to a project that is up to date', () => {
    const path = closedProject()
    const database = openDatabase(path)
    upgradeProject(database)
    database.close()
    expect(existsSync(`${path}.backup`)).toBe(false)
  })
})
