import type { Body } from '../ast/statements.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'

/** Every body of statements in a file. */
export function bodiesOf(model: MechanismModel): readonly Body[] {
  const blocks = [...model.routines.values(), ...model.solvables.values(), ...model.hooks]
  const single = [model.construct, model.initial, model.breakpoint, model.netReceive?.body, model.destruct]
  return [...single, ...blocks.map(block => block.body)].filter(body => body !== undefined)
}
