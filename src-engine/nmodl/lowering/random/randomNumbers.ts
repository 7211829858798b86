import type { MechanismModel } from '../../model/mechanismModel.ts'
import { givenStreamNumbers } from './givenStream.ts'
import { scopBuiltins, scopState } from './scop.ts'
import { streamNumbers } from './streams.ts'

/** Whether a number that is remembered says how far a generator has come. */
export function isOfRandoms(name: string): boolean {
  return name === scopState || name.endsWith('.sequence')
}

/** What random numbers must remember: every stream its place, and the simulation its old generator's state. */
export function randomNumbers(model: MechanismModel, called: ReadonlySet<string>) {
  const takesGiven = ['pick', 'given', 'made'].some(name => called.has(`nrn_random_${name}`))
  const usesScop = Object.keys(scopBuiltins).some(name => called.has(name))
  const shared = { length: undefined, storage: { kind: 'uniform' }, shared: true } as const
  return [
    ...model.randoms.flatMap(takesGiven ? givenStreamNumbers : streamNumbers),
    ...(usesScop ? [{ name: scopState, ...shared }] : []),
  ]
}
