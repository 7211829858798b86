/**
 * `npm start`: builds what is out of date and opens the workbench. Where the Electron runtime cannot be had or
 * there is no screen, serves the same workbench on 127.0.0.1 and opens it in a browser.
 */
import { spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root, run, toolEnvironment } from './run.ts'

/** Whether any source is newer than the last build. */
function isStale(): boolean {
  const built = resolve(root, 'out/main/shell.js')
  if (!existsSync(built)) return true
  const builtAt = statSync(built).mtimeMs
  const sources = globSync(['src-*/**/*', 'electron.vite.config.ts', 'package.json'], { cwd: root })
  return sources.some(source => statSync(resolve(root, source)).mtimeMs > builtAt)
}

/** The Electron executable, fetched on first use where the network allows; undefined with the reason otherwise. */
async function findElectron(): Promise<{ readonly path?: string; readonly why?: string }> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return { why: 'there is no screen here' }
  if (process.getuid?.() === 0) return { why: 'Chromium’s sandbox does not work for root' }
  const named = process.env['ELECTRON_EXEC_PATH']
  if (named)
    return existsSync(named)
      ? { path: named }
      : { why: `ELECTRON_EXEC_PATH names ${named}, which does not exist` }
  const folder = resolve(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) await run('install-electron')
  if (!existsSync(pathFile)) return { why: 'the Electron runtime cannot be fetched' }
  return { path: join(folder, 'dist', readFileSync(pathFile, 'utf8')) }
}

if (isStale()) {
  const built = await run('electron-vite build --logLevel warn')
  if (built.code !== 0) {
    console.error(built.output)
    process.exit(1)
  }
}

const electron = await findElectron()
const [command, parameters] = electron.path
  ? [electron.path, [root, ...process.argv.slice(2)]]
  : [process.execPath, [resolve(root, 'out/main/cli.js'), 'serve', '--open', ...process.argv.slice(2)]]
if (electron.why) console.log(`No desktop window: ${electron.why}. The same workbench opens in your browser.`)
const child = spawn(command, parameters, { cwd: root, stdio: 'inherit', env: toolEnvironment })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('close', code => process.exit(code ?? 0))
