import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const addon = 'out/native/hillock_engine.node'
const runs =
  process.platform === 'linux' && existsSync(join(root, addon)) && existsSync(join(root, 'out/main/shell.js'))

/** The least that electron-builder takes for an Electron runtime, so that packing needs no download. */
function standInRuntime(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  for (const name of ['electron', 'LICENSE', 'LICENSES.chromium.html', 'version'])
    writeFileSync(join(folder, name), name)
  chmodSync(join(folder, 'electron'), 0o755)
  return folder
}

describe.skipIf(!runs)('package for Linux', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'hillock-package-'))
  const packed = join(scratch, 'dist/linux-unpacked')

  beforeAll(() => {
    const runtime = standInRuntime(join(scratch, 'runtime'))
    execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        '--config=build/electron-builder.yml',
        '--linux=dir',
        `--config.electronDist=${runtime}`,
        `--config.directories.output=${join(scratch, 'dist')}`,
      ],
      { cwd: root, stdio: 'pipe', env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
    )
  }, 120_000)

  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  it('holds the application in one archive', () => {
    expect(existsSync(join(packed, 'resources/app.asar'))).toBe(true)
  })

  it('lays the engine addon and one SQLite binary unpacked beside the archive', () => {
    const unpacked = join(packed, 'resources/app.asar.unpacked')
    expect(existsSync(join(unpacked, addon))).toBe(true)
    const prebuilds = readdirSync(join(unpacked, 'node_modules/better-sqlite3/prebuilds'))
    expect(prebuilds.filter(name => name.startsWith(`linux-${process.arch}`))).not.toHaveLength(0)
    expect(prebuilds.filter(name => /darwin|win32/.test(name))).toHaveLength(0)
  })

  it('brings mechanisms and sample cells as plain files', () => {
    const resources = join(packed, 'resources/app.asar.unpacked/resources')
    expect(readdirSync(join(resources, 'mechanisms/builtin'))).toContain('hh.mod')
    expect(readdirSync(join(resources, 'morphologies')).some(name => name.endsWith('.swc'))).toBe(true)
  })

  it('has a launcher for the command line that starts the bundled runtime', () => {
    // The stand-in runtime is replaced by Node itself, which understands the same script.
    cpSync(process.execPath, join(packed, 'hillock-workbench'))
    rmSync(join(packed, 'resources/app.asar'))
    mkdirSync(join(packed, 'resources/app.asar/out/main'), { recursive: true })
    writeFileSync(
      join(packed, 'resources/app.asar/out/main/cli.js'),
      'console.log(process.argv.slice(2).join(" "))',
    )
    const printed = execFileSync(join(packed, 'bin/hillock'), ['import', 'a file.swc'], { encoding: 'utf8' })
    expect(printed.trim()).toBe('import a file.swc')
  })
})
