import { readFileSync } from 'node:fs'
import type { Checked } from '../../src-engine/core/checked.ts'
import {
  compileMechanism,
  createCatalogue,
  createSourceText,
  joinMechanisms,
  type Catalogue,
} from '../../src-engine/index.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import type { MechanismDescription, MechanismInfo } from '../contract/mechanisms.ts'
import { libraryMechanisms } from '../files/libraryMechanisms.ts'
import type { Log } from '../host/log.ts'
import { givesTheSame, recordIncludes, type IncludeReader, type Includes } from './includes.ts'

/** A mechanism with the file that it came from. */
export interface LoadedMechanism {
  readonly compiled: CompiledMechanism
  readonly origin: MechanismInfo['origin']
  readonly fileName: string
  readonly text: string
}

/** What the compiler made of a text. */
export interface Compilation extends Checked<CompiledMechanism> {
  /** The files that it includes. */
  readonly includes: Includes
  /** How long it took [ms]; that of the first time, where it was known. */
  readonly ms: number
}

/** Compiles mechanism files, each text once, and knows those that come with the program. */
export interface MechanismLibrary {
  builtin(): readonly LoadedMechanism[]
  /** `include` gives the texts that the file includes; without it there are none. */
  compile(fileName: string, text: string, include?: IncludeReader): Compilation
  /** The program's own mechanisms, then the project's, which count where names are the same. */
  catalogue(project: readonly LoadedMechanism[]): Catalogue
}

/** Texts that are kept compiled: a project's mechanisms, and what somebody has typed lately. */
const mostKept = 500

const nothing: IncludeReader = () => undefined

/** @param resourcesDir the folder that holds `mechanisms` */
export function createMechanismLibrary(resourcesDir: string, log: Log): MechanismLibrary {
  const kept = new Map<string, Compilation>()
  let builtin: readonly LoadedMechanism[] | undefined

  const compile = (fileName: string, text: string, include = nothing): Compilation => {
    const key = `${fileName}\0${text}`
    const known = kept.get(key)
    kept.delete(key)
    const current =
      known && givesTheSame(known.includes, include) ? known : compileText(fileName, text, include)
    // The newest last; what nobody has asked for longest goes first.
    kept.set(key, current)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    return current
  }

  const readBuiltin = (): readonly LoadedMechanism[] =>
    libraryMechanisms(resourcesDir).flatMap(({ fileName, path }) => {
      const text = readFileSync(path, 'utf8')
      const { value, diagnostics } = compileText(fileName, text, nothing)
      if (!value)
        log(`the mechanism ${fileName} that comes with the program does not compile`, diagnostics[0]?.message)
      return value ? [{ compiled: value, origin: 'library' as const, fileName, text }] : []
    })

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

/** Compiles a text, whether or not that has been done before. */
export function compileText(fileName: string, text: string, include: IncludeReader): Compilation {
  const began = performance.now()
  const recorder = recordIncludes(fileName, include)
  const { value, diagnostics } = compileMechanism(createSourceText(fileName, text))
  return { value, diagnostics, includes: recorder.asked, ms: performance.now() - began }
}

/** What a compiled mechanism says of itself. */
export function describeCompiled(compiled: CompiledMechanism): MechanismDescription {
  const { name, kind, title, fields, ions, events, pointers, randoms, functionTables } = compiled
  const { diffusions, fixedStepOnly } = compiled
  const tables = compiled.tables.map(table => table.name)
  return {
    ...{ name, kind, title, fields, ions, events, pointers, randoms, functionTables },
    ...{ diffusions, fixedStepOnly, tables },
  }
}

/** What forms and help show of a mechanism. */
export function describeMechanism({ compiled, origin, fileName, text }: LoadedMechanism): MechanismInfo {
  return { ...describeCompiled(compiled), origin, fileName, text }
}
