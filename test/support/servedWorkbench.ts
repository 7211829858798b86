import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A workbench served by the built command line, with a home of its own. */
export interface ServedWorkbench {
  readonly url: string
  readonly home: string
  readonly process: ChildProcess
  /** Ends the process at once, as a crash would, and leaves the home. */
  kill(): Promise<void>
  /** Ends it properly and removes the home. */
  close(): Promise<void>
}

/** Starts a command that prints the workbench's address; `home` continues an earlier one. */
export async function serveWorkbench(options: {
  readonly command?: readonly [string, ...string[]]
  readonly home?: string
}): Promise<ServedWorkbench> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'hillock-home-'))
  const [program, ...parameters] = options.command ?? [
    process.execPath,
    join(root, 'out/main/cli.js'),
    'serve',
  ]
  const environment: NodeJS.ProcessEnv = { ...process.env, HILLOCK_HOME: home, BROWSER: 'none' }
  delete environment['DISPLAY']
  delete environment['WAYLAND_DISPLAY']
  const child = spawn(program, parameters, {
    cwd: root,
    env: environment,
    detached: process.platform !== 'win32',
  })
  const ended = new Promise<void>(settle => child.once('close', () => settle()))
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode !== null || child.pid === undefined) return
    // npm start has children of its own: the whole group is meant.
    if (process.platform === 'win32') child.kill(name)
    else process.kill(-child.pid, name)
  }
  const url = await new Promise<string>((settle, refuse) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(printed)
      if (found) settle(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => refuse(new Error(`It ended without an address:\n${printed}`)))
  })
  return {
    url,
    home,
    process: child,
    kill: async () => {
      signal('SIGKILL')
      await ended
    },
    close: async () => {
      signal('SIGTERM')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}
