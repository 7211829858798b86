import {
  compileMechanism,
  createSourceText,
  planRuns,
  type SolveRequest,
  solveModel,
} from '../../src-engine/index.ts'
import type { Machine } from '../../src-engine/kernel/machine.ts'
import { oracleMachine } from './oracleMachine.ts'

/** The mechanism that a text of NMODL makes; refuses one with errors. */
export function modelOf(text: string, name = 'test') {
  const { value, diagnostics } = compileMechanism(createSourceText(`${name}.mod`, text))
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

/** Plans the runs of a text. */
export function plan(text: string, request: Partial<SolveRequest> = {}) {
  return planRuns(modelOf(text), { parameters: {}, record: [], ...request })
}

/** Runs the first of a text's runs. */
export async function solveFirst(
  text: string,
  request: Partial<SolveRequest> = {},
  { machine = oracleMachine, every = 1 }: { readonly machine?: Machine; readonly every?: number } = {},
) {
  const { value, diagnostics } = plan(text, request)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return solveModel(modelOf(text), value, { machine, parameters: request.parameters ?? {}, every })
}
