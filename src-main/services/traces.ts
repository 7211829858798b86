import type { TracesService } from '../contract/traces.ts'
import { writeTracesCsv } from '../files/tracesCsv.ts'
import type { RunSessions } from '../engine/engineSessions.ts'
import type { Workspace } from './workspace.ts'

/** What was recorded, in windows small enough to draw. */
export function createTracesService(workspace: Workspace, sessions: RunSessions): TracesService {
  return {
    window: async request => workspace.store.traces.window(request),
    exportCsv: async ({ probes }, options) => writeTracesCsv(workspace.store, probes, options?.signal),
    onGrow: listener => sessions.onGrow(listener),
  }
}
