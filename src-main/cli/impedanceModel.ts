import type { Command } from 'commander'
import {
  type Checked,
  type ImpedanceRequest,
  type Machine,
  type ModelDocument,
  type PreparedCells,
  prepareRun,
  readMorphology,
} from '../../src-engine/index.ts'
import type { Location, RunSettings } from '../../src-engine/model/document.ts'
import { Model } from '../library/model.ts'
import { ModelError } from '../library/modelError.ts'
import { checkedDocument } from '../library/savedModel.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { loadMechanisms } from './loadMechanisms.ts'
import { addModelFile, readModelFile } from './modelFile.ts'
import { modelFromOptions } from './modelFromOptions.ts'
import { endOnErrors } from './output.ts'
import { refuseOptionsOfModels, savedModelOf } from './simulatedModel.ts'
import { inReconstruction, type PlaceOfCell, type SimulateOptions } from './simulateOptions.ts'

/** What `hillock impedance` was asked. */
export interface ImpedanceOptions extends Pick<
  SimulateOptions,
  'mechanisms' | 'model' | 'insert' | 'set' | 'nseg' | 'celsius' | 'vInit' | 'dt'
> {
  readonly site: PlaceOfCell
  readonly place: readonly PlaceOfCell[]
  readonly frequencies: readonly number[]
  readonly membrane: ImpedanceRequest['membrane']
  readonly increment?: number
  /** How long the model runs before [ms]. */
  readonly after?: number
}

/** A model whose impedances are asked for, and the places by the names that it has for them. */
export interface ImpedanceModel extends Pick<ImpedanceRequest, 'site' | 'places'> {
  prepare(machine: Machine): Checked<PreparedCells>
}

/** Options that say what is asked, not what the model is. */
const optionsOfQuestions = ['site', 'place', 'frequencies', 'membrane', 'increment', 'after']

/** A place as the engine takes it: the cell's name only where there is one. */
const named = ({ cell, ...at }: PlaceOfCell) => (cell === '' ? at : { ...at, cell })

const isEnd = ({ x }: Location) => x === 0 || x === 1

/** The model of a file: a reconstruction, or a model that a script has saved. Ends the command where there is none. */
export function impedanceModel(
  file: string,
  bytes: Uint8Array,
  options: ImpedanceOptions,
  command: Command,
): ImpedanceModel {
  const saved = savedModelOf(bytes)
  if (saved === undefined) return modelOfCell(file, bytes, options)
  refuseOptionsOfModels(command, file, optionsOfQuestions)
  try {
    return wholeModel(saved, options)
  } catch (error) {
    if (error instanceof ModelError) endOnErrors(error.diagnostics, file)
    throw error
  }
}

function modelOfCell(file: string, bytes: Uint8Array, options: ImpedanceOptions): ImpedanceModel {
  const read = readMorphology(file, bytes)
  endOnErrors(read.diagnostics, file)
  if (!read.value) throw new CommandEnd(exitCode.input)
  const modelFile = options.model ? readModelFile(options.model) : {}
  const said = JSON.stringify([options, modelFile])
  const catalogue = loadMechanisms(options.mechanisms, name => said.includes(name))
  const model = addModelFile(
    modelFromOptions(
      {
        ...options,
        ...{ method: 'backward-euler', tstop: options.after ?? options.dt, threads: 1, out: '' },
        ...{ iclamp: [], record: [], spikes: [] },
      },
      name => catalogue.get(name),
    ),
    modelFile,
  )
  const { cell, ...site } = inReconstruction(options.site)
  const places = options.place.map(place => named(inReconstruction(place)))
  const document = withEnds({ ...model, run: runBefore(model.run, options) }, [site, ...places])
  const surroundings = { morphology: read.value, catalogue }
  return {
    site: { cell, at: site },
    ...(places.length > 0 ? { places } : {}),
    prepare: machine => prepareRun(document, surroundings, { threads: 1, machine, linearise: true }),
  }
}

/** Ends of sections are places of their own where something is recorded there. */
function withEnds(document: ModelDocument, places: readonly Location[]): ModelDocument {
  const probes = places
    .filter(isEnd)
    .map(({ section, x }, index) => ({ id: `end ${index + 1}`, at: { section, x }, variable: 'v' }))
  return { ...document, probes: [...document.probes, ...probes] }
}

/** A run as long as the model goes on before it is looked at, in steps of one length. */
function runBefore(run: RunSettings, { after }: ImpedanceOptions): RunSettings {
  const method = run.method === 'adaptive' ? 'backward-euler' : run.method
  return { ...run, method, tStopMs: after ?? run.dtMs }
}

function wholeModel(plain: unknown, options: ImpedanceOptions): ImpedanceModel {
  const saved = checkedDocument(plain)
  const { document } = saved
  const model = Model.fromJSON({ ...saved, document: { ...document, run: runBefore(document.run, options) } })
  const [only] = model.cells.length === 1 ? model.cells : []
  const nameOf = (cell: string) => (cell === '' && only ? only.name : cell)
  const found = ({ cell, section, x }: PlaceOfCell): Location => {
    const place = model.cells.find(({ name }) => name === cell)?.at(section, x)
    if (place && isEnd(place.at)) model.record(place)
    // What lies in no cell is refused by the engine, which knows the names.
    return place?.at ?? { section, x }
  }
  const site = { ...options.site, cell: nameOf(options.site.cell) }
  const places = options.place.map(place => {
    const cell = place.cell === '' ? site.cell : place.cell
    return named({ ...found({ ...place, cell }), cell })
  })
  return {
    site: { cell: site.cell, at: found(site) },
    ...(places.length > 0 ? { places } : {}),
    prepare: machine => model.prepare({ threads: 1, machine, linearise: true }),
  }
}
