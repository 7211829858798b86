import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { checkEventCalls } from './eventCalls.ts'
import { checkEvents } from './events.ts'
import { checkIndependent } from './independent.ts'
import { checkNames } from './names.ts'
import { checkReactions } from './reactions.ts'
import { checkSolves } from './solves.ts'
import { checkStatements } from './statements.ts'
import { checkTables } from './tables.ts'

/** All checks of a model; every one runs, and none depends on another. */
export const checks: readonly ((report: Report, model: MechanismModel) => void)[] = [
  checkNames,
  checkStatements,
  checkSolves,
  checkEvents,
  checkEventCalls,
  checkTables,
  checkReactions,
  checkIndependent,
]
