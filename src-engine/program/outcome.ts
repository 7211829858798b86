import type { EventKind } from './effects.ts'

/** An event that a program emitted. */
export interface EmittedEvent {
  /** The instance. */
  readonly lane: number
  readonly event: EventKind
  /** As the program gave it [ms]; effects.ts says of what. */
  readonly time: number
  readonly flag: number
}

/** What came of running a program, besides its numbers. */
export interface ProgramOutcome {
  /** The first fault of the first lane that has one; index into `Program.faults`. */
  readonly fault: { readonly lane: number; readonly fault: number } | undefined
  /** In the order of instances, then in the order in which each emitted them. */
  readonly events: readonly EmittedEvent[]
}
