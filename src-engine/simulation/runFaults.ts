import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type { Asking, RunFault } from '../kernel/machine.ts'
import type { NativeModel } from '../kernel/abi.ts'
import { describeProgramFault } from '../mechanisms/programFaults.ts'
import { continuousColumns } from './adaptiveSets.ts'
import type { AssembledGroup } from './assembleGroup.ts'
import { runMessages } from './diagnostics.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { PreparedCells } from './preparedRun.ts'
import { stateColumns } from './stateColumns.ts'

/** A fault of an instance. */
type NotVoltage = Exclude<RunFault, { readonly kind: 'voltage' | 'circuit' }>

/** The set of instances that a fault is about. */
function setOf(fault: NotVoltage, { weights, owners, sets }: AssembledGroup): InstanceSet | undefined {
  if (fault.kind === 'program') return owners[fault.list]?.[fault.call]
  if (fault.kind === 'integration') return continuousColumns({ sets })[fault.column]?.set
  if (fault.kind === 'state') return stateColumns({ sets })[fault.column]?.set
  return [...weights].find(([, { receiver }]) => receiver === fault.receiver)?.[0]
}

/** Whose fault it is, in people's names. */
export function whoseFault(
  fault: NotVoltage,
  groups: readonly AssembledGroup[],
  model: NativeModel,
): ReturnType<PreparedCells['whose']> {
  const group = groups[fault.group]
  const set = group && setOf(fault, group)
  if (!group || !set) throw new InternalError('a run ended in nobody’s fault', { group: fault.group })
  const lane = fault.kind === 'program' ? fault.lane : fault.instance
  const node = set.node[lane]
  const call = fault.kind === 'program' ? group.native.calls[fault.list]?.[fault.call] : undefined
  const program = call && model.programs[call.program]
  return {
    mechanism: set.mechanism.name,
    voltage: node === undefined ? undefined : group.nodes.columns.v + node,
    name: set.nameOf(lane),
    fault: fault.kind === 'program' ? program?.faults[fault.fault] : undefined,
    ...(fault.kind === 'integration' ? { state: continuousColumns(group)[fault.column]?.state ?? '' } : {}),
    ...(fault.kind === 'state' ? { state: stateColumns(group)[fault.column]?.state ?? '' } : {}),
  }
}

/** The mechanism of a fault, and what people call the instance. */
function named(
  fault: NotVoltage,
  prepared: Pick<PreparedCells, 'whose'>,
  placeOf: (address: number) => string,
) {
  const { mechanism, voltage, name, fault: reason, state } = prepared.whose(fault)
  const isProcess = name.startsWith('"')
  const place = isProcess || voltage === undefined ? name : placeOf(voltage)
  return { mechanism, place, reason, ...(state === undefined ? {} : { state }) }
}

/** The mechanism that asked for something, and what people call the instance. */
export function whoAsked(
  { group, timeMs, list, call, lane }: Asking,
  prepared: Pick<PreparedCells, 'whose'>,
  placeOf: (address: number) => string,
): { readonly mechanism: string; readonly place: string } {
  return named({ kind: 'program', group, timeMs, list, call, lane, fault: -1 }, prepared, placeOf)
}

/** Says which mechanism ended a run, with its `stoprun`. */
export function describeHalt(
  halt: Asking,
  prepared: Pick<PreparedCells, 'whose'>,
  placeOf: (address: number) => string,
): Diagnostic {
  const { mechanism, place } = whoAsked(halt, prepared, placeOf)
  return diagnose(runMessages, 'run/ended-by-mechanism', { mechanism, place, timeMs: halt.timeMs })
}

/** The unknown of a circuit that kept a step from becoming longer: borders come behind the columns of states. */
function circuitUnknown(
  { group, column, instance }: Extract<RunFault, { readonly kind: 'integration' }>,
  { model, circuits }: Pick<PreparedCells, 'model' | 'circuits'>,
): string | undefined {
  const border = column - (model.groups[group]?.adaptive?.states.length ?? 0)
  return circuits[group]?.[border]?.[instance]
}

/**
 * What to tell of the end of a run.
 *
 * @param placeOf the place whose voltage lies at an address
 */
export function describeFault(
  fault: RunFault,
  prepared: Pick<PreparedCells, 'model' | 'whose' | 'circuits'>,
  placeOf: (address: number) => string,
): Diagnostic {
  const { timeMs } = fault
  if (fault.kind === 'voltage') {
    const place = placeOf(prepared.model.groups[fault.group]!.nodeColumns[0]! + fault.node)
    return diagnose(runMessages, 'run/voltage-not-finite', { place, timeMs })
  }
  if (fault.kind === 'circuit') {
    const unknown = prepared.circuits[fault.group]?.[fault.border]?.[fault.unknown] ?? ''
    return diagnose(runMessages, 'run/circuit-open', { unknown, timeMs })
  }
  if (fault.kind === 'integration' && fault.node !== undefined) {
    const place = placeOf(prepared.model.groups[fault.group]!.nodeColumns[0]! + fault.node)
    return diagnose(runMessages, 'run/step-too-small', { state: 'v', place, timeMs, why: fault.why })
  }
  const unknown = fault.kind === 'integration' ? circuitUnknown(fault, prepared) : undefined
  if (fault.kind === 'integration' && unknown !== undefined)
    return diagnose(runMessages, 'run/step-too-small', {
      state: unknown,
      place: 'the circuit',
      timeMs,
      why: fault.why,
    })
  const { mechanism, place, reason, state = '' } = named(fault, prepared, placeOf)
  if (fault.kind === 'integration')
    return diagnose(runMessages, 'run/step-too-small', {
      state: `${mechanism}.${state}`,
      place,
      timeMs,
      why: fault.why,
    })
  if (fault.kind === 'state')
    return diagnose(runMessages, 'run/state-not-finite', { state: `${mechanism}.${state}`, place, timeMs })
  if (fault.kind === 'event')
    return diagnose(runMessages, 'run/bad-event', { mechanism, place, timeMs, what: fault.what })
  const { code = '', facts = {} } = reason ?? {}
  const told = describeProgramFault(code, facts)
  return diagnose(runMessages, 'run/program-fault', { mechanism, place, timeMs, ...told })
}
