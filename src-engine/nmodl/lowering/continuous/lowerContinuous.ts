import {
  type ContinuousPrograms,
  type ContinuousState,
  rateColumn,
} from '../../../kernel/compiledMechanism.ts'
import { ProgramBuilder } from '../../../program/builder.ts'
import type { Program } from '../../../program/program.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { MechanismModel } from '../../model/mechanismModel.ts'
import { Execution, type Setting } from '../execution.ts'
import { ionWrites } from '../ions.ts'
import { isKept as keepsSum } from '../kinetic/absorb.ts'
import { storeDiffusion } from '../kinetic/diffusion.ts'
import { runScheme } from '../kinetic/runScheme.ts'
import { variableName } from '../names.ts'
import { findObstacle, type Obstacle } from './fixedStep.ts'
import { beginEvaluation, flowingStates, ratesAt, turnOf } from './flows.ts'
import { lowerFollowing } from './follow.ts'
import { addOwnSolve } from './ownJacobian.ts'
import { addStores, isKept, type Kept } from './stores.ts'

/** What becomes of a mechanism under steps of adaptive length; both are absent where it has no states that flow. */
export interface LoweredContinuous {
  readonly continuous?: ContinuousPrograms
  readonly obstacle?: Obstacle
}

/**
 * The programs by which the states of a mechanism go on in continuous time, whatever METHOD its blocks name:
 *
 *     DERIVATIVE states { m' = (minf - m)/mtau }      →      rate:m = (minf - m)/mtau
 *     ~ a <-> b (kf, kb)                              →      rate:a = kb·b - kf·a,  rate:b = kf·a - kb·b
 */
export function lowerContinuous(setting: Setting, kept: Kept): LoweredContinuous {
  const { model } = setting
  if (model.kind !== 'density' && model.kind !== 'point') return {}
  const obstacle = findObstacle(model) ?? brokenConservation(setting) ?? readOnlyState(setting)
  if (obstacle) return { obstacle }
  const states = flowingStates(new Execution(new ProgramBuilder(model.name), setting))
  if (states.length === 0) return {}
  const rates = lowerRates(setting, states, kept)
  const solve = lowerSolve(setting, states)
  if (!rates || !solve) {
    const { span } = model.solves[0] ?? { span: { start: 0, end: 0 } }
    return { obstacle: { text: 'its states are too many to be solved for together', span } }
  }
  const { expose, afterStep } = lowerFollowing(setting, states, kept)
  return {
    continuous: {
      states: states.map(state => describeState(model, state)),
      rates,
      solve,
      ...(expose ? { expose } : {}),
      ...(afterStep ? { afterStep } : {}),
    },
  }
}

function describeState(model: MechanismModel, state: string): ContinuousState {
  const declared = model.states.find(({ name }) => name.name === variableName(state))
  const written = ionWrites(model).find(({ name }) => name === state)
  return { column: state, scale: declared?.tolerance ?? 1, ...(written ? { ion: written } : {}) }
}

function lowerRates(setting: Setting, states: readonly string[], kept: Kept): Program | undefined {
  const builder = new ProgramBuilder(`${setting.model.name}.rates`)
  const execution = new Execution(builder, setting)
  const values = beginEvaluation(execution, states)
  const rates = ratesAt(execution, states, values)
  rates.forEach((value, index) =>
    builder.effect({ kind: 'store', name: rateColumn(states[index] ?? ''), value }),
  )
  for (const block of kineticBlocks(setting.model)) storeDiffusion(execution, block)
  addStores(execution, name => !states.includes(name) && isKept(execution, kept, name))
  return builder.finish()
}

function lowerSolve(setting: Setting, states: readonly string[]): Program | undefined {
  const builder = new ProgramBuilder(`${setting.model.name}.solve`)
  return addOwnSolve(new Execution(builder, setting), states) ? builder.finish() : undefined
}

/** A CONSERVE that says something else than the reactions do: no fluxes keep it. */
function brokenConservation(setting: Setting): Obstacle | undefined {
  for (const block of kineticBlocks(setting.model)) {
    const execution = new Execution(new ProgramBuilder(setting.model.name), setting)
    const scheme = execution.rehearse(() => runScheme(execution, block))
    if (scheme.conservations.every(conservation => keepsSum(scheme, conservation))) continue
    return {
      text: `a CONSERVE of ${block.name.name} holds a sum that its reactions change`,
      span: block.name.span,
    }
  }
  return undefined
}

function kineticBlocks(model: MechanismModel): readonly SolvableBlock[] {
  const flows = model.solves.filter(solve => turnOf(model, solve) === 'flow')
  return flows
    .flatMap(({ block }) => model.solvables.get(block.name) ?? [])
    .filter(({ kind }) => kind === 'kinetic')
}

/** A state that is an ion's number and is not written into it: it starts anew from the ion in each step. */
function readOnlyState(setting: Setting): Obstacle | undefined {
  const { model } = setting
  const states = flowingStates(new Execution(new ProgramBuilder(model.name), setting))
  for (const { reads, writes, span } of model.ions) {
    const name = reads.find(read => states.includes(read) && !writes.includes(read))
    if (name !== undefined) return { text: `the state ${name} is only read from its ion`, span }
  }
  return undefined
}
