import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach } from 'vitest'
import { loadMachine } from '../../../src-engine/native/binding.ts'
import { hostSpec, type HostApi, type Job, type ModelState } from '../../../src-main/contract/index.ts'
import { createHost, type Host } from '../../../src-main/host/createHost.ts'
import { createClient } from '../../../src-main/rpc/client.ts'
import { serveOver } from '../../../src-main/rpc/server.ts'
import { createMemoryTransports } from '../../../src-main/rpc/transports/memory.ts'

const root = resolve(import.meta.dirname, '../../..')

/** The machine of this computer; without it the tests that run models are skipped. */
export const loaded = loadMachine()

/** A host that a test speaks with as a window does. */
export interface TestHost {
  readonly api: HostApi
  readonly home: string
  close(): Promise<void>
}

/** How a test's host differs from the ordinary one. */
export interface TestHostOptions {
  readonly home?: string
  readonly projectPath?: string
  readonly withoutEngine?: boolean
  readonly dialogs?: Parameters<typeof createHost>[0]['dialogs']
}

/** Whole hosts over the memory transport, closed and removed after each test. */
export function useHosts() {
  const open: TestHost[] = []
  const folders: string[] = []
  afterEach(async () => {
    for (const host of open.splice(0)) await host.close()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'hillock-host-'))
    folders.push(made)
    return made
  }
  const start = async ({ home = folder(), projectPath, withoutEngine, dialogs }: TestHostOptions = {}) => {
    const host = await createHost({
      shell: 'cli',
      projectPath,
      resourcesDir: join(root, 'resources'),
      homeDir: home,
      machine: withoutEngine ? undefined : loaded.machine,
      engineProblem: withoutEngine ? 'No engine: install a compiler' : loaded.problem,
      dialogs,
      log: (what, error) => {
        throw new Error(`the host logged a fault: ${what} ${String(error)}`)
      },
    })
    const test = connect(host, home)
    open.push(test)
    return test
  }
  return { start, folder }
}

function connect(host: Host, home: string): TestHost {
  const [client, server] = createMemoryTransports()
  serveOver(hostSpec, host.api, server)
  const { api, close } = createClient<HostApi>(hostSpec, client)
  let closed = false
  return {
    api,
    home,
    close: async () => {
      if (closed) return
      closed = true
      close()
      await host.close()
    },
  }
}

/** Resolves when a job is over. */
export function jobEnd(api: HostApi, id: string): Promise<Job> {
  return new Promise(resolve => {
    const look = (job: Job): void => {
      if (job.id !== id || !['finished', 'failed', 'cancelled'].includes(job.state)) return
      stop()
      resolve(job)
    }
    const stop = api.jobs.onUpdate(look)
    void api.jobs.list().then(jobs => jobs.forEach(look))
  })
}

/** A cylinder of 20 µm with a dendrite of 200 µm, as SWC. */
export const ballAndStick = new TextEncoder().encode(
  ['1 1 0 0 0 10 -1', '2 1 -10 0 0 10 1', '3 1 10 0 0 10 1', '4 3 10 0 0 1 1', '5 3 210 0 0 1 4', ''].join(
    '\n',
  ),
)

/** Imports the ball and stick and gives the model that it starts with. */
export async function withCell(api: HostApi): Promise<ModelState> {
  const { summary } = await api.morphologies.import({ name: 'ball.swc', bytes: ballAndStick })
  if (summary?.sections !== 2) throw new Error('the ball and stick was not read')
  return api.models.current()
}

/** Saves the model with other run settings. */
export async function setRun(api: HostApi, run: { tStopMs?: number; dtMs?: number }): Promise<void> {
  const { document } = await api.models.current()
  if (!document) throw new Error('no model')
  await api.models.save({ document: { ...document, run: { ...document.run, ...run } }, label: 'Set run' })
}
