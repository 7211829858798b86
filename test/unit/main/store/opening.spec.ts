import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { spawnThread } from '../../../../src-main/host/spawnThread.ts'
import { createProjectFile } from '../../../../src-main/store/createProject.ts'
import {
  checkIntegrity,
  readProjectInfo,
  type IntegrityReport,
} from '../../../../src-main/store/integrity.ts'
import { lockProject } from '../../../../src-main/store/lock.ts'
import { newestVersion } from '../../../../src-main/store/migrations/index.ts'
import { beginRun, saveModel, savedValue, slice, useProjects } from './projects.ts'

const code = (name: string) => expect.objectContaining({ name: 'RpcError', code: name }) as Error

describe('store opening', () => {
  const projects = useProjects()

  it('gives a project the marks by which it is known', () => {
    const store = projects.fresh()
    store.close()
    const header = readFileSync(store.path)
    expect(header.toString('latin1', 0, 15)).toBe('SQLite format 3')
    expect(header.toString('latin1', 68, 72)).toBe('Hlck')
    expect(header.readUInt32BE(60)).toBe(newestVersion)
  })

  it('leaves nothing but the project beside it when it is closed', () => {
    const store = projects.fresh()
    saveModel(store, 1)
    store.close()
    expect(readdirSync(dirname(store.path))).toEqual([basename(store.path)])
  })

  it('writes with the settings that make a commit last', () => {
    const store = projects.fresh()
    const reader = new Sqlite(store.path, { readonly: true })
    expect(reader.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(reader.pragma('page_size', { simple: true })).toBe(16_384)
    reader.close()
  })

  it('does not overwrite a file that is there', () => {
    const store = projects.fresh()
    expect(() => createProjectFile(store.path, '0')).toThrow(code('store/project-exists'))
  })

  it.each<readonly [string, string | Uint8Array, string]>([
    ['an empty file', '', 'store/not-a-project'],
    ['a text', 'proc advance() { fadvance() }\n'.repeat(20), 'store/not-a-project'],
    ['random bytes', new Uint8Array(5000).map((_, index) => (index * 7919) % 256), 'store/not-a-project'],
    ['the first bytes of a database', 'SQLite format 3\0', 'store/not-a-project'],
  ])('refuses %s and leaves it as it was', (_what, contents, wanted) => {
    const path = join(projects.folder(), 'x.hillock')
    writeFileSync(path, contents)
    expect(() => projects.open(path)).toThrow(code(wanted))
    expect(readFileSync(path)).toEqual(Buffer.from(contents))
    expect(readdirSync(dirname(path))).toEqual(['x.hillock'])
  })

  it('refuses a file that is not there, a folder, and a database of another program', () => {
    const folder = projects.folder()
    expect(() => projects.open(join(folder, 'none.hillock'))).toThrow(code('store/project-not-found'))
    expect(() => projects.open(folder)).toThrow(code('store/not-a-project'))
    const other = join(folder, 'other.hillock')
    const database = new Sqlite(other)
    database.exec('CREATE TABLE t (x)')
    database.close()
    expect(() => projects.open(other)).toThrow(code('store/not-a-project'))
  })

  it('refuses a project of a newer version, and leaves it as it was', () => {
    const store = projects.fresh()
    store.close()
    const raw = new Sqlite(store.path)
    raw.pragma(`user_version = ${newestVersion + 1}`)
    raw.pragma('wal_checkpoint(TRUNCATE)')
    raw.close()
    const before = readFileSync(store.path)
    expect(() => projects.open(store.path)).toThrow(code('store/project-too-new'))
    expect(readFileSync(store.path)).toEqual(before)
    expect(readdirSync(dirname(store.path))).toEqual([basename(store.path)])
  })

  it.each([
    ['a trigger', 'CREATE TRIGGER spy AFTER INSERT ON documents BEGIN DELETE FROM history; END'],
    ['a view', 'CREATE VIEW extra AS SELECT * FROM documents'],
    ['a table of its own', 'CREATE TABLE extra (x)'],
    ['a table less', 'DROP TABLE frames'],
  ])('refuses a project with %s', (_what, sql) => {
    const store = projects.fresh()
    store.close()
    const raw = new Sqlite(store.path)
    raw.exec(sql)
    raw.close()
    expect(() => projects.open(store.path)).toThrow(code('store/project-damaged'))
  })

  it('says that a project is damaged where its pages are', async () => {
    const store = projects.fresh()
    const ids = beginRun(store)
    const recorder = store.record(ids)
    recorder.append(slice(0, 200_000, Math.sin))
    await recorder.finish({ tMs: 1, seconds: 1, state: 'finished', diagnostics: [] })
    store.close()
    const bytes = readFileSync(store.path)
    expect(checkIntegrity(store.path)).toEqual({ sound: true, findings: [] })
    bytes.fill(0xa5, bytes.length - 40_000, bytes.length - 1000)
    writeFileSync(store.path, bytes)
    const { sound, findings } = checkIntegrity(store.path)
    expect(sound).toBe(false)
    expect(findings.length).toBeGreaterThan(0)
  })

  it('says that a project is damaged where its first page is', () => {
    const store = projects.fresh()
    saveModel(store, 1)
    store.close()
    const bytes = readFileSync(store.path)
    bytes.fill(0xff, 100, 4000)
    writeFileSync(store.path, bytes)
    expect(() => projects.open(store.path)).toThrow(code('store/project-damaged'))
  })

  it('checks a project on a thread of its own while it is being written', async () => {
    const store = projects.fresh()
    const check = spawnThread<IntegrityReport>('integrityThread', { path: store.path })
    for (let value = 0; value < 50; value++) saveModel(store, value)
    expect(await check.answer).toEqual({ sound: true, findings: [] })
  })

  it('keeps a second writer out, by whatever name it comes', () => {
    const store = projects.fresh()
    const link = join(dirname(store.path), 'link.hillock')
    symlinkSync(store.path, link)
    expect(() => projects.open(store.path)).toThrow(code('store/project-in-use'))
    expect(() => projects.open(link)).toThrow(code('store/project-in-use'))
    saveModel(store, 7)
    store.close()
    expect(savedValue(projects.open(link))).toBe(7)
  })

  it('takes a lock again after a process left its file behind', () => {
    const path = join(projects.folder(), 'p.hillock')
    writeFileSync(`${path}-lock`, '')
    const lock = lockProject(path)
    expect(existsSync(`${path}-lock`)).toBe(true)
    lock.release()
    expect(existsSync(`${path}-lock`)).toBe(false)
  })

  it('lets others look at a project that is open', () => {
    const store = projects.fresh()
    saveModel(store, 1)
    expect(readProjectInfo(store.path)).toMatchObject({ version: newestVersion, edits: 1, runs: 0 })
  })

  it('leaves nothing beside a project that it only looked at', () => {
    const store = projects.fresh()
    store.close()
    readProjectInfo(store.path)
    checkIntegrity(store.path)
    expect(readdirSync(dirname(store.path))).toEqual([basename(store.path)])
  })

  it('opens a copy that was made while the project was closed', () => {
    const store = projects.fresh()
    saveModel(store, 3)
    store.close()
    const copy = join(dirname(store.path), 'copy.hillock')
    copyFileSync(store.path, copy)
    expect(savedValue(projects.open(copy))).toBe(3)
  })

  it('names the file and what to do in every refusal', () => {
    const path = join(projects.folder(), 'none.hillock')
    expect(() => projects.open(path)).toThrow(path)
    expect(statSync(dirname(path)).isDirectory()).toBe(true)
  })
})
