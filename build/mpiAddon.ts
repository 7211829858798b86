/**
 * The addon by which several processes share a run (src-engine/native/mpi): compiled where it is asked for
 * (`node build/addon.ts --mpi`) and Open MPI is there.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What the addon's own build takes from that of the engine's. */
export interface AddonTools {
  readonly sources: string
  readonly into: string
  readonly command: string
  /** Flags of every source, and those that make a shared object of it. */
  readonly flags: readonly string[]
  readonly shared: readonly string[]
  compile(command: string, words: readonly string[]): Promise<void>
}

const noMpi =
  'Open MPI was not found, so runs cannot be shared among processes. Install it (Debian: libopenmpi-dev openmpi-bin; macOS: brew install open-mpi), then run node build/addon.ts --mpi'

/** What Open MPI's compiler wrapper says of a stage of its work; undefined where there is none. */
function wrapperFlags(stage: 'compile' | 'link'): readonly string[] | undefined {
  const asked = spawnSync(process.env.MPICC || 'mpicc', [`--showme:${stage}`], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim().split(/\s+/).filter(Boolean) : undefined
}

/** Builds `hillock_ranks.node` where anything that it is made of is newer. @returns the exit code */
export async function buildMpiAddon({ sources, into, ...tools }: AddonTools): Promise<number> {
  const compiling = wrapperFlags('compile')
  const linking = wrapperFlags('link')
  if (!compiling || !linking) {
    console.log(noMpi)
    return 3
  }
  const target = resolve(into, 'hillock_ranks.node')
  const folder = join(sources, 'mpi')
  const own = readdirSync(folder).map(name => join(folder, name))
  const parts = [...own, ...['ranks.h', 'meetings.h', 'addonRankTag.h'].map(name => join(sources, name))]
  if (existsSync(target) && parts.every(path => statSync(path).mtimeMs < statSync(target).mtimeMs)) return 0
  const fresh = `${target}.new`
  await tools.compile(tools.command, [
    ...tools.flags,
    ...['-DOMPI_SKIP_MPICXX', ...compiling, ...tools.shared],
    ...own.filter(path => path.endsWith('.cc')),
    ...linking,
    ...['-ldl', '-o', fresh],
  ])
  renameSync(fresh, target)
  console.log('Built out/native/hillock_ranks.node with Open MPI')
  return 0
}
