import { ProgramBuilder } from '../../../program/builder.ts'
import type { Program } from '../../../program/program.ts'
import { calledIn } from '../calledNames.ts'
import { Execution, type Setting } from '../execution.ts'
import { readIons } from '../ions.ts'
import { runBody } from '../statements.ts'

/**
 * The program that tells steps of adaptive length where equations jump: BREAKPOINT run for the times that it gives to
 * `at_time`, and for nothing else.
 */
export function lowerStops(setting: Setting): Program | undefined {
  const { model } = setting
  if (!model.breakpoint || !calledIn(model).has('at_time')) return undefined
  const builder = new ProgramBuilder(`${model.name}.stops`)
  const execution = new Execution(builder, setting)
  execution.onlyStops = true
  execution.solvesAreLifted = true
  execution.discontinuities = 'ignored'
  readIons(execution)
  runBody(execution, model.breakpoint)
  return builder.finish()
}
