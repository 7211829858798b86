import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadMachine } from '../../src-engine/native/binding.ts'
import { createHost } from '../host/createHost.ts'
import { logToStderr } from '../host/log.ts'
import { homeFolder, rendererFolder, resourcesFolder } from '../host/paths.ts'
import { RpcError } from '../rpc/errors.ts'
import { startWebServer } from './server.ts'

/** How to serve the workbench. */
export interface ServeOptions {
  /** 0 for any free one. */
  readonly port: number
  /** Project file; without it the last one, or a new one with a sample cell. */
  readonly project?: string | undefined
  /** Folder of .mod files that the project shall watch. */
  readonly mechanisms?: string | undefined
  /** Opens the address in the user's browser. */
  readonly open: boolean
}

/** A workbench that is being served. */
export interface Served {
  readonly url: string
  /** Stops runs, closes the project and the server. */
  close(): Promise<void>
}

/**
 * Serves the workbench to a browser on this machine.
 *
 * @throws RpcError `web/not-built`, `web/port-taken`, and what opening the project may raise
 */
export async function serve({ port, project, mechanisms, open }: ServeOptions): Promise<Served> {
  const rendererDir = rendererFolder()
  if (!existsSync(join(rendererDir, 'index.html'))) {
    throw new RpcError('web/not-built', 'The window has not been built yet: run "npm run build" first.')
  }
  const { machine, problem } = loadMachine()
  const host = await createHost({
    shell: 'web',
    projectPath: project === undefined ? undefined : resolve(project),
    mechanismFolder: mechanisms === undefined ? undefined : resolve(mechanisms),
    resourcesDir: resourcesFolder(),
    homeDir: homeFolder(),
    machine,
    engineProblem: problem,
  })
  try {
    const server = await startWebServer({ api: host.api, rendererDir, port, log: logToStderr })
    if (open) await openInBrowser(server.url)
    return {
      url: server.url,
      close: async () => {
        await server.close()
        await host.close()
      },
    }
  } catch (error) {
    await host.close()
    throw portError(error, port)
  }
}

function portError(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new RpcError(
      'web/port-taken',
      `Port ${port} is taken by another program. Choose another with --port.`,
    )
  }
  if (code === 'EACCES') {
    return new RpcError('web/port-taken', `Port ${port} may not be used. Choose one above 1023 with --port.`)
  }
  return error
}

/** Only tries: where there is no browser, the printed address is enough. */
async function openInBrowser(url: string): Promise<void> {
  const { default: openUrl } = await import('open')
  try {
    const child = await openUrl(url)
    child.on('error', () => undefined)
  } catch {
    // No browser here.
  }
}
