import { readFileSync } from 'node:fs'
import { createCatalogue, createSourceText, joinMechanisms, type Catalogue } from '../../src-engine/index.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import type { MechanismDescription, MechanismInfo } from '../contract/mechanisms.ts'
import { libraryMechanisms } from '../files/libraryMechanisms.ts'
import type { Log } from '../host/log.ts'
import { compileText, type Compilation } from './compileText.ts'
import { givesTheSame, type IncludeReader } from './includes.ts'

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
  /** `include` gives the texts that the file includes; without it there are none. */
  compile(fileName: string, text: string, include?: IncludeReader): Compilation
  /** The program's own mechanisms, then the project's, which count where names are the same. */
  catalogue(project: readonly LoadedMechanism[]): Catalogue
}

/** Texts that are kept compiled: a project's mechanisms, and what somebody has typed lately. */
const mostKept = 500

const nothing: IncludeReader = () => undefined

/** What comes with the program, by its folder: compiled once a process, since it never changes while that runs. */
const libraries = new Map<string, readonly LoadedMechanism[]>()

/** @param resourcesDir the folder that holds `mechanisms` */
export function createMechanismLibrary(resourcesDir: string, log: Log): MechanismLibrary {
  const kept = new Map<string, Compilation>()

  const compile = (fileName: string, text: string, include = nothing): Compilation => {
    const key = `${fileName}\0${text}`
    const known = kept.get(key)
    kept.delete(key)
    const current =
      known && givesTheSame(known.includes, include)
        ? known
        : compileText(createSourceText(fileName, text), include, { units: true })
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
      const { value, diagnostics } = compileText(createSourceText(fileName, text), nothing, { units: false })
      if (!value)
        log(`the mechanism ${fileName} that comes with the program does not compile`, diagnostics[0]?.message)
      return value ? [{ compiled: value, origin: 'library' as const, fileName, text }] : []
    })

  const library = (): readonly LoadedMechanism[] => {
    const known = libraries.get(resourcesDir) ?? readBuiltin()
    libraries.set(resourcesDir, known)
    return known
  }

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

/** What a compiled mechanism says of itself. */
export function describeCompiled(compiled: CompiledMechanism): MechanismDescription {
  const { name, kind, title, fields, ions, events, pointers, randoms, functionTables } = compiled
  const { series, diffusions, fixedStepOnly } = compiled
  const tables = compiled.tables.map(table => table.name)
  return {
    ...{ name, kind, title, fields, ions, events, pointers, randoms, functionTables },
    ...{ series, diffusions, fixedStepOnly, tables },
  }
}

/** What forms and help show of a mechanism. */
export function describeMechanism({ compiled, origin, fileName, text }: LoadedMechanism): MechanismInfo {
  return { ...describeCompiled(compiled), origin, fileName, text }
}
