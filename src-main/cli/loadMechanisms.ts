import { resolve } from 'node:path'
import { checkMechanisms, createSourceText, joinMechanisms, type Catalogue } from '../../src-engine/index.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import { compileText } from '../engine/compileText.ts'
import { libraryMechanisms } from '../files/libraryMechanisms.ts'
import { resourcesFolder } from '../host/paths.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { endOnErrors } from './output.ts'
import { readMechanismFile, readMechanismFiles, type MechanismFile } from './readMechanismFiles.ts'

function compileFile({ path, text, include }: MechanismFile): readonly CompiledMechanism[] {
  const { value, diagnostics } = compileText(createSourceText(path, text), include, { units: false })
  endOnErrors(diagnostics, path)
  return value ? [value] : []
}

/** The name that a file of the library gives its mechanism; those are our own, so that a glance is enough. */
function nameIn(text: string): string {
  return /\b(?:SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\s+(\w+)/.exec(text)?.[1] ?? ''
}

/**
 * The program's own mechanisms, then those of the user's folder; of two with one name the user's counts.
 *
 * @param mentions whether a mechanism may be wanted; of the library, the others are not even compiled
 */
export function loadMechanisms(
  folder: string | undefined,
  mentions: (name: string) => boolean = () => true,
): Catalogue {
  const own = folder ? readMechanismFiles(resolve(folder)).flatMap(compileFile) : []
  const library = libraryMechanisms(resourcesFolder())
    .map(({ path }) => readMechanismFile(path))
    .filter(({ text }) => mentions(nameIn(text)))
    .flatMap(compileFile)
  const { value, diagnostics } = checkMechanisms(joinMechanisms(library, own))
  endOnErrors(diagnostics, folder ?? '')
  if (!value) throw new CommandEnd(exitCode.input)
  return value
}
