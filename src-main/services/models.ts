import * as v from 'valibot'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import { modelDocumentSchema, type ModelsService, type ModelState } from '../contract/models.ts'
import { sizeModel } from '../engine/modelSize.ts'
import { createEmitter } from '../host/emitter.ts'
import { RpcError } from '../rpc/errors.ts'
import type { ProjectCells } from './cells.ts'
import type { ProjectConditions } from './conditions.ts'
import { serviceMessages } from './diagnostics.ts'
import type { ProjectMechanisms } from './mechanisms.ts'
import type { Workspace } from './workspace.ts'

/** The open project's model, as other services need it. */
export interface ProjectModel {
  document(): ModelDocument | undefined
  state(): ModelState
}

const nothing: ModelState = {
  document: undefined,
  diagnostics: [],
  compartments: 0,
  compartmentsOfSection: new Int32Array(0),
}

/** What a project's model is checked with. */
export interface ModelParts {
  readonly workspace: Workspace
  readonly cells: ProjectCells
  readonly mechanisms: ProjectMechanisms
  readonly conditions: ProjectConditions
}

/** The model of the open project. */
export function createProjectModel({ workspace, cells, mechanisms, conditions }: ModelParts): ProjectModel {
  let known: ModelState | undefined
  workspace.onChange(change => {
    if (change !== 'file') known = undefined
  })

  const stored = (): {
    readonly document: ModelDocument | undefined
    readonly diagnostics: readonly Diagnostic[]
  } => {
    const body = workspace.store.documents.get('model', 'main')
    if (body === undefined) return { document: undefined, diagnostics: [] }
    const parsed = v.safeParse(modelDocumentSchema, body)
    if (parsed.success) return { document: parsed.output, diagnostics: [] }
    const where = v.getDotPath(parsed.issues[0]) ?? ''
    return { document: undefined, diagnostics: [diagnose(serviceMessages, 'model/unreadable', { where })] }
  }

  const compute = (): ModelState => {
    const { document, diagnostics } = stored()
    if (!document) return { ...nothing, diagnostics }
    const cell = cells.read(document.morphology)
    if (!cell.value) return { ...nothing, document, diagnostics: cell.diagnostics }
    const size = sizeModel(document, cell.value, mechanisms.catalogue())
    const start = conditions.check(document, size.compartments)
    return { document, ...size, diagnostics: [...size.diagnostics, ...start] }
  }

  return {
    document: () => stored().document,
    state: () => (known ??= compute()),
  }
}

/** Everything on the cell. Every save is an edit on the disk. */
export function createModelsService(
  workspace: Workspace,
  model: ProjectModel,
  cells: ProjectCells,
): ModelsService {
  const changes = createEmitter<ModelState>()
  workspace.onChange(change => {
    if (change !== 'file') changes.emit(model.state())
  })
  return {
    current: async () => model.state(),
    save: async ({ document, label, gesture }) => {
      if (!cells.ids().includes(document.morphology)) {
        throw new RpcError('models/no-such-cell', 'The model names a cell that is not in the project.')
      }
      workspace.edit({ label, gesture, changes: [{ kind: 'model', name: 'main', body: document }] })
      return model.state()
    },
    onChange: listener => changes.on(listener),
  }
}
