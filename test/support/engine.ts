import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  type Catalogue,
  type CellModel,
  compileMechanism,
  createCatalogue,
  createSourceText,
  emptyModel,
  type Machine,
  type ModelDocument,
  type Morphology,
  prepareCells,
  type PreparedCells,
  prepareRun,
  type RunHandle,
  type SharedSettings,
  startRun,
} from '../../src-engine/index.ts'
import { loadMachine } from '../../src-engine/native/binding.ts'

const builtinFolder = resolve(import.meta.dirname, '../../resources/mechanisms/builtin')

/** Compiles .mod texts, by file name, behind the mechanisms that come with the program. */
export function catalogueWith(texts: Readonly<Record<string, string>> = {}): Catalogue {
  const builtin = readdirSync(builtinFolder)
    .filter(name => name.endsWith('.mod'))
    .sort()
    .map(name => [name, readFileSync(join(builtinFolder, name), 'utf8')] as const)
  return createCatalogue(
    [...builtin, ...Object.entries(texts)].map(([name, text]) => {
      const { value, diagnostics } = compileMechanism(createSourceText(name, text))
      if (!value) throw new Error(`${name}: ${diagnostics.map(({ message }) => message).join('; ')}`)
      return value
    }),
  )
}

/** The mechanisms that come with the program. */
export const builtinCatalogue = catalogueWith()

let library: Catalogue | undefined

/** Everything in the mechanism library, compiled once. */
export function libraryCatalogue(): Catalogue {
  const folder = resolve(builtinFolder, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    path => path.endsWith('.mod') && !path.startsWith('builtin'),
  )
  return (library ??= catalogueWith(
    Object.fromEntries(files.sort().map(path => [path, readFileSync(join(folder, path), 'utf8')])),
  ))
}

const loaded = loadMachine()

/** The native machine; undefined where there is no addon, with `machineProblem` saying why. */
export const machine = loaded.machine
export const machineProblem = loaded.problem

/** The native machine, or the reason why a test cannot run. */
export function needMachine(): Machine {
  if (!machine) throw new Error(machineProblem)
  return machine
}

/** A document with NEURON’s defaults and some changes. */
export function documentOf(
  change: Partial<Omit<ModelDocument, 'run'>> & { readonly run?: Partial<ModelDocument['run']> },
): ModelDocument {
  const plain = emptyModel('test')
  return { ...plain, ...change, run: { ...plain.run, ...change.run } }
}

/** Everything that a run recorded. */
export interface Recorded {
  readonly prepared: PreparedCells
  readonly timesMs: number[]
  /** By probe id. */
  readonly traces: Readonly<Record<string, number[]>>
  /** By spike probe id. */
  readonly spikes: Readonly<Record<string, number[]>>
}

/** Runs to the end, in stretches of `stretch` steps. */
export async function recordAll(prepared: PreparedCells, run: RunHandle, stretch = 1000): Promise<Recorded> {
  const timesMs: number[] = []
  const traces: number[][] = prepared.probes.map(() => [])
  const spikes: number[][] = prepared.spikes.map(() => [])
  for (;;) {
    const slice = await run.advance(stretch)
    timesMs.push(...slice.timesMs)
    slice.traces.forEach((trace, index) => traces[index]!.push(...trace))
    slice.spikes.forEach((train, index) => spikes[index]!.push(...train))
    const wrong = slice.diagnostics.find(({ severity }) => severity === 'error')
    if (wrong) throw new Error(wrong.message)
    if (slice.finished) break
  }
  run.close()
  return {
    prepared,
    timesMs,
    traces: Object.fromEntries(prepared.probes.map(({ id }, index) => [id, traces[index]!])),
    spikes: Object.fromEntries(prepared.spikes.map(({ id }, index) => [id, spikes[index]!])),
  }
}

/** Prepares and runs one document on a machine. */
export async function simulate(
  document: ModelDocument,
  morphology: Morphology,
  options: {
    readonly machine?: Machine
    readonly threads?: number
    readonly catalogue?: Catalogue
    readonly stretch?: number
  } = {},
): Promise<Recorded> {
  const { machine: on = needMachine(), threads = 1, catalogue = builtinCatalogue, stretch = 1000 } = options
  const { value, diagnostics } = prepareRun(document, { morphology, catalogue }, { threads, machine: on })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return recordAll(value, startRun(value, on), stretch)
}

/** Prepares and runs many cells. */
export async function simulateCells(
  cells: readonly CellModel[],
  run: Partial<ModelDocument['run']>,
  options: {
    readonly threads?: number
    readonly catalogue?: Catalogue
    readonly machine?: Machine
    readonly stretch?: number
    readonly network?: SharedSettings['network']
    readonly mostNodesOfGroup?: number
  } = {},
): Promise<Recorded> {
  const { machine: on = needMachine(), threads = 1, catalogue = builtinCatalogue, stretch = 1000 } = options
  const shared = { run: { ...emptyModel('').run, ...run }, globals: {}, network: options.network ?? {} }
  const { value, diagnostics } = prepareCells(cells, shared, catalogue, {
    threads,
    machine: on,
    ...(options.mostNodesOfGroup === undefined ? {} : { mostNodesOfGroup: options.mostNodesOfGroup }),
  })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return recordAll(value, startRun(value, on), stretch)
}
