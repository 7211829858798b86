import * as v from 'valibot'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import { checkMechanisms, type Catalogue } from '../../src-engine/index.ts'
import type { MechanismInfo, MechanismsService } from '../contract/mechanisms.ts'
import { describeMechanism, type LoadedMechanism, type MechanismLibrary } from '../engine/mechanismLibrary.ts'
import { createEmitter } from '../host/emitter.ts'
import type { Log } from '../host/log.ts'
import { RpcError } from '../rpc/errors.ts'
import { serviceMessages } from './diagnostics.ts'
import type { Workspace } from './workspace.ts'

/** What other services need of the mechanisms. */
export interface ProjectMechanisms {
  /** Those of the project, then those that come with the program. */
  all(): readonly LoadedMechanism[]
  catalogue(): Catalogue
}

const bodySchema = v.object({ fileName: v.string(), text: v.string() })

/** The mechanisms of the open project, compiled. */
export function createProjectMechanisms(
  workspace: Workspace,
  library: MechanismLibrary,
  log: Log,
): ProjectMechanisms {
  let known: { readonly all: readonly LoadedMechanism[]; readonly catalogue: Catalogue } | undefined
  workspace.onChange(change => {
    if (change !== 'file') known = undefined
  })

  const load = () => {
    const project = workspace.store.documents
      .list('mechanism')
      .flatMap(({ name, body }): LoadedMechanism[] => {
        const parsed = v.safeParse(bodySchema, body)
        const compiled = parsed.success
          ? library.compile(parsed.output.fileName, parsed.output.text).value
          : undefined
        // Was compiled when it was added; a newer compiler that refuses it must not keep the project from opening.
        if (!parsed.success || !compiled) log(`the project's mechanism "${name}" does not compile any more`)
        return parsed.success && compiled ? [{ compiled, origin: 'project', ...parsed.output }] : []
      })
    const names = new Set(project.map(one => one.compiled.name))
    const all = [...project, ...library.builtin().filter(one => !names.has(one.compiled.name))]
    return { all, catalogue: library.catalogue(project) }
  }
  const loaded = () => (known ??= load())
  return { all: () => loaded().all, catalogue: () => loaded().catalogue }
}

/** The mechanisms that can be put on the cell. */
export function createMechanismsService(
  workspace: Workspace,
  library: MechanismLibrary,
  mechanisms: ProjectMechanisms,
): MechanismsService {
  const changes = createEmitter<readonly MechanismInfo[]>()
  const list = (): readonly MechanismInfo[] => mechanisms.all().map(describeMechanism)
  workspace.onChange(change => {
    if (change !== 'file') changes.emit(list())
  })
  return {
    list: async () => list(),
    add: async ({ fileName, text }) => {
      const { value, diagnostics } = library.compile(fileName, text)
      if (!value) return { mechanism: undefined, diagnostics }
      const { name } = value
      const others = mechanisms.all().map(one => one.compiled)
      const together = checkMechanisms([...others.filter(one => one.name !== name), value])
      if (!together.value)
        return { mechanism: undefined, diagnostics: [...diagnostics, ...together.diagnostics] }
      const own = library.builtin().some(one => one.compiled.name === name)
      const hides = own ? [diagnose(serviceMessages, 'mechanism/hides-library', { name })] : []
      workspace.edit({
        label: `Add mechanism ${name}`,
        changes: [{ kind: 'mechanism', name, body: { fileName, text } }],
      })
      const mechanism = describeMechanism({ compiled: value, origin: 'project', fileName, text })
      return { mechanism, diagnostics: [...diagnostics, ...hides] }
    },
    remove: async ({ name }) => {
      if (workspace.store.documents.get('mechanism', name) === undefined) {
        throw new RpcError('mechanisms/not-found', `"${name}" is not a mechanism of this project.`)
      }
      workspace.edit({
        label: `Remove mechanism ${name}`,
        changes: [{ kind: 'mechanism', name, body: undefined }],
      })
    },
    onChange: listener => changes.on(listener),
  }
}
