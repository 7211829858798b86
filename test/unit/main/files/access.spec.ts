import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freeProjectPath, resolveProjectPath } from '../../../../src-main/files/access.ts'

let root: string
let folder: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'hillock-access-'))
  folder = join(root, 'projects')
  mkdirSync(join(folder, 'sub'), { recursive: true })
  writeFileSync(join(root, 'outside.hillock'), '')
  symlinkSync(join(root, 'outside.hillock'), join(folder, 'link.hillock'))
  symlinkSync(root, join(folder, 'way-out'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const ask = (path: string, granted: readonly string[] = []) =>
  resolveProjectPath(path, { folder, granted: () => granted })

describe('files access', () => {
  it('takes names and paths inside the folder of projects', () => {
    expect(ask('a.hillock')).toBe(join(folder, 'a.hillock'))
    expect(ask('sub/a.hillock')).toBe(join(folder, 'sub', 'a.hillock'))
    expect(ask(join(folder, 'a.hillock'))).toBe(join(folder, 'a.hillock'))
    expect(ask('sub/../..a.hillock')).toBe(join(folder, '..a.hillock'))
  })

  it.each([
    ['../outside.hillock', 'files/not-permitted'],
    ['sub/../../outside.hillock', 'files/not-permitted'],
    ['link.hillock', 'files/not-permitted'],
    ['way-out/new.hillock', 'files/not-permitted'],
    ['/etc/x.hillock', 'files/not-permitted'],
    ['a.txt', 'files/bad-path'],
    ['sub', 'files/bad-path'],
    ['.hillock', 'files/bad-path'],
    ['', 'files/bad-path'],
    ['a\0.hillock', 'files/bad-path'],
    ['a.hillock ', 'files/bad-path'],
  ])('refuses "%s"', (path, code) => {
    expect(() => ask(path)).toThrow(expect.objectContaining({ code }))
  })

  it('takes a file elsewhere that the user has chosen, by whatever way it is named', () => {
    const outside = join(root, 'outside.hillock')
    expect(ask(outside, [outside])).toBe(outside)
    expect(ask('link.hillock', [outside])).toBe(join(folder, 'link.hillock'))
    expect(() => ask(join(root, 'other.hillock'), [outside])).toThrow()
  })

  it('finds the first free name', () => {
    expect(freeProjectPath(folder)).toBe(join(folder, 'Untitled.hillock'))
    writeFileSync(join(folder, 'Untitled.hillock'), '')
    expect(freeProjectPath(folder)).toBe(join(folder, 'Untitled 2.hillock'))
  })
})
