import type { Builtin } from '../language.ts'

/** Why a function of the SCoP library is not there, and what to write instead. */
interface Refusal {
  readonly why: string
  readonly instead: string
}

const readsFile: Refusal = {
  why: 'it reads a file while the simulation runs',
  instead: 'Give its values with a FUNCTION_TABLE, which interpolates between points that the model gives.',
}
const worksOnVectors: Refusal = {
  why: 'it works on whole arrays that it takes by their addresses',
  instead: 'Write it with FROM loops over the elements, or as equations of a LINEAR block.',
}
const isNowhere: Refusal = {
  why: 'NEURON knows the word but has no such function',
  instead: 'Set a variable in INITIAL and test it.',
}

const refusals: Readonly<Record<string, Refusal>> = {
  force: readsFile,
  stepforce: readsFile,
  schedule: readsFile,
  expfit: readsFile,
  derivs: worksOnVectors,
  spline: worksOnVectors,
  invert: worksOnVectors,
  boundary: worksOnVectors,
  deflate: worksOnVectors,
  first_time: isNowhere,
}

/** The functions of the SCoP library that are refused with a reason. */
export const refusedBuiltins: Readonly<Record<string, Builtin>> = Object.fromEntries(
  Object.entries(refusals).map(([name, facts]) => [
    name,
    {
      run(execution, call) {
        execution.report.add('nmodl/library-function', { name, ...facts }, call.callee.span)
        return execution.builder.constant(0)
      },
    } satisfies Builtin,
  ]),
)
