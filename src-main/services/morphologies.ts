import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { hasErrors } from '../../src-engine/core/checked.ts'
import {
  decodeText,
  isZip,
  judgeName,
  listArchive,
  measureSections,
  neuromlCells,
  readArchiveEntry,
  readMorphology,
  summarise,
  unpackMorphology,
} from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type {
  FileToRead,
  ImportOutcome,
  ImportPreview,
  MorphologiesService,
  MorphologySummary,
} from '../contract/morphologies.ts'
import type { MorphologyWorker } from '../engine/morphologyWorker.ts'
import type { SampleCells } from '../files/sampleCells.ts'
import { createEmitter } from '../host/emitter.ts'
import { RpcError } from '../rpc/errors.ts'
import { hashOf } from '../store/hash.ts'
import { recipeText } from '../store/repositories/recipes.ts'
import { editCell, historyOf } from './cellEdits.ts'
import type { ReadRecipe } from './cellRecipes.ts'
import { summaryOfCell, viewOf } from './cellViews.ts'
import type { ProjectCells } from './cells.ts'
import type { ProjectModel } from './models.ts'
import { addStartingPoint, adoptMorphology, bareModel } from './startingPoint.ts'
import type { Workspace } from './workspace.ts'

/** What the service works with. */
export interface MorphologyParts {
  readonly workspace: Workspace
  readonly cells: ProjectCells
  readonly model: ProjectModel
  readonly samples: SampleCells
  readonly worker: MorphologyWorker
}

/** The cells of a project: reading files, showing them, taking them up into the model. */
export function createMorphologiesService({
  workspace,
  cells,
  model,
  samples,
  worker,
}: MorphologyParts): MorphologiesService {
  const changes = createEmitter<readonly MorphologySummary[]>()

  const summaryOf = (id: string): MorphologySummary => {
    const { value, diagnostics } = cells.read(id)
    return value
      ? summaryOfCell({ id, diagnostics }, value)
      : { ...unreadable, id, name: cells.name(id), diagnostics }
  }
  const list = (): readonly MorphologySummary[] => cells.ids().map(summaryOf)
  workspace.onChange(change => {
    if (change !== 'file') changes.emit(list())
  })

  // A model as it was made for its cell, which nobody has touched since, is made anew for another cell.
  const worthKeeping = (): ModelDocument | undefined => {
    const document = model.document()
    const cell =
      document && cells.ids().includes(document.morphology)
        ? cells.read(document.morphology).value
        : undefined
    if (!document || !cell) return document
    const untouched = startingPointFor(bareModel(document.morphology), cell)
    return isDeepStrictEqual(document, untouched) ? undefined : document
  }

  const adopt = ({ name: fileName, bytes: packed, options = {} }: FileToRead): ImportOutcome => {
    const unpacked = unpackMorphology(fileName, packed)
    if (!unpacked.value) return { summary: undefined, diagnostics: unpacked.diagnostics }
    const { bytes } = unpacked.value
    const name = basename(unpacked.value.name)
    const { value, diagnostics } = readMorphology(name, bytes, options)
    if (!value || hasErrors(diagnostics)) return { summary: undefined, diagnostics }
    const file = hashOf(bytes)
    const usual = Object.keys(options).length === 0
    const recipe = { needs: file, body: { kind: 'read', name, options } satisfies ReadRecipe }
    const id = usual ? file : hashOf(recipeText(recipe))
    const adopted = adoptMorphology(worthKeeping(), id, value)
    workspace.edit({
      label: `Import ${name}`,
      changes: [
        { kind: 'morphology', name: id, body: { name } },
        { kind: 'model', name: 'main', body: adopted },
      ],
      blobs: [bytes],
      recipes: usual ? [] : [recipe],
    })
    workspace.edit({
      label: 'Add a starting point',
      changes: [{ kind: 'model', name: 'main', body: startingPointFor(adopted, value) }],
    })
    return { summary: summaryOfCell({ id, diagnostics }, value), diagnostics }
  }

  return {
    import: async file => adopt(file),
    preview: async file => preview(file),
    entry: async ({ name, bytes, path }) => entryOf(name, bytes, path),
    somaChoices: ({ name, bytes, options = {} }, call) =>
      worker.do('somaChoices', [name, bytes, options], call?.signal),
    file: async ({ id }) => {
      const { name, options } = cells.origin(id)
      return { name, options, bytes: cells.source(id) }
    },
    history: async ({ id }) => historyOf(cells, id),
    edit: async request => editCell({ workspace, cells, model }, request),
    list: async () => list(),
    view: async ({ id }) => viewOf({ id, diagnostics: cells.read(id).diagnostics }, cells.morphology(id)),
    source: async ({ id }) => {
      const name = cells.name(id)
      const text = textOf(cells.source(id))
      if (text === undefined) throw new RpcError('morphologies/no-text', `"${name}" is no text file.`)
      return { name, text }
    },
    samples: async () => samples.list(),
    importSample: async ({ name }) => adopt({ name, bytes: samples.read(name) }),
    remove: async ({ id }) => {
      const name = cells.name(id)
      if (model.document()?.morphology === id) {
        throw new RpcError(
          'morphologies/in-use',
          `"${name}" is the cell of the model. Import or choose another cell before removing it.`,
        )
      }
      workspace.edit({
        label: `Remove ${name}`,
        changes: [{ kind: 'morphology', name: id, body: undefined }],
      })
    },
    onChange: listener => changes.on(listener),
  }
}

/** What a file gives, for looking at. */
function preview({ name, bytes, options = {} }: FileToRead): ImportPreview {
  const file = unpackMorphology(name, bytes)
  if (!file.value) {
    const entries = isZip(bytes) ? reconstructionsIn(name, bytes) : []
    return { view: undefined, diagnostics: file.diagnostics, text: undefined, cells: [], entries }
  }
  const { value, diagnostics } = readMorphology(basename(file.value.name), file.value.bytes, options)
  const view = value && viewOf({ id: '', diagnostics }, value)
  const cells = neuromlCells(name, file.value.bytes)
  return {
    ...{ view, diagnostics, text: textOf(file.value.bytes) },
    cells: cells.length > 1 ? cells : [],
    entries: [],
  }
}

/** Paths of the files of an archive that may be reconstructions. */
function reconstructionsIn(name: string, archive: Uint8Array): readonly string[] {
  return (listArchive(name, archive).value ?? [])
    .map(({ path }) => path)
    .filter(path => judgeName(path.replace(/\.gz$/i, '')) !== 'no')
}

/** @throws RpcError where the archive does not hold it */
function entryOf(name: string, archive: Uint8Array, path: string): FileToRead {
  const { value, diagnostics } = readArchiveEntry(name, archive, path)
  if (value) return { name: basename(path), bytes: value }
  throw new RpcError('morphologies/no-entry', diagnostics[0]?.message ?? '', diagnostics)
}

/** The text of a file, as people read it; undefined where it is none. */
function textOf(bytes: Uint8Array): string | undefined {
  const encoding = decodeText(bytes)?.encoding
  return encoding && new TextDecoder(encoding.split(' ')[0]).decode(bytes)
}

function startingPointFor(document: ModelDocument, morphology: Morphology): ModelDocument {
  return addStartingPoint(document, {
    morphology,
    totalAreaUm2: summarise(morphology).totalAreaUm2,
    pathDistanceUm: measureSections(morphology).pathDistanceUm,
  })
}

/** A stored file that the readers refuse by now: listed with the reason, so that it can be removed. */
const unreadable = {
  format: '',
  points: 0,
  sections: 0,
  sectionsByType: { soma: 0, axon: 0, dend: 0, apic: 0, other: 0 },
  totalLengthUm: 0,
  totalAreaUm2: 0,
  totalVolumeUm3: 0,
} as const
