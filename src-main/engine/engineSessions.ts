import type { Machine } from '../../src-engine/kernel/machine.ts'
import { createEmitter } from '../host/emitter.ts'
import type { Log } from '../host/log.ts'
import type { RunSummary, RunId } from '../contract/runs.ts'

/** The newest voltages of a running simulation. */
export interface LiveFrame {
  readonly run: RunId
  readonly tMs: number
  readonly values: Float32Array
}

/** A trace has grown. */
export interface TraceGrowth {
  readonly probe: number
  readonly samples: number
  readonly toMs: number
}

/** A run began, grew, ended, was renamed, or is gone. */
export type RunChange = { readonly run: RunSummary } | { readonly removed: RunId }

/** What runs tell while they go on, and what they are executed with. */
export interface RunSessions {
  readonly machine: Machine | undefined
  emitFrame(frame: LiveFrame): void
  emitGrow(growth: TraceGrowth): void
  emitChange(change: RunChange): void
  onFrame(listener: (frame: LiveFrame) => void): () => void
  onGrow(listener: (growth: TraceGrowth) => void): () => void
  onChange(listener: (change: RunChange) => void): () => void
  /** Whether anyone watches the voltages, so that they need be read. */
  readonly watched: boolean
}

/** @param machine undefined where the addon is missing */
export function createRunSessions(machine: Machine | undefined, log: Log): RunSessions {
  const onFault = (error: unknown): void => log('a listener of a run failed', error)
  const frames = createEmitter<LiveFrame>(onFault)
  const growth = createEmitter<TraceGrowth>(onFault)
  const changes = createEmitter<RunChange>(onFault)
  return {
    machine,
    emitFrame: frames.emit,
    emitGrow: growth.emit,
    emitChange: changes.emit,
    onFrame: frames.on,
    onGrow: growth.on,
    onChange: changes.on,
    get watched() {
      return frames.listeners > 0
    },
  }
}
