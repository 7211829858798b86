import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Journal, journalName } from '../../../../src-main/batch/journal.ts'

const cell = { format: 'swc', sections: 1, points: 2, lengthUm: 3, areaUm2: 4, warnings: 0 }
const entry = (source: string, hash: string) => ({
  source,
  target: `${source}.hoc`,
  options: '{}',
  hash,
  size: 10,
  modifiedMs: 20,
  cell,
})

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'hillock-journal-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('batch journal', () => {
  it('finds in the next run what the last line of a source says', () => {
    const first = new Journal(folder)
    for (const hash of ['1', '2']) first.add(entry('a', hash), folder)
    first.close()
    const next = new Journal(folder)
    expect(next.find('a', 'a.hoc', '{}')?.hash).toBe('2')
    expect(next.find('a', 'a.hoc', '{"to":"swc"}')).toBeUndefined()
    expect([...next.targets()]).toEqual(['a.hoc'])
  })
  it('passes over a line that was cut off, and what is added later stands on a line of its own', () => {
    const first = new Journal(folder)
    first.add(entry('a', '1'), folder)
    first.close()
    appendFileSync(join(folder, journalName), '{"source":"b","target')
    const second = new Journal(folder)
    second.add(entry('c', '3'), folder)
    second.close()
    const third = new Journal(folder)
    expect(third.find('a', 'a.hoc', '{}')?.hash).toBe('1')
    expect(third.find('b', 'b.hoc', '{}')).toBeUndefined()
    expect(third.find('c', 'c.hoc', '{}')?.hash).toBe('3')
  })
  it('leaves behind what has been replaced when that is most of it', () => {
    const first = new Journal(folder)
    for (let i = 0; i < 20; i++) first.add(entry('a', String(i)), folder)
    first.close()
    new Journal(folder).close()
    expect(readFileSync(join(folder, journalName), 'utf8').trim().split('\n')).toHaveLength(1)
  })
})
