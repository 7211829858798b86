import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import {
  type Catalogue,
  type ModelDocument,
  type Morphology,
  emptyModel,
  morphologyWriters,
  readMorphology,
  type ReducedCell,
  type UniformCable,
  writeMorphology,
} from '../../src-engine/index.ts'
import { version } from '../host/version.ts'
import { hashOf } from '../library/morphologies.ts'
import { Mechanisms } from '../library/mechanisms.ts'
import { checkedDocument, type SavedModel } from '../library/savedModel.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { loadMechanisms } from './loadMechanisms.ts'
import { endOnErrors, printDiagnostics } from './output.ts'
import { savedModelOf } from './simulatedModel.ts'

/** A cell that is to be reduced, with the model that it is in. */
export interface CellToReduce {
  readonly morphology: Morphology
  readonly document: ModelDocument
  readonly catalogue: Pick<Catalogue, 'get' | 'names'>
  readonly mechanisms: SavedModel['mechanisms']
}

/** A reconstruction with a passive membrane, or the only cell of a saved model. Ends the command where there is none. */
export function cellToReduce(
  file: string,
  bytes: Uint8Array,
  cable: UniformCable,
  folder?: string,
): CellToReduce {
  const saved = savedModelOf(bytes)
  if (saved !== undefined) return cellOfModel(file, checkedDocument(saved))
  const { value: morphology, diagnostics } = readMorphology(file, bytes)
  endOnErrors(diagnostics, file)
  if (!morphology) throw new CommandEnd(exitCode.input)
  const { raOhmCm, cmUfCm2, rmOhmCm2 } = cable
  const document: ModelDocument = {
    ...emptyModel(hashOf(bytes)),
    discretisation: { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 },
    mechanisms: [{ id: 'pas', mechanism: 'pas', region: 'all', parameters: { g: 1 / rmOhmCm2 } }],
    properties: [
      { id: 'Ra', property: 'Ra', region: 'all', value: raOhmCm },
      { id: 'cm', property: 'cm', region: 'all', value: cmUfCm2 },
    ],
  }
  return { morphology, document, catalogue: loadMechanisms(folder, name => name === 'pas'), mechanisms: [] }
}

function cellOfModel(file: string, { document, morphologies, mechanisms }: SavedModel): CellToReduce {
  const cells = 'cells' in document ? document.cells : [document]
  const [cell] = cells
  if (!cell || cells.length > 1 || 'cells' in document)
    throw new CommandEnd(
      exitCode.input,
      `${file}: error cli/several-cells A model of several cells cannot be reduced at once; save the cell by itself.`,
    )
  const source = morphologies[cell.morphology]
  const read = source && readMorphology(source.fileName, Buffer.from(source.base64, 'base64'))
  if (read) endOnErrors(read.diagnostics, source.fileName)
  if (!read?.value)
    throw new CommandEnd(
      exitCode.input,
      `${file}: error cli/no-morphology The model's cell is not in the file.`,
    )
  const known = new Mechanisms()
  for (const { fileName, text, includes } of mechanisms) known.addText(fileName, text, name => includes[name])
  const names = [...document.mechanisms, ...document.pointProcesses].map(({ mechanism }) => mechanism)
  const found = new Map<string, CompiledMechanism>(names.map(name => [name, known.get(name)]))
  return {
    morphology: read.value,
    document,
    catalogue: { get: name => found.get(name), names: () => [...found.keys()] },
    mechanisms,
  }
}

/** The reduced cell as a list of sections, which keeps its numbers as they are. */
export function sectionsText({ sections, samples }: Morphology): string {
  const list = sections.name.map((name, section) => {
    const up = sections.parent[section] ?? -1
    const points: number[][] = []
    for (let i = sections.firstSample[section] ?? 0; i < (sections.firstSample[section + 1] ?? 0); i++)
      points.push([samples.x, samples.y, samples.z, samples.diameter].map(column => column[i] ?? 0))
    return {
      name,
      ...(up < 0 ? {} : { parent: sections.name[up], parentX: sections.parentX[section] }),
      points,
    }
  })
  return JSON.stringify({ format: 'hillock-sections', version: 1, sections: list })
}

/** A whole model, as `hillock simulate` and scripts take it. */
export function savedModelText(
  document: ModelDocument,
  cell: string,
  mechanisms: SavedModel['mechanisms'],
): string {
  const saved: SavedModel = {
    format: 'hillock-model',
    version: 1,
    document,
    morphologies: {
      [document.morphology]: { fileName: 'reduced.json', base64: Buffer.from(cell).toString('base64') },
    },
    mechanisms,
  }
  return `${JSON.stringify(saved, undefined, 1)}\n`
}

/** The reduced cell in the format of a file's extension. */
export async function reconstructionBytes(
  { morphology, report }: ReducedCell,
  path: string,
): Promise<Uint8Array> {
  const extension = /\.[^./\\]+$/.exec(path.toLowerCase())?.[0] ?? ''
  const writer = morphologyWriters.find(one => one.extension === extension)
  if (!writer)
    throw new CommandEnd(
      exitCode.usage,
      `"${path}": no format has this extension. Formats: .json (the whole model), ${morphologyWriters.map(one => one.extension).join(', ')}.`,
    )
  // Formats with comments say in them where a cell comes from.
  const settings = Object.entries(report.settings).map(([name, value]) => `${name} ${String(value)}`)
  const name = `${morphology.name}, reduced by ${report.method} (${settings.join(', ')})`
  const { bytes, diagnostics } = await writeMorphology({ ...morphology, name }, writer, {
    producer: `Hillock ${version}`,
  })
  printDiagnostics(diagnostics, path)
  return bytes
}
