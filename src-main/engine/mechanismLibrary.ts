import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Checked } from '../../src-engine/core/checked.ts'
import {
  compileMechanism,
  createCatalogue,
  createSourceText,
  joinMechanisms,
  type Catalogue,
} from '../../src-engine/index.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import type { MechanismInfo } from '../contract/mechanisms.ts'
import type { Log } from '../host/log.ts'

/** A mechanism with the file that it came from. */
export interface LoadedMechanism {
  readonly compiled: CompiledMechanism
  readonly origin: MechanismInfo['origin']
  readonly fileName: string
  readonly text: string
}

/** Compiles mechanism files, each text once, and knows those that come with the program. */
export interface MechanismLibrary {
  builtin(): readonly LoadedMechanism[]
  compile(fileName: string, text: string): Checked<CompiledMechanism>
  /** The program's own mechanisms, then the project's, which count where names are the same. */
  catalogue(project: readonly LoadedMechanism[]): Catalogue
}

/** @param resourcesDir the folder that holds `mechanisms/builtin/*.mod` */
export function createMechanismLibrary(resourcesDir: string, log: Log): MechanismLibrary {
  const compiled = new Map<string, Checked<CompiledMechanism>>()
  let builtin: readonly LoadedMechanism[] | undefined

  const compile = (fileName: string, text: string): Checked<CompiledMechanism> => {
    const key = `${fileName}\0${text}`
    const known = compiled.get(key)
    if (known) return known
    const result = compileMechanism(createSourceText(fileName, text))
    compiled.set(key, result)
    return result
  }

  const readBuiltin = (): readonly LoadedMechanism[] => {
    const folder = join(resourcesDir, 'mechanisms', 'builtin')
    const files = readdirSync(folder).filter(name => name.toLowerCase().endsWith('.mod'))
    return files.sort().flatMap(file => {
      const text = readFileSync(join(folder, file), 'utf8')
      const { value, diagnostics } = compile(basename(file), text)
      if (!value)
        log(`the mechanism ${file} that comes with the program does not compile`, diagnostics[0]?.message)
      return value ? [{ compiled: value, origin: 'library' as const, fileName: file, text }] : []
    })
  }

  const library = (): readonly LoadedMechanism[] => (builtin ??= readBuiltin())

  return {
    builtin: library,
    compile,
    catalogue: project =>
      createCatalogue(
        joinMechanisms(
          library().map(one => one.compiled),
          project.map(one => one.compiled),
        ),
      ),
  }
}

/** What forms and help show of a mechanism. */
export function describeMechanism({ compiled, origin, fileName, text }: LoadedMechanism): MechanismInfo {
  const { name, kind, title, fields, ions } = compiled
  return { name, kind, title, fields, ions, origin, fileName, text }
}
