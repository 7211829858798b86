import * as v from 'valibot'
import type { MachineInfo } from '../../src-engine/kernel/machine.ts'
import type { HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** What this program is and what it can do on this machine. */
export interface ApplicationInfo {
  readonly version: string
  readonly contractVersion: number
  /** Shell around the window. */
  readonly shell: 'electron' | 'web' | 'cli'
  readonly processors: number
  /** Undefined where the engine addon is missing; `engineProblem` then says in one line what to install. */
  readonly engine: MachineInfo | undefined
  readonly engineProblem: string | undefined
}

export interface ApplicationService {
  info: HostMethod<void, ApplicationInfo>
}

export const applicationSpec = {
  info: { kind: 'call', arg: v.void() },
} as const satisfies ServiceSpec<ApplicationService>
