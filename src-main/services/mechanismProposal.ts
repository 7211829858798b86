import * as v from 'valibot'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { checkMechanisms } from '../../src-engine/index.ts'
import { storedIncludes, type IncludeReader, type Includes } from '../engine/includes.ts'
import type { LoadedMechanism, MechanismLibrary } from '../engine/mechanismLibrary.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { DocumentChange } from '../store/repositories/history.ts'
import { serviceMessages } from './diagnostics.ts'

/** A text that is to become a mechanism of the project. */
export interface ProposedText {
  readonly fileName: string
  readonly text: string
  readonly include: IncludeReader
  /** The project's mechanism that it takes the place of, under whatever name. */
  readonly replaces?: string | undefined
}

/** What came of it. */
export interface Proposal {
  /** The edit that would put it into the project; undefined where it has errors. */
  readonly accepted:
    { readonly loaded: LoadedMechanism; readonly changes: readonly DocumentChange[] } | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly includes: Includes
  readonly compileMs: number
}

/** How the project keeps a mechanism. */
export const mechanismBody = v.object({
  fileName: v.string(),
  text: v.string(),
  includes: v.optional(v.record(v.string(), v.string())),
})

/**
 * Compiles a text and looks whether it goes together with the other mechanisms.
 *
 * @param others all mechanisms that it would stand beside
 */
export function proposeMechanism(
  { fileName, text, include, replaces }: ProposedText,
  library: MechanismLibrary,
  store: ProjectStore,
  others: readonly LoadedMechanism[],
): Proposal {
  const { value, diagnostics, includes, ms } = library.compile(fileName, text, include)
  const refused = { accepted: undefined, diagnostics, includes, compileMs: ms }
  if (!value) return refused
  const { name } = value
  const renamed =
    replaces !== undefined && replaces !== name && store.documents.get('mechanism', replaces) !== undefined
  const inUse = renamed && isUsed(store, replaces)
  const beside = others.map(one => one.compiled).filter(one => one.name !== name)
  const together = checkMechanisms([
    ...beside.filter(one => !renamed || inUse || one.name !== replaces),
    value,
  ])
  if (!together.value) return { ...refused, diagnostics: [...diagnostics, ...together.diagnostics] }
  const hidden = library.builtin().some(one => one.compiled.name === name)
  const stored = storedIncludes(includes)
  const body = { fileName, text, ...(stored ? { includes: stored } : {}) }
  return {
    accepted: {
      loaded: { compiled: value, origin: 'project', fileName, text },
      changes: [
        ...(renamed && !inUse ? [{ kind: 'mechanism' as const, name: replaces, body: undefined }] : []),
        { kind: 'mechanism', name, body },
      ],
    },
    diagnostics: [
      ...diagnostics,
      ...(hidden ? [diagnose(serviceMessages, 'mechanism/hides-library', { name })] : []),
      ...(inUse ? [diagnose(serviceMessages, 'mechanism/kept-in-use', { name, before: replaces })] : []),
    ],
    includes,
    compileMs: ms,
  }
}

const modelUses = v.object({
  mechanisms: v.array(v.object({ mechanism: v.string() })),
  pointProcesses: v.array(v.object({ mechanism: v.string() })),
})

/** Whether the project's model has this mechanism somewhere. */
function isUsed(store: ProjectStore, name: string): boolean {
  const parsed = v.safeParse(modelUses, store.documents.get('model', 'main'))
  if (!parsed.success) return false
  const { mechanisms, pointProcesses } = parsed.output
  return [...mechanisms, ...pointProcesses].some(use => use.mechanism === name)
}
