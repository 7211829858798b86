import type { Command } from 'commander'
import {
  type Checked,
  type PreparedCells,
  type PrepareOptions,
  prepareRun,
  readMorphology,
} from '../../src-engine/index.ts'
import type { RunSettings } from '../../src-engine/model/document.ts'
import { Model } from '../library/model.ts'
import { ModelError } from '../library/modelError.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { loadMechanisms } from './loadMechanisms.ts'
import { addModelFile, readModelFile } from './modelFile.ts'
import { modelFromOptions } from './modelFromOptions.ts'
import { endOnErrors } from './output.ts'
import type { SimulateOptions } from './simulateOptions.ts'

/** What `hillock simulate` runs: one cell with what options say of it, or a saved model. */
export interface SimulatedModel {
  readonly settings: RunSettings
  prepare(
    options: Pick<PrepareOptions, 'threads' | 'layoutThreads' | 'layoutRanks' | 'machine'>,
  ): Checked<PreparedCells>
}

/** Options that say how a model is run, not what it is. */
const optionsOfRuns = ['threads', 'out', 'json', 'verify', 'saveState', 'saveStateAt', 'fromState']

/** The model of a file: a reconstruction, or what the library's `toJSON` gave. Ends the command where there is none. */
export function simulatedModel(
  file: string,
  bytes: Uint8Array,
  options: SimulateOptions,
  command: Command,
): SimulatedModel {
  const saved = savedModelOf(bytes)
  if (saved === undefined) return modelOfCell(file, bytes, options)
  refuseOptionsOfModels(command, file, optionsOfRuns)
  return wholeModel(file, saved)
}

/** Ends the command where one of its options, other than those of runs, was given and the file holds a whole model. */
export function refuseOptionsOfModels(command: Command, file: string, ofRuns: readonly string[]): void {
  const [other] = command.options.filter(
    option =>
      !ofRuns.includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  )
  if (other)
    throw new CommandEnd(
      exitCode.usage,
      `error: ${other.long} says what the model is, and ${file} holds a whole model.`,
    )
}

/** The plain form of a saved model; undefined where the bytes are something else. */
export function savedModelOf(bytes: Uint8Array): unknown {
  // Whatever else is read here has another first character, or another format.
  if (bytes[0] !== 0x7b) return undefined
  try {
    const plain: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return (plain as { format?: unknown }).format === 'hillock-model' ? plain : undefined
  } catch {
    return undefined
  }
}

function wholeModel(file: string, saved: unknown): SimulatedModel {
  try {
    const model = Model.fromJSON(saved)
    return { settings: model.settings, prepare: options => model.prepare(options) }
  } catch (error) {
    if (error instanceof ModelError) endOnErrors(error.diagnostics, file)
    throw error
  }
}

function modelOfCell(file: string, bytes: Uint8Array, options: SimulateOptions): SimulatedModel {
  const read = readMorphology(file, bytes)
  endOnErrors(read.diagnostics, file)
  const modelFile = options.model ? readModelFile(options.model) : {}
  // --iclamp names no mechanism.
  const said = JSON.stringify([options, modelFile, 'IClamp'])
  const catalogue = loadMechanisms(options.mechanisms, name => said.includes(name))
  const document = addModelFile(
    modelFromOptions(options, name => catalogue.get(name)),
    modelFile,
  )
  if (!read.value) throw new CommandEnd(exitCode.input)
  const surroundings = { morphology: read.value, catalogue }
  return { settings: document.run, prepare: how => prepareRun(document, surroundings, how) }
}
