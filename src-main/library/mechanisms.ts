import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import { closestName } from '../../src-engine/core/closestName.ts'
import { checkMechanisms, createSourceText, joinMechanisms, type Catalogue } from '../../src-engine/index.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import { compileText } from '../engine/compileText.ts'
import type { IncludeReader } from '../engine/includes.ts'
import { libraryMechanisms } from '../files/libraryMechanisms.ts'
import { decodeText, readModFile } from '../files/modFile.ts'
import { resourcesFolder } from '../host/paths.ts'
import { libraryMessages, ModelError, valueOf } from './modelError.ts'

/** The bytes of a file. @throws ModelError */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message
    throw new ModelError([diagnose(libraryMessages, 'library/cannot-read', { path, why })])
  }
}

function compile(name: string, text: string, include: IncludeReader): CompiledMechanism {
  return valueOf(compileText(createSourceText(name, text), include, { units: false }))
}

/** A text that is compiled when somebody wants its mechanism. */
interface LibraryEntry {
  readonly name: string
  mechanism(): CompiledMechanism
}

let library: readonly LibraryEntry[] | undefined

/** The mechanisms that come with the program, in the order in which they run. */
function libraryEntries(): readonly LibraryEntry[] {
  library ??= libraryMechanisms(resourcesFolder()).map(({ fileName, path }) => {
    const text = readFileSync(path, 'utf8')
    let compiled: CompiledMechanism | undefined
    return {
      // Those are our own files, so that a glance is enough.
      name: /\b(?:SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\s+(\w+)/.exec(text)?.[1] ?? '',
      mechanism: () => (compiled ??= compile(fileName, text, () => undefined)),
    }
  })
  return library
}

/** A .mod text of the user's, with what it is called and what it includes. */
export interface MechanismText {
  readonly fileName: string
  readonly text: string
  /** Texts that it includes, by their names. */
  readonly includes: Readonly<Record<string, string>>
}

/** The mechanisms that a model can use: those that come with the program, and the user's own, which count where names are the same. */
export class Mechanisms {
  readonly #texts: MechanismText[] = []
  readonly #own: CompiledMechanism[] = []

  /** Adds a .mod file, or all that lie in a folder. */
  addPath(path: string): void {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
    const paths = isFolder
      ? readdirSync(path)
          .filter(name => name.toLowerCase().endsWith('.mod'))
          .sort()
          .map(name => join(path, name))
      : [path]
    for (const file of paths) {
      const decoded = decodeText(readBytes(file))
      const include = (name: string) => {
        const found = readModFile(dirname(file), name)
        return found.kind === 'text' ? found.text : undefined
      }
      if (!decoded)
        throw new ModelError([
          diagnose(libraryMessages, 'library/cannot-read', { path: file, why: 'it is no text' }),
        ])
      this.addText(file, decoded.text, include)
    }
  }

  /** The unit of a parameter of a mechanism. @throws ModelError where there is none of the name */
  unitOf(mechanism: string, parameter: string): string {
    const { fields } = this.get(mechanism)
    const field = fields.find(({ name }) => name === parameter.replace(/\[\d+\]$/, ''))
    if (field) return field.unit
    const names = fields.filter(({ role }) => role === 'parameter').map(({ name }) => name)
    throw new ModelError([
      diagnose(libraryMessages, 'library/unknown-name', {
        what: `parameter of ${mechanism} called`,
        name: parameter,
        meant: closestName(parameter, names),
      }),
    ])
  }

  /** Adds a mechanism by its text. */
  addText(fileName: string, text: string, include: IncludeReader = () => undefined): void {
    const includes: Record<string, string> = {}
    const mechanism = compile(fileName, text, name => {
      const found = include(name)
      if (found !== undefined) includes[name] = found
      return found
    })
    this.#own.push(mechanism)
    this.#texts.push({ fileName, text, includes })
  }

  /** The user's own texts. */
  get texts(): readonly MechanismText[] {
    return this.#texts
  }

  /** @throws ModelError where there is none of this name */
  get(name: string): CompiledMechanism {
    const own = this.#own.find(mechanism => mechanism.name === name)
    const found =
      own ??
      libraryEntries()
        .find(entry => entry.name === name)
        ?.mechanism()
    if (found) return found
    const names = [...this.#own, ...libraryEntries()].map(one => one.name)
    throw new ModelError([
      diagnose(libraryMessages, 'library/unknown-name', {
        what: 'mechanism',
        name,
        meant: closestName(name, names),
      }),
    ])
  }

  /** The mechanisms of these names, and all of the user's own. */
  catalogue(names: ReadonlySet<string>): Catalogue {
    const ofLibrary = libraryEntries().filter(({ name }) => names.has(name))
    return valueOf(
      checkMechanisms(
        joinMechanisms(
          ofLibrary.map(entry => entry.mechanism()),
          this.#own,
        ),
      ),
    )
  }
}
