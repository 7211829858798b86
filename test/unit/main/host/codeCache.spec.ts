import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { cli, root, scratchFolder } from '../../../support/cli.ts'

const scratch = scratchFolder('code-cache')
const mechanism = join(root, 'resources/mechanisms/builtin/pas.mod')

/** Checks a mechanism with the program's folder in another place; what happened to the cached code is in stderr. */
const checkWith = (home: string) =>
  spawnSync(process.execPath, [cli, 'check', mechanism], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: {
      ...process.env,
      HILLOCK_HOME: home,
      NODE_COMPILE_CACHE: undefined,
      NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
    },
  })

describe('host code cache', () => {
  it('keeps compiled code in the cache folder and takes it from there', () => {
    const home = join(scratch.path, 'home')
    expect(checkWith(home).status).toBe(0)
    expect(readdirSync(join(home, 'cache', 'code'))).not.toEqual([])
    const again = checkWith(home)
    expect(again.status).toBe(0)
    expect(again.stdout).toContain('ok')
    expect(again.stderr).toMatch(/V8 code cache for .*nmodl\/compile\.ts was accepted/)
    expect(again.stderr).not.toMatch(/was rejected/)
  }, 20_000)

  it('does without where the folder cannot be made', () => {
    const file = join(scratch.path, 'a-file')
    writeFileSync(file, '')
    const { status, stdout } = checkWith(file)
    expect(status).toBe(0)
    expect(stdout).toContain('ok')
  }, 20_000)
})
