import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeLock } from '../../../build/buildLock.ts'
import { scratchFolder } from '../../support/cli.ts'

const folder = scratchFolder('lock')
const module = resolve(import.meta.dirname, '../../../build/buildLock.ts')
let locks = 0
const lockFile = () => join(folder.path, `${locks++}.lock`)
const silent = (text: string) => {
  throw new Error(text)
}

describe('build lock', () => {
  it('lets the second wait for the first, and says so once', async () => {
    const path = lockFile()
    const said: string[] = []
    const release = await takeLock(path, silent)
    let has = false
    const second = takeLock(path, text => said.push(text)).then(free => {
      has = true
      return free
    })
    await new Promise(later => setTimeout(later, 350))
    expect([has, said]).toEqual([
      false,
      [`Waiting for another build in this folder (process ${process.pid})`],
    ])
    release()
    const free = await second
    expect(existsSync(path)).toBe(true)
    free()
    expect(readdirSync(folder.path)).toEqual([])
  })

  it('takes over at once what a dead process has left', async () => {
    const path = lockFile()
    writeFileSync(path, `${spawnSync(process.execPath, ['-v']).pid} ${hostname()} 0`)
    const release = await takeLock(path, silent)
    release()
    expect(existsSync(path)).toBe(false)
  })

  it('takes over from who has not shown for a minute, wherever that was', async () => {
    const path = lockFile()
    writeFileSync(path, `${process.pid} elsewhere 0`)
    const before = new Date(Date.now() - 61_000)
    utimesSync(path, before, before)
    const release = await takeLock(path, silent)
    expect(readFileSync(path, 'utf8')).toContain(hostname())
    release()
  })

  it('gives back nothing that is not its own any more', async () => {
    const path = lockFile()
    const release = await takeLock(path, silent)
    writeFileSync(path, 'another')
    release()
    expect(readFileSync(path, 'utf8')).toBe('another')
  })

  it('keeps processes apart that all want it, one of which ends without giving it back', async () => {
    const path = lockFile()
    const counter = join(folder.path, 'counter')
    writeFileSync(counter, '0')
    const work = `
      const { takeLock } = await import(${JSON.stringify(module)})
      const { readFileSync, writeFileSync } = await import('node:fs')
      for (let turn = 0; turn < 5; turn++) {
        const release = await takeLock(${JSON.stringify(path)}, () => {})
        const before = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'))
        await new Promise(later => setTimeout(later, 5))
        writeFileSync(${JSON.stringify(counter)}, String(before + 1))
        if (process.argv[1] === 'last' && turn === 2) process.kill(process.pid, 'SIGKILL')
        release()
      }`
    const run = (name: string) =>
      new Promise<unknown>(ended =>
        spawn(process.execPath, ['--input-type=module', '-e', work, name]).on('exit', (code, signal) => {
          ended(code ?? signal)
        }),
      )
    expect(await Promise.all(['first', 'second', 'last'].map(run))).toEqual([0, 0, 'SIGKILL'])
    expect(readFileSync(counter, 'utf8')).toBe('13')
  }, 30_000)
})
