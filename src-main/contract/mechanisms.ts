import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { IonUse, MechanismField, MechanismKind } from '../../src-engine/kernel/compiledMechanism.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** A mechanism as forms and help need it. */
export interface MechanismInfo {
  readonly name: string
  readonly kind: MechanismKind
  readonly title: string
  readonly fields: readonly MechanismField[]
  readonly ions: readonly IonUse[]
  /** Comes with the program, or belongs to the project. */
  readonly origin: 'library' | 'project'
  readonly fileName: string
  readonly text: string
}

export interface MechanismsService {
  list: HostMethod<void, readonly MechanismInfo[]>
  /** Compiles a .mod file into the project. Errors leave the project as it was. */
  add: HostMethod<
    { readonly fileName: string; readonly text: string },
    { readonly mechanism: MechanismInfo | undefined; readonly diagnostics: readonly Diagnostic[] }
  >
  remove: HostMethod<{ readonly name: string }, void>
  onChange: HostEvent<readonly MechanismInfo[]>
}

export const mechanismsSpec = {
  list: { kind: 'call', arg: v.void() },
  add: {
    kind: 'call',
    arg: v.object({
      fileName: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
      text: v.pipe(v.string(), v.maxLength(2_000_000)),
    }),
  },
  remove: { kind: 'call', arg: v.object({ name: v.string() }) },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<MechanismsService>
