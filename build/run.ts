import { spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

/** The repository's root. */
export const root = resolve(import.meta.dirname, '..')

/** The environment in which the project's own tools, its Node among them, come first. */
export const toolEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${resolve(root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
}

/** How a finished command ended and what it printed. */
export interface Finished {
  readonly command: string
  readonly code: number
  readonly output: string
  readonly seconds: number
}

/** Runs a command line in the root and collects what it prints; `show` passes it on as it comes. */
export function run(command: string, show = false, environment: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const started = performance.now()
  return new Promise(settle => {
    const child = spawn(command, { cwd: root, shell: true, env: { ...toolEnvironment, ...environment } })
    let output = ''
    const collect = (stream: NodeJS.ReadableStream, target: NodeJS.WriteStream) =>
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (show) target.write(chunk)
      })
    collect(child.stdout, process.stdout)
    collect(child.stderr, process.stderr)
    child.on('close', code =>
      settle({ command, code: code ?? 1, output, seconds: (performance.now() - started) / 1000 }),
    )
  })
}
