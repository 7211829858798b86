import { hasErrors } from '../../src-engine/core/checked.ts'
import { type Machine, prepareRun, readStateFacts } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { PreparedRun } from '../../src-engine/simulation/preparedRun.ts'
import { version } from '../host/version.ts'
import { RpcError } from '../rpc/errors.ts'
import type { ProjectCells } from './cells.ts'
import type { ProjectMechanisms } from './mechanisms.ts'

/** What models of a project are prepared with. */
export interface PrepareParts {
  readonly cells: ProjectCells
  readonly mechanisms: ProjectMechanisms
  readonly machine: Machine | undefined
  readonly engineProblem: string | undefined
}

/** The machine. @throws RpcError `runs/no-engine` */
export function machineOf({ machine, engineProblem }: PrepareParts): Machine {
  if (machine) return machine
  throw new RpcError('runs/no-engine', engineProblem ?? 'The engine is missing: install the program again.')
}

/**
 * Prepares a run for a project. Every variable has its place, whether or not it is recorded, so that the
 * state of one run fits another that records something else.
 *
 * @param state that it shall take over, if any
 * @throws RpcError `runs/…` where it cannot run
 */
export function prepareForProject(
  parts: PrepareParts,
  document: ModelDocument,
  threads: number,
  state?: Uint8Array,
): PreparedRun {
  const machine = machineOf(parts)
  const morphology = parts.cells.morphology(document.morphology)
  const facts = state && readStateFacts(state)
  if (facts && !facts.value) throw refusedState(facts.diagnostics[0])
  const prepared = prepareRun(
    document,
    { morphology, catalogue: parts.mechanisms.catalogue() },
    {
      threads,
      layoutThreads: facts?.value?.layoutThreads,
      layoutRanks: facts?.value?.layoutRanks,
      machine,
      keepAll: true,
    },
  )
  if (prepared.value && !hasErrors(prepared.diagnostics)) return prepared.value
  const errors = prepared.diagnostics.filter(({ severity }) => severity === 'error')
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  throw new RpcError(
    'runs/model-not-ready',
    `The model cannot run yet: ${errors[0]?.message ?? ''}${more}`,
    prepared.diagnostics,
  )
}

/** What to throw where a state is not taken over. */
export function refusedState(diagnostic: PreparedDiagnostic | undefined): RpcError {
  return new RpcError(
    'runs/state-refused',
    diagnostic?.message ?? 'The run cannot go on from this saved state.',
    diagnostic ? [diagnostic] : [],
  )
}

type PreparedDiagnostic = ReturnType<typeof readStateFacts>['diagnostics'][number]

/** Texts and compilers of the mechanisms that a model uses. */
export function mechanismFingerprints(
  document: ModelDocument,
  mechanisms: ProjectMechanisms,
): Record<string, string> {
  const uses = [...document.mechanisms, ...document.pointProcesses, ...(document.artificialCells ?? [])]
  const used = new Set(uses.map(({ mechanism }) => mechanism))
  const all = mechanisms.all().filter(({ compiled }) => used.has(compiled.name))
  return Object.fromEntries(all.map(({ compiled }) => [`mechanism ${compiled.name}`, compiled.fingerprint]))
}

/** What determined the numbers besides the model document: the text and compiler of each mechanism, the machine. */
export function fingerprintsOf(
  document: ModelDocument,
  mechanisms: ProjectMechanisms,
  { info }: Machine,
): Record<string, string> {
  return {
    program: version,
    abi: String(info.abi),
    compiler: info.compiler,
    ...mechanismFingerprints(document, mechanisms),
  }
}

/** Names of mechanisms whose text or compiler has changed since, of those that both know. */
export function changedMechanisms(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): readonly string[] {
  const prefix = 'mechanism '
  return Object.entries(before).flatMap(([name, fingerprint]) =>
    name.startsWith(prefix) && now[name] !== undefined && now[name] !== fingerprint
      ? [name.slice(prefix.length)]
      : [],
  )
}
