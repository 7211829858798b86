import type { ProgramBuilder } from '../../program/builder.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { Execution } from './execution.ts'
import { language } from './registry.ts'

/** A run over statements of a model that computes what TABLE would look up, not yet begun. */
export function createExecution(builder: ProgramBuilder, model: MechanismModel, report: Report): Execution {
  return new Execution(builder, { model, report, language, tables: undefined, memory: new Set() })
}
