import type { MechanismModel } from '../../model/mechanismModel.ts'
import { calledIn } from '../calledNames.ts'
import { scopBuiltins, scopState } from './scop.ts'
import { streamNumbers } from './streams.ts'

/** What random numbers must remember: every stream its place, and the simulation its old generator's state. */
export function randomNumbers(model: MechanismModel) {
  const uniform = { kind: 'uniform' } as const
  const shared = { length: undefined, storage: uniform, shared: true } as const
  const called = calledIn(model)
  const usesScop = Object.keys(scopBuiltins).some(name => called.has(name))
  return [...model.randoms.flatMap(streamNumbers), ...(usesScop ? [{ name: scopState, ...shared }] : [])]
}
