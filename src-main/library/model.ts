import { basename } from 'node:path'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import {
  emptyModel,
  prepareCells,
  readMorphology,
  type CellModel,
  type Checked,
  type Machine,
  type ModelDocument,
  type PreparedCells,
  type PrepareOptions,
} from '../../src-engine/index.ts'
import type { RunSettings, SampleTimes } from '../../src-engine/model/document.ts'
import type { Network } from '../../src-engine/model/checkEvents.ts'
import type { NetworkDocument } from '../../src-engine/model/networkDocument.ts'
import { loadMachine } from '../../src-engine/native/binding.ts'
import { Cell, Process, type CellContext, type CellSource, type Parameters, type Place } from './cell.ts'
import { Mechanisms, readBytes } from './mechanisms.ts'
import { libraryMessages, ModelError, valueOf } from './modelError.ts'
import { numberIn } from './quantity.ts'
import { sharingRanks, threadsOfProcess } from './ranks.ts'
import { Run } from './run.ts'
import { checkedDocument, type SavedMorphology, type SavedModel, networkOf } from './savedModel.ts'
import { bytesOf, hashOf, Morphologies } from './morphologies.ts'
import { nameOfTimes, Recordings, type Recording } from './recordings.ts'
import { connectionOf, type ConnectionOptions } from './connections.ts'

/** Lists of a document that belong to no cell: connections, series, plays, random streams, function tables … */
export type NetworkParts = Network

/** How a run is carried out; no number depends on it. */
export interface StartOptions {
  /** Native threads; all processors if not given. */
  readonly threads?: number
  /** Another machine than the one that fits this processor best. */
  readonly machine?: Machine
}

/**
 * A model: cells, what connects them, what is recorded, and how it is run. Everything that is said here becomes the one
 * document that projects and the command line use: `toJSON` gives it, `Model.fromJSON` takes it.
 */
export class Model {
  readonly #settings: RunSettings
  readonly #mechanisms = new Mechanisms()
  readonly #cells: Cell[] = []
  readonly #morphologies = new Morphologies()
  readonly #recordings = new Recordings()
  readonly #globals: Record<string, number> = {}
  /** The lists of the document that belong to no cell; absent where nothing is in them. */
  #lists: Network = {}

  /** @param settings those that differ from NEURON's: 6.3 °C, −65 mV, dt 0.025 ms, 5 ms, backward Euler */
  constructor(settings: Partial<RunSettings> = {}) {
    this.#settings = { ...emptyModel('').run, ...settings }
  }

  /** How the model is run. */
  get settings(): RunSettings {
    return this.#settings
  }

  /** Compiles a .mod file, or all of a folder, so that the model can use their mechanisms. */
  addMechanisms(path: string): this {
    this.#mechanisms.addPath(path)
    return this
  }

  /** Compiles a mechanism from its text. */
  addMechanismText(fileName: string, text: string): this {
    this.#mechanisms.addText(fileName, text)
    return this
  }

  /** A new cell without sections. The only cell of a model needs no name. */
  cell(name = ''): Cell {
    return this.#keep(new Cell(this.#freeName(name), this.#context()))
  }

  /** A cell from a reconstruction: SWC, Neurolucida ASC, Eutectic, or a saved list of sections. */
  readCell(path: string, name = ''): Cell {
    const file: CellSource = { kind: 'file', fileName: basename(path), bytes: readBytes(path) }
    valueOf(readMorphology(file.fileName, file.bytes))
    return this.#keep(new Cell(this.#freeName(name), this.#context(), { file }))
  }

  /** The cells, in the order in which they were made. */
  get cells(): readonly Cell[] {
    return this.#cells
  }

  /** A cell that lives by events alone: `model.artificialCell('NetStim', { interval: 10, number: 5 })`. */
  artificialCell(mechanism: string, parameters: Parameters = {}, id?: string): Process {
    const { artificialCells = [] } = this.#lists
    const own = id ?? `${mechanism}${artificialCells.length + 1}`
    const numbers = Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? value
          : numberIn(value, this.#mechanisms.unitOf(mechanism, name), `${mechanism}.${name}`),
      ]),
    )
    this.#add({ artificialCells: [{ id: own, mechanism, parameters: numbers }] })
    return new Process(own, mechanism)
  }

  /** Sets a GLOBAL parameter of a mechanism: `model.setGlobal('hh.usetable', 0)`. */
  setGlobal(name: string, value: number): this {
    this.#globals[name] = value
    return this
  }

  /** Lets the spikes of a place, a process or a gid arrive at a process. @returns the connection's id */
  connect(from: Place | Process | { readonly gid: number }, to: Process, options: ConnectionOptions): string {
    const id = `connection${(this.#lists.connections?.length ?? 0) + 1}`
    this.#add({ connections: [connectionOf(id, from, to, options)] })
    return id
  }

  /**
   * Records a variable at a place (`v`, `hh.m`, `ina` …) or of a process (`i`, `g` …): at every step, or at times of its
   * own. The same variable can be recorded at different times.
   */
  record(where: Place | Process, variable = 'v', times: SampleTimes = {}): Recording {
    if (where instanceof Process) {
      const id = `probe of ${where.id}.${variable}${nameOfTimes(times)}`
      if (!this.#lists.processProbes?.some(probe => probe.id === id))
        this.#add({ processProbes: [{ id, variable: `${where.id}.${variable}`, ...times }] })
      return { id }
    }
    return this.#recordings.ofVariable(where, variable, times)
  }

  /** Records when the potential at a place exceeds a threshold [mV], or when a process fires. */
  recordSpikes(where: Place | Process, thresholdMv = 10): Recording {
    if (where instanceof Process) {
      const id = `spikes of ${where.id}`
      if (!this.#lists.processSpikes?.some(one => one.id === id))
        this.#add({ processSpikes: [{ id, process: where.id }] })
      return { id }
    }
    return this.#recordings.ofSpikes(where, thresholdMv)
  }

  /** Adds parts of a document that have no call of their own. */
  add(parts: NetworkParts): this {
    this.#add(parts)
    return this
  }

  /** The model's document: of one cell without a name a model document, else a network document. */
  toDocument(): ModelDocument | NetworkDocument {
    const repeated = this.#cells.length > 1 ? this.#cells.find(({ name }) => name === '') : undefined
    if (repeated) throw new ModelError([diagnose(libraryMessages, 'library/repeated-cell', { name: '' })])
    const cells = this.#cells.map(cell => ({
      ...cell.description,
      morphology: hashOf(bytesOf(cell.source)),
      ...this.#recordings.of(cell),
    }))
    const shared = { version: 1, globals: { ...this.#globals }, run: this.#settings, ...this.#lists } as const
    const [only] = cells
    return this.#cells[0]?.name === '' && only
      ? { ...shared, ...only }
      : { ...shared, cells: cells.map((cell, index) => ({ name: this.#cells[index]!.name, ...cell })) }
  }

  /** Everything that the model is made of, in plain JSON: the document, its morphologies, its own mechanisms. */
  toJSON(): SavedModel {
    const morphologies: Record<string, SavedMorphology> = {}
    for (const { source } of this.#cells) {
      const bytes = bytesOf(source)
      const fileName = source.kind === 'file' ? source.fileName : 'sections.json'
      morphologies[hashOf(bytes)] ??= { fileName, base64: Buffer.from(bytes).toString('base64') }
    }
    return {
      format: 'hillock-model',
      version: 1,
      document: this.toDocument(),
      morphologies,
      mechanisms: [...this.#mechanisms.texts],
    }
  }

  /** A model as `toJSON` gave it, or a model document or network document with the morphologies that it refers to. */
  static fromJSON(saved: unknown): Model {
    const { document, morphologies, mechanisms } = checkedDocument(saved)
    const model = new Model(document.run)
    for (const { fileName, text, includes } of mechanisms)
      model.#mechanisms.addText(fileName, text, name => includes[name])
    Object.assign(model.#globals, document.globals)
    const cells = 'cells' in document ? document.cells : [{ name: '', ...document }]
    for (const { name, morphology, probes, spikes, ...rest } of cells) {
      const found = morphologies[morphology]
      if (!found)
        throw new ModelError([
          diagnose(libraryMessages, 'library/bad-file', { what: `it lacks the morphology "${morphology}"` }),
        ])
      const file: CellSource = {
        kind: 'file',
        fileName: found.fileName,
        bytes: new Uint8Array(Buffer.from(found.base64, 'base64')),
      }
      const { discretisation, mechanisms: uses, properties, pointProcesses, pointers } = rest
      const description = {
        ...{ discretisation, mechanisms: uses, properties, pointProcesses },
        ...(pointers ? { pointers } : {}),
      }
      const cell = model.#keep(new Cell(model.#freeName(name), model.#context(), { file, description }))
      model.#recordings.take(cell, { probes, spikes })
    }
    model.#add(networkOf(document))
    return model
  }

  /** Everything that is wrong with the model, or worth knowing; nothing where it can be run as it is. */
  check(): readonly Diagnostic[] {
    try {
      return this.prepare({ threads: 1, machine: { arenaOffset: () => 0 } }).diagnostics
    } catch (error) {
      if (error instanceof ModelError) return error.diagnostics
      throw error
    }
  }

  /** Prepares a run; it begins when it is first advanced, read or set. @throws ModelError */
  start({ threads = threadsWanted(), machine = this.#machine() }: StartOptions = {}): Run {
    const prepared = this.prepare({ threads, machine, keepAll: true })
    return new Run(valueOf(prepared), machine)
  }

  /** Runs the model to its end. What was recorded is read from the run. */
  async run(options: StartOptions = {}): Promise<Run> {
    const run = this.start(options)
    await run.finish()
    run.close()
    return run
  }

  #machine(): Machine {
    const { machine, problem } = loadMachine()
    if (!machine) throw new ModelError([diagnose(libraryMessages, 'library/no-engine', { problem })])
    const ranks = sharingRanks()
    return ranks ? machine.sharedAmong(ranks) : machine
  }

  /** What `start` runs, prepared for a machine; for whoever takes the run on by itself. */
  prepare(options: PrepareOptions): Checked<PreparedCells> {
    const document = this.toDocument()
    const { run, globals } = document
    const cells: CellModel[] = this.#cells.map(cell => ({
      name: cell.name,
      morphology: this.#morphologies.of(cell.source),
      description: {
        ...cell.description,
        ...this.#recordings.of(cell),
      },
    }))
    const names = new Set(this.#lists.artificialCells?.map(({ mechanism }) => mechanism))
    for (const { description } of cells)
      for (const { mechanism } of [...description.mechanisms, ...description.pointProcesses])
        names.add(mechanism)
    const shared = { run, globals, network: this.#lists }
    return prepareCells(cells, shared, this.#mechanisms.catalogue(names), options)
  }

  #context(): CellContext {
    return {
      unitOf: (mechanism, parameter) => this.#mechanisms.unitOf(mechanism, parameter),
      sectionsOf: source =>
        source.kind === 'sections'
          ? source.sections.map(({ name }) => name)
          : this.#morphologies.of(source).sections.name,
    }
  }

  #freeName(name: string): string {
    if (name !== '' && !/^\w+(\[\d+\])?$/.test(name))
      throw new ModelError([diagnose(libraryMessages, 'library/bad-cell-name', { name })])
    if (this.#cells.some(cell => cell.name === name))
      throw new ModelError([diagnose(libraryMessages, 'library/repeated-cell', { name })])
    return name
  }

  #keep(cell: Cell): Cell {
    this.#cells.push(cell)
    return cell
  }

  #add(parts: Network): void {
    const known: Readonly<Record<string, readonly unknown[] | undefined>> = this.#lists
    const joined = Object.entries(parts).map(([name, list = []]) => [name, [...(known[name] ?? []), ...list]])
    this.#lists = { ...this.#lists, ...Object.fromEntries(joined.filter(([, list]) => list?.length)) }
  }
}

/** As many as there are processors, or what `hillock run --verify` asks for. */
function threadsWanted(): number {
  return Number(process.env['HILLOCK_THREADS']) || threadsOfProcess()
}
