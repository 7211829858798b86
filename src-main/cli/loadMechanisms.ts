import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  compileMechanism,
  checkMechanisms,
  createSourceText,
  joinMechanisms,
  type Catalogue,
} from '../../src-engine/index.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import { resourcesFolder } from '../host/paths.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { endOnErrors } from './output.ts'
import { readInput } from './readInput.ts'

const decoder = new TextDecoder()

/** Compiles every .mod file of a folder, in the order of their names, as NEURON does. */
function compileFolder(folder: string): readonly CompiledMechanism[] {
  let names: readonly string[]
  try {
    names = readdirSync(folder).filter(name => name.toLowerCase().endsWith('.mod'))
  } catch {
    throw new CommandEnd(
      exitCode.input,
      `${folder}: error cli/cannot-read "${folder}" is not a folder that can be read.`,
    )
  }
  return [...names].sort().flatMap(name => {
    const path = join(folder, name)
    const { value, diagnostics } = compileMechanism(createSourceText(path, decoder.decode(readInput(path))))
    endOnErrors(diagnostics, path)
    return value ? [value] : []
  })
}

/** The program's own mechanisms, then those of the user's folder; of two with one name the user's counts. */
export function loadMechanisms(folder: string | undefined): Catalogue {
  const own = folder ? compileFolder(resolve(folder)) : []
  const library = compileFolder(join(resourcesFolder(), 'mechanisms', 'builtin'))
  const { value, diagnostics } = checkMechanisms(joinMechanisms(library, own))
  endOnErrors(diagnostics, folder ?? '')
  if (!value) throw new CommandEnd(exitCode.input)
  return value
}
