import type { Program } from '../program/program.ts'

/** What a field of a mechanism is to the person who uses it. */
export type FieldRole = 'parameter' | 'state' | 'assigned' | 'current'

/** One named number of a mechanism, as forms, help and scripts see it. */
export interface MechanismField {
  readonly name: string
  readonly role: FieldRole
  /** `range`: one for each instance, visible. `global`: one for the mechanism, visible. `hidden`: one for each instance, not visible. */
  readonly scope: 'range' | 'global' | 'hidden'
  /** As written between the parentheses; '' where none was given, '1' where dimensionless was said. */
  readonly unit: string
  /** Value at creation. */
  readonly default: number
  /** Limits given in the text; for forms, not enforced. */
  readonly limits?: readonly [low: number, high: number]
  /** The comment that stands beside its declaration. */
  readonly comment?: string
}

/** How a mechanism uses one ion. */
export interface IonUse {
  readonly ion: string
  /** Variables read, of `eX`, `Xi`, `Xo`, `iX`. */
  readonly reads: readonly string[]
  readonly writes: readonly string[]
  readonly valence: number | undefined
}

/** A mechanism ready to be bound to instances: what it is, and its lane programs. */
export interface CompiledMechanism {
  /** SUFFIX or POINT_PROCESS name. */
  readonly name: string
  readonly kind: 'density' | 'point'
  readonly title: string
  readonly fields: readonly MechanismField[]
  readonly ions: readonly IonUse[]
  /**
   * The programs of each hook; absent where there is nothing to do.
   * `initialise` also sets states without INITIAL statement to their `state0` value.
   * `current` adds to `node.rhs` and `node.diagonal` (see kernel/abi.ts) and to the ion currents.
   * `state` is the update of SOLVE with the new v.
   */
  readonly programs: {
    readonly initialise: Program | undefined
    readonly current: Program | undefined
    readonly state: Program | undefined
  }
  /** Changes whenever the text, the compiler or the ABI changes. */
  readonly fingerprint: string
}
