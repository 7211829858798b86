import * as v from 'valibot'
import {
  addFixes,
  createSourceText,
  describeLanguage,
  findCurves,
  ionDefaults,
  listSymbols,
  noCurves,
  type Catalogue,
} from '../../src-engine/index.ts'
import type { MechanismInfo, MechanismsService } from '../contract/mechanisms.ts'
import { recordIncludes, type IncludeReader } from '../engine/includes.ts'
import {
  describeCompiled,
  describeMechanism,
  type LoadedMechanism,
  type MechanismLibrary,
} from '../engine/mechanismLibrary.ts'
import { createEmitter } from '../host/emitter.ts'
import type { Log } from '../host/log.ts'
import { RpcError } from '../rpc/errors.ts'
import type { MechanismFolder } from './mechanismFolder.ts'
import { createDraftMembers } from './mechanismDrafts.ts'
import { mechanismBody, proposeMechanism } from './mechanismProposal.ts'
import type { ProjectDialogs } from './project.ts'
import type { Workspace } from './workspace.ts'

/** What other services need of the mechanisms. */
export interface ProjectMechanisms {
  /** Those of the project, then those that come with the program. */
  all(): readonly LoadedMechanism[]
  catalogue(): Catalogue
}

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

  const loadOne = (name: string, body: unknown): readonly LoadedMechanism[] => {
    const parsed = v.safeParse(mechanismBody, body)
    if (parsed.success) {
      const { fileName, text, includes } = parsed.output
      const compiled = library.compile(fileName, text, path => readStored(includes, path)).value
      if (compiled) return [{ compiled, origin: 'project', fileName, text }]
    }
    // Was compiled when it was added; a newer compiler that refuses it must not keep the project from opening.
    log(`the project's mechanism "${name}" does not compile any more`)
    return []
  }
  const load = () => {
    const project = workspace.store.documents
      .list('mechanism')
      .flatMap(({ name, body }) => loadOne(name, body))
    const names = new Set(project.map(one => one.compiled.name))
    const all = [...project, ...library.builtin().filter(one => !names.has(one.compiled.name))]
    return { all, catalogue: library.catalogue(project) }
  }
  const loaded = () => (known ??= load())
  return { all: () => loaded().all, catalogue: () => loaded().catalogue }
}

function readStored(
  includes: Readonly<Record<string, string>> | undefined,
  path: string,
): string | undefined {
  return includes && Object.hasOwn(includes, path) ? includes[path] : undefined
}

/** What the service works with. */
export interface MechanismParts {
  readonly workspace: Workspace
  readonly library: MechanismLibrary
  readonly mechanisms: ProjectMechanisms
  readonly folder: MechanismFolder
  readonly dialogs: ProjectDialogs | undefined
}

/** The mechanisms that can be put on the cell, and the texts that they are made from. */
export function createMechanismsService(parts: MechanismParts): MechanismsService {
  const { workspace, library, mechanisms, folder } = parts
  const changes = createEmitter<readonly MechanismInfo[]>()
  const list = (): readonly MechanismInfo[] => mechanisms.all().map(describeMechanism)
  workspace.onChange(change => {
    // Nobody listens while the program starts: the library need not be compiled for that.
    if (change !== 'file' && changes.listeners > 0) changes.emit(list())
  })

  /** What a text includes: from the watched folder, or else as the project has kept it. */
  const include: IncludeReader = path => {
    const found = folder.include(path)
    if (found !== undefined) return found
    for (const { body } of workspace.store.documents.list('mechanism')) {
      const parsed = v.safeParse(mechanismBody, body)
      const stored = parsed.success ? readStored(parsed.output.includes, path) : undefined
      if (stored !== undefined) return stored
    }
    return undefined
  }

  return {
    list: async () => list(),
    add: async ({ fileName, text, replaces, inFolder }) => {
      const proposed = { fileName, text, include, replaces }
      const { accepted, diagnostics } = proposeMechanism(proposed, library, workspace.store, mechanisms.all())
      const fixed = addFixes(createSourceText(fileName, text), diagnostics)
      if (!accepted) return { mechanism: undefined, diagnostics: fixed }
      if (inFolder) folder.write(fileName, text)
      const { name } = accepted.loaded.compiled
      workspace.edit({
        label: `${replaces === undefined ? 'Add' : 'Change'} mechanism ${name}`,
        changes: accepted.changes,
      })
      for (const key of [fileName, name, ...(replaces === undefined ? [] : [replaces])])
        workspace.store.drafts.discard(key)
      return { mechanism: describeMechanism(accepted.loaded), diagnostics: fixed }
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

    check: async ({ fileName, text }) => {
      const { value, diagnostics, ms } = library.compile(fileName, text, include)
      const source = createSourceText(fileName, text)
      return {
        mechanism: value && describeCompiled(value),
        diagnostics: addFixes(source, diagnostics),
        symbols: listSymbols(source, recordIncludes(fileName, include).read),
        compileMs: ms,
      }
    },
    curves: async ({ fileName, text, celsius }) => {
      const { value } = library.compile(fileName, text, include)
      if (!value) return noCurves
      const inputs: Record<string, number> = { celsius }
      for (const { ion } of value.ions) {
        const { insideMm, outsideMm, reversalMv } = ionDefaults(ion, [value])
        inputs[`${ion}i`] = insideMm
        inputs[`${ion}o`] = outsideMm
        inputs[`e${ion}`] = reversalMv
      }
      return findCurves(createSourceText(fileName, text), inputs, recordIncludes(fileName, include).read)
    },
    language: async () => describeLanguage(),

    ...createDraftMembers(workspace),
    ...folderMembers(parts),
  }
}

/** Choosing, watching and letting go of a folder. */
function folderMembers({
  folder,
  dialogs,
}: MechanismParts): Pick<
  MechanismsService,
  'folder' | 'watchFolder' | 'unwatchFolder' | 'folderText' | 'onFolder'
> {
  return {
    folder: async () => folder.state(),
    watchFolder: async ({ path }) => {
      if (path !== undefined) return folder.watch(path)
      if (!dialogs) {
        throw new RpcError(
          'mechanisms/path-needed',
          'Say which folder to watch: there are no file dialogs here.',
        )
      }
      const chosen = await dialogs.chooseFolder()
      return chosen === undefined ? folder.state() : folder.watch(chosen)
    },
    unwatchFolder: async () => folder.unwatch(),
    folderText: async ({ fileName }) => {
      const text = folder.text(fileName)
      if (text === undefined) {
        throw new RpcError('mechanisms/not-found', `"${fileName}" is not a file of the watched folder.`)
      }
      return text
    },
    onFolder: listener => folder.onChange(listener),
  }
}
