import { availableParallelism } from 'node:os'
import type { MachineInfo } from '../../src-engine/kernel/machine.ts'
import { contractVersion } from '../contract/index.ts'
import type { ApplicationInfo, ApplicationService } from '../contract/application.ts'
import { version } from '../host/version.ts'

/** What the service is told about this program. */
export interface ApplicationFacts {
  readonly shell: ApplicationInfo['shell']
  readonly engine: MachineInfo | undefined
  readonly engineProblem: string | undefined
}

/** What this program is and what it can do on this machine. */
export function createApplicationService(facts: ApplicationFacts): ApplicationService {
  const info: ApplicationInfo = { version, contractVersion, processors: availableParallelism(), ...facts }
  return { info: async () => info }
}
