import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, hillock, scratchFolder } from '../../support/cli.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

const scratch = scratchFolder('convert')
const fixture = (name: string) => join(fixtureFolder, 'morphology', name)

/** A folder of its own with copies of fixtures under other names. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(scratch.path, name)
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    copyFileSync(fixture(source), join(folder, path))
  }
  return folder
}

interface Answer {
  readonly files: readonly {
    readonly file: string
    readonly target: string | null
    readonly outcome: string
    readonly sections: number | null
    readonly diagnostics: readonly { readonly code: string }[]
  }[]
  readonly converted: number
  readonly unchanged: number
  readonly failed: number
}

const convert = (...parameters: string[]) => {
  const { status, stdout, stderr } = hillock('convert', ...parameters, '--json')
  return { status, stderr, answer: JSON.parse(stdout) as Answer }
}

describe('cli convert', () => {
  it('mirrors folders, goes on after a file that fails, and ends with 1 for it', () => {
    const from = folderOf('mirrored', {
      'a.swc': 'neurom_simple.swc',
      'deep/er/b.asc': 'morphio_simple.asc',
      'deep/broken.swc': 'malformed/x_cycle.swc',
    })
    const out = join(scratch.path, 'mirrored-out')
    const { status, stderr, answer } = convert(from, '--to', 'swc', '--out', out)
    expect(status).toBe(1)
    expect(stderr).toContain('swc/loop')
    expect(answer).toMatchObject({ converted: 2, unchanged: 0, failed: 1 })
    const there = readdirSync(out, { recursive: true }).map(String).sort()
    expect(there.filter(path => !path.startsWith('.'))).toEqual(['a.swc', 'deep', 'deep/er', 'deep/er/b.swc'])
  })
  it('skips what is done, converts again what has changed, and everything with --force', () => {
    const from = folderOf('resumed', { 'a.swc': 'neurom_simple.swc', 'b.swc': 'soma_cylinders.swc' })
    const out = join(scratch.path, 'resumed-out')
    const run = (...more: string[]) => convert(from, '--to', 'swc', '--out', out, ...more).answer
    expect(run()).toMatchObject({ converted: 2, unchanged: 0 })
    const again = run()
    expect(again).toMatchObject({ converted: 0, unchanged: 2 })
    expect(again.files[0]?.sections).toBe(7)
    writeFileSync(join(from, 'a.swc'), `${readFileSync(join(from, 'a.swc'), 'utf8')}# looked through\n`)
    expect(run()).toMatchObject({ converted: 1, unchanged: 1 })
    expect(run('--numbers', 'as-stored')).toMatchObject({ converted: 2 })
    expect(run('--numbers', 'as-stored', '--force')).toMatchObject({ converted: 2 })
  })
  it('replaces neither its source nor a file that somebody else wrote', () => {
    const from = folderOf('foreign', { 'a.swc': 'neurom_simple.swc', 'b.asc': 'morphio_simple.asc' })
    expect(convert(join(from, 'a.swc'), '--to', 'swc').answer.files[0]?.diagnostics[0]?.code).toBe(
      'convert/same-file',
    )
    writeFileSync(join(from, 'b.swc'), 'mine')
    const refused = convert(join(from, 'b.asc'), '--to', 'swc')
    expect(refused.status).toBe(1)
    expect(refused.answer.files[0]?.diagnostics[0]?.code).toBe('convert/target-exists')
    expect(readFileSync(join(from, 'b.swc'), 'utf8')).toBe('mine')
    expect(convert(join(from, 'b.asc'), '--to', 'swc', '--force').answer.converted).toBe(1)
    expect(readFileSync(join(from, 'b.swc'), 'utf8')).toContain('# Written by Hillock')
  })
  it('gives two sources that differ in their extension alone a target each', () => {
    const from = folderOf('clash', { 'a.swc': 'neurom_simple.swc', 'a.asc': 'morphio_simple.asc' })
    const out = join(scratch.path, 'clash-out')
    const { answer, stderr } = convert(from, '--to', 'swc', '--out', out)
    expect(answer.converted).toBe(2)
    expect(stderr).toContain('convert/renamed')
    expect([existsSync(join(out, 'a_swc.swc')), existsSync(join(out, 'a_asc.swc'))]).toEqual([true, true])
  })
  it('takes patterns, and ends with 1 where a name stands for nothing and with 2 for an unknown format', () => {
    const from = folderOf('patterns', { 'a.swc': 'neurom_simple.swc', 'b.txt': 'soma_cylinders.swc' })
    const out = join(scratch.path, 'patterns-out')
    expect(convert(join(from, '*.txt'), '--to', 'swc', '--out', out).answer.converted).toBe(1)
    expect(hillock('convert', join(from, '*.nothing'), '--to', 'swc').status).toBe(1)
    expect(hillock('convert', from, '--to', 'doc').status).toBe(2)
  })
  it('prints a table, and the same as comma-separated values', () => {
    const from = folderOf('table', { 'a,b.swc': 'neurom_simple.swc' })
    const out = join(scratch.path, 'table-out')
    expect(hillock('convert', from, '--to', 'swc', '--out', out).stdout).toMatch(/swc +7 +15 .*converted/)
    const csv = hillock('convert', from, '--to', 'swc', '--out', out, '--csv').stdout.split('\n')
    expect(csv[0]).toBe('file,target,outcome,format,sections,points,lengthUm,areaUm2,warnings')
    expect(csv[1]).toMatch(/^".*a,b\.swc",".*a,b\.swc",unchanged,swc,7,/)
  })
  it('leaves whole files behind when it is stopped, and goes on from there', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.swc`, 'c91662.swc']))
    const from = folderOf('stopped', many)
    const out = join(scratch.path, 'stopped-out')
    const child = spawn(process.execPath, [cli, 'convert', from, '--to', 'swc', '--out', out, '--jobs', '1'])
    const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
    while (!existsSync(join(out, '10.swc'))) await new Promise(resolve => setTimeout(resolve, 5))
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    const written = readdirSync(out).filter(name => !name.startsWith('.'))
    const sizes = new Set(written.map(name => statSync(join(out, name)).size))
    expect(written.every(name => name.endsWith('.swc'))).toBe(true)
    const { answer } = convert(from, '--to', 'swc', '--out', out)
    expect(answer.unchanged).toBe(written.length)
    expect(answer.converted).toBe(60 - written.length)
    // All are copies of one cell; the names in their first lines have one digit or two.
    expect(sizes.size).toBeLessThanOrEqual(2)
  })
})
