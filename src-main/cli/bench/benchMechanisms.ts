import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../../../src-engine/index.ts'
import { programFolder } from '../../host/paths.ts'
import { loadMechanisms } from '../loadMechanisms.ts'

/** The mechanisms that are only there for the benchmark: of the source repository, not of an installed program. */
export function benchMechanismsFolder(): string | undefined {
  const folder = join(programFolder(), 'test/bench/mechanisms')
  return existsSync(folder) ? folder : undefined
}

/** Those and the library's; undefined where they are not there. */
export function loadBenchMechanisms(): Catalogue | undefined {
  const folder = benchMechanismsFolder()
  return folder === undefined ? undefined : loadMechanisms(folder)
}
