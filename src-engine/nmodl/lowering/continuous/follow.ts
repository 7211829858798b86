import { ProgramBuilder } from '../../../program/builder.ts'
import type { Effect } from '../../../program/effects.ts'
import type { Program } from '../../../program/program.ts'
import { remembered } from '../breakpoint.ts'
import { callRoutine } from '../calls.ts'
import { Execution, type Setting } from '../execution.ts'
import { ionWrites, readIons, writeIons } from '../ions.ts'
import { runBody } from '../statements.ts'
import { beginEvaluation, ratesAt, turnOf } from './flows.ts'
import { addStores, changedNames, isKept, type Kept } from './stores.ts'

/** Notices effects that a number of evaluations would multiply: events, what is printed, shared numbers. */
class WatchedBuilder extends ProgramBuilder {
  acts = false

  override effect(effect: Effect): void {
    this.acts ||= effect.kind !== 'fault'
    super.effect(effect)
  }
}

/** What follows from the states, apart for every evaluation and for the end of a step. */
export interface Following {
  readonly expose: Program | undefined
  readonly afterStep: Program | undefined
}

/**
 * What follows from the states without integrating them.
 *
 * In every evaluation: the numbers of ions that are states or that the blocks compute; what the currents take from the
 * blocks, so that all of an evaluation belongs to the same states; and in a mechanism without currents the statements of
 * BREAKPOINT. Once a step: procedures under METHOD after_cvode, and a BREAKPOINT without currents that sends events,
 * prints, or makes a variable of its own old number.
 */
export function lowerFollowing(setting: Setting, states: readonly string[], kept: Kept): Following {
  const { model } = setting
  const hasRest = model.breakpoint !== undefined && model.currents.length === 0
  const trial = new WatchedBuilder(model.name)
  const tried = evaluation(setting, trial, states, hasRest)
  const isRepeatable = !trial.acts && remembered(model, tried).length === 0
  const isWanted = (name: string) =>
    !states.includes(name) && (kept.readByCurrents.has(name) || (hasRest && isKept(tried, kept, name)))
  const withRest = hasRest && isRepeatable
  return {
    expose: expose(setting, states, {
      withRest,
      isWanted: name => isWanted(name) && (kept.readByCurrents.has(name) || withRest),
    }),
    afterStep: afterStep(setting, states, kept, hasRest && !isRepeatable),
  }
}

/** The blocks at the present states, and what of BREAKPOINT belongs to an evaluation. */
function evaluation(
  setting: Setting,
  builder: ProgramBuilder,
  states: readonly string[],
  withRest: boolean,
): Execution {
  const execution = new Execution(builder, setting)
  execution.quiet = true
  const values = beginEvaluation(execution, states)
  ratesAt(execution, states, values)
  execution.solvesAreLifted = true
  if (withRest && setting.model.breakpoint) runBody(execution, setting.model.breakpoint)
  return execution
}

function expose(
  setting: Setting,
  states: readonly string[],
  { withRest, isWanted }: { readonly withRest: boolean; readonly isWanted: (name: string) => boolean },
): Program | undefined {
  const { model } = setting
  const tried = evaluation(setting, new ProgramBuilder(model.name), states, withRest)
  const computed = new Set(changedNames(tried))
  const written = ionWrites(model).map(({ name }) => name)
  const needsBlocks =
    written.some(name => computed.has(name) && !states.includes(name)) || [...computed].some(isWanted)
  if (!needsBlocks && !written.some(name => states.includes(name))) return undefined
  const builder = new ProgramBuilder(`${model.name}.expose`)
  if (needsBlocks) {
    const execution = evaluation(setting, builder, states, withRest)
    addStores(execution, isWanted)
    writeIons(execution)
  } else {
    const execution = new Execution(builder, setting)
    beginEvaluation(execution, states)
    writeIons(execution)
  }
  return builder.finish()
}

function afterStep(
  setting: Setting,
  states: readonly string[],
  kept: Kept,
  withRest: boolean,
): Program | undefined {
  const { model } = setting
  const procedures = model.solves.filter(solve => turnOf(model, solve) === 'step')
  if (procedures.length === 0 && !withRest) return undefined
  const builder = new ProgramBuilder(`${model.name}.afterStep`)
  const execution = new Execution(builder, setting)
  readIons(execution)
  for (const { block, span } of procedures) callRoutine(execution, block.name, [], span)
  execution.solvesAreLifted = true
  if (withRest && model.breakpoint) runBody(execution, model.breakpoint)
  writeIons(execution)
  addStores(execution, name => isKept(execution, kept, name))
  return builder.finish()
}
