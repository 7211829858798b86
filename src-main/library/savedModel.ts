import * as v from 'valibot'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Network } from '../../src-engine/model/checkEvents.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { NetworkDocument } from '../../src-engine/model/networkDocument.ts'
import { modelDocumentSchema } from '../contract/models.ts'
import type { MechanismText } from './mechanisms.ts'
import { libraryMessages, ModelError } from './modelError.ts'

/** The file of a cell. */
export interface SavedMorphology {
  readonly fileName: string
  readonly base64: string
}

/** A model with all that it refers to, in plain JSON. */
export interface SavedModel {
  readonly format: 'hillock-model'
  readonly version: 1
  readonly document: ModelDocument | NetworkDocument
  /** By the hash by which the document refers to them. */
  readonly morphologies: Readonly<Record<string, SavedMorphology>>
  /** The user's own; those that come with the program are not saved. */
  readonly mechanisms: readonly MechanismText[]
}

const {
  morphology,
  discretisation,
  mechanisms,
  properties,
  pointProcesses,
  probes,
  spikes,
  pointers,
  ...network
} = modelDocumentSchema.entries

/** The plain form of a network document; unknown members are refused. */
export const networkDocumentSchema = v.strictObject({
  ...network,
  cells: v.array(
    v.strictObject({
      name: v.string(),
      ...{ morphology, discretisation, mechanisms, properties, pointProcesses, probes, spikes, pointers },
    }),
  ),
})

const savedModelSchema = v.strictObject({
  format: v.literal('hillock-model'),
  version: v.literal(1),
  document: v.union([modelDocumentSchema, networkDocumentSchema]),
  morphologies: v.record(v.string(), v.strictObject({ fileName: v.string(), base64: v.string() })),
  mechanisms: v.array(
    v.strictObject({
      fileName: v.string(),
      text: v.string(),
      includes: v.record(v.string(), v.string()),
    }),
  ),
})

/** A saved model, checked. @throws ModelError */
export function checkedDocument(saved: unknown): SavedModel {
  const parsed = v.safeParse(savedModelSchema, saved)
  if (parsed.success) return parsed.output as SavedModel
  const [issue] = parsed.issues
  const what = `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`
  throw new ModelError([diagnose(libraryMessages, 'library/bad-file', { what })])
}

/** The lists of a document that belong to no cell. */
export function networkOf(document: ModelDocument | NetworkDocument): Network {
  if ('cells' in document) {
    const { version: _version, globals: _globals, run: _run, cells: _cells, ...network } = document
    return network
  }
  const { version: _version, globals: _globals, run: _run, morphology: _morphology, ...rest } = document
  const { discretisation: _cut, mechanisms: _mechanisms, properties: _properties, ...further } = rest
  const {
    pointProcesses: _processes,
    probes: _probes,
    spikes: _spikes,
    pointers: _pointers,
    ...network
  } = further
  return network
}
