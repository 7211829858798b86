import * as v from 'valibot'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { indexSections, structureDifferences } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import { RpcError } from '../rpc/errors.ts'
import type { NewCondition, StoredCondition } from '../store/repositories/conditions.ts'
import type { ProjectCells } from './cells.ts'
import { serviceMessages } from './diagnostics.ts'
import type { ProjectMechanisms } from './mechanisms.ts'
import { changedMechanisms, mechanismFingerprints } from './preparing.ts'
import type { Workspace } from './workspace.ts'

/** A saved state that the project has, with its name. */
export interface NamedCondition extends StoredCondition {
  readonly name: string
}

/** The conditions of the open project, as other services need them. */
export interface ProjectConditions {
  list(): readonly NamedCondition[]
  /** @throws RpcError `conditions/not-found` */
  get(id: number): NamedCondition
  state(id: number): Uint8Array
  /** Keeps a state, as an edit that can be undone. @returns its id */
  keep(name: string, condition: NewCondition): number
  rename(id: number, name: string): void
  remove(id: number): void
  /** Why runs of a model cannot begin with a condition; with its compartments, where they are known. */
  misfit(condition: NamedCondition, document: ModelDocument, compartments?: number): Diagnostic | undefined
  /** What is wrong with the start that a model's run settings name. */
  check(document: ModelDocument, compartments?: number): readonly Diagnostic[]
}

const bodySchema = v.object({ name: v.string() })

/** Above this two times are different [ms]. */
const closeMs = 1e-9

/** The state that runs of a model shall begin with, and its time, if not their initial values. @throws RpcError where they cannot */
export function startOfRuns(
  conditions: ProjectConditions,
  document: ModelDocument,
): { readonly tMs: number; readonly state: Uint8Array } | undefined {
  const { startFrom } = document.run
  if (startFrom === undefined) return undefined
  const [wrong] = conditions.check(document)
  if (wrong) throw new RpcError('runs/model-not-ready', `The model cannot run yet: ${wrong.message}`, [wrong])
  return { tMs: conditions.get(startFrom).tMs, state: conditions.state(startFrom) }
}

/** @param cells and mechanisms of the same workspace */
export function createProjectConditions(
  workspace: Workspace,
  cells: ProjectCells,
  mechanisms: ProjectMechanisms,
): ProjectConditions {
  const nameOf = (id: number): string | undefined => {
    const parsed = v.safeParse(bodySchema, workspace.store.documents.get('condition', String(id)))
    return parsed.success ? parsed.output.name : undefined
  }
  const get = (id: number): NamedCondition => {
    const name = nameOf(id)
    if (name === undefined)
      throw new RpcError('conditions/not-found', 'This condition is not in the project any more.')
    return { ...workspace.store.conditions.get(id), name }
  }
  const edit = (label: string, id: number, name: string | undefined): void =>
    void workspace.edit({
      label,
      changes: [{ kind: 'condition', name: String(id), body: name === undefined ? undefined : { name } }],
    })

  const reasons = (
    { model, fingerprints, compartments: saved }: NamedCondition,
    document: ModelDocument,
    compartments: number | undefined,
  ): readonly string[] => {
    const cell = cells.ids().includes(document.morphology) ? cells.read(document.morphology).value : undefined
    if (!cell) return []
    const found = structureDifferences(model, document, indexSections(cell))
    if (found.length > 0) return found
    // What follows from values only shows in what comes of them.
    if (compartments !== undefined && compartments > 0 && compartments !== saved)
      return ['its cell is cut into other compartments']
    return changedMechanisms(fingerprints, mechanismFingerprints(document, mechanisms)).map(
      name => `the text of "${name}" has changed`,
    )
  }
  const misfit: ProjectConditions['misfit'] = (condition, document, compartments) => {
    const why = reasons(condition, document, compartments).join('; ')
    const facts = { name: condition.name, why }
    return why === ''
      ? undefined
      : diagnose(serviceMessages, 'model/start-does-not-fit', facts, { subject: 'run.startFrom' })
  }

  return {
    list: () =>
      workspace.store.documents.list('condition').flatMap(({ name, body }) => {
        const parsed = v.safeParse(bodySchema, body)
        return parsed.success
          ? [{ ...workspace.store.conditions.get(Number(name)), name: parsed.output.name }]
          : []
      }),
    get,
    state: id => workspace.store.conditions.state(get(id).id),
    keep: (name, condition) => {
      const id = workspace.store.conditions.put(condition)
      edit(`Keep condition ${name}`, id, name)
      return id
    },
    rename: (id, name) => edit(`Rename condition ${get(id).name} to ${name}`, id, name),
    remove: id => edit(`Remove condition ${get(id).name}`, id, undefined),
    misfit,
    check: (document, compartments) => {
      const { startFrom, tStopMs } = document.run
      if (startFrom === undefined) return []
      const subject = { subject: 'run.startFrom' }
      if (nameOf(startFrom) === undefined) return [diagnose(serviceMessages, 'model/start-gone', {}, subject)]
      const condition = get(startFrom)
      const wrong = misfit(condition, document, compartments)
      if (wrong) return [wrong]
      const { name, tMs } = condition
      return tMs < tStopMs - closeMs
        ? []
        : [
            diagnose(
              serviceMessages,
              'model/start-behind-end',
              { name, tMs: Number(tMs.toFixed(6)), tStopMs },
              subject,
            ),
          ]
    },
  }
}
