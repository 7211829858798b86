import * as v from 'valibot'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** The open project, in numbers for its header. Every edit is already on disk. */
export interface ProjectSummary {
  /** File name without folder; `Untitled` projects live in the application's own folder until they are named. */
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly undo: string | undefined
  readonly redo: string | undefined
  /** `checking` while the integrity check runs in the background. */
  readonly integrity: 'checking' | 'sound' | 'damaged'
}

/** One edit, newest first. */
export interface HistoryEntry {
  readonly id: number
  readonly label: string
  readonly at: string
  /** False for edits that have been undone and can be redone. */
  readonly applied: boolean
}

/** The project file: undo and redo survive a restart. */
export interface ProjectService {
  current: HostMethod<void, ProjectSummary>
  /** Undoes the newest applied edit and returns the new state. Nothing to undo is not an error. */
  undo: HostMethod<void, ProjectSummary>
  redo: HostMethod<void, ProjectSummary>
  history: HostMethod<{ readonly limit: number }, readonly HistoryEntry[]>
  /** Goes back or forth to just after this edit. */
  goTo: HostMethod<{ readonly id: number }, ProjectSummary>
  /**
   * Opens or creates a project. In Electron `path` is undefined and the host shows the system's dialog; elsewhere
   * the path lies inside the folder of projects that the host was started with.
   */
  open: HostMethod<{ readonly path?: string | undefined }, ProjectSummary>
  create: HostMethod<{ readonly path?: string | undefined }, ProjectSummary>
  /** Projects that were opened before, and those in the host's folder, newest first. */
  recent: HostMethod<
    void,
    readonly { readonly name: string; readonly path: string; readonly openedAt: string }[]
  >
  onChange: HostEvent<ProjectSummary>
}

const maybePath = v.object({ path: v.optional(v.string()) })

export const projectSpec = {
  current: { kind: 'call', arg: v.void() },
  undo: { kind: 'call', arg: v.void() },
  redo: { kind: 'call', arg: v.void() },
  history: {
    kind: 'call',
    arg: v.object({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)) }),
  },
  goTo: { kind: 'call', arg: v.object({ id: v.pipe(v.number(), v.integer()) }) },
  open: { kind: 'call', arg: maybePath },
  create: { kind: 'call', arg: maybePath },
  recent: { kind: 'call', arg: v.void() },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<ProjectService>
