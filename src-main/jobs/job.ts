import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { Job } from '../contract/jobs.ts'

/** How a piece of work ended by itself. */
export interface JobOutcome {
  readonly diagnostics: readonly Diagnostic[]
}

/** What a piece of work gets from the queue that runs it. */
export interface JobContext {
  readonly signal: AbortSignal
  /** Tells how far it is; may be called as often as one likes. */
  progress(done: number): void
  /** Resolves at once, or when a paused job is resumed; call it between stretches of work. */
  whenRunning(): Promise<void>
}

/** A piece of work to queue. It fails where its outcome holds an error, and is cancelled where it throws on abort. */
export interface Work {
  readonly kind: Job['kind']
  readonly title: string
  readonly total: number
  readonly unit: string
  readonly run: number | undefined
  readonly sweep?: number | undefined
  execute(context: JobContext): Promise<JobOutcome>
  /** Called on every change of state, before anyone else hears of it. */
  onState(state: Job['state']): void
}

/** States in which a job is over. */
export function isOver(state: Job['state']): boolean {
  return state === 'finished' || state === 'failed' || state === 'cancelled'
}
