import { declareMessages } from '../../core/diagnostics/catalogue.ts'

/** What lowering says about a file, and what can go wrong in a run of what it made. */
export const loweringMessages = declareMessages({
  'nmodl/index-outside': {
    severity: 'warning',
    text: ({ name, index, length }: { name: string; index: number; length: number }) =>
      `"${name}" has the elements 0 to ${length - 1}; element ${index} reads as 0 and cannot be set.`,
    help: () => 'NEURON reads, and overwrites, whatever number lies behind the array.',
  },
  'nmodl/index-out-of-range': {
    severity: 'error',
    text: ({ name, length }: { name: string; length: number }) =>
      `"${name}" was indexed outside its elements 0 to ${length - 1}.`,
    help: () => 'Check the bounds of the loop and the numbers that the index is made of.',
  },
  'nmodl/series-index': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `The series "${name}" has no number at the place that was asked for.`,
    help: () => 'Give the instance a longer series, or check the index.',
  },
  'nmodl/series-full': {
    severity: 'error',
    text: ({ name }: { name: string }) => `The series "${name}" has no room for more numbers.`,
    help: () => 'Give the instance a series with more room, or make it shorter now and then.',
  },
  'nmodl/loop-too-long': {
    severity: 'error',
    text: ({ limit }: { limit: number }) => `A loop went on for more than ${limit} rounds.`,
    help: () => 'Check that the condition of the loop becomes false.',
  },
  'nmodl/forall-without-array': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `No array is indexed by "${name}" in this FORALL, so it has no range.`,
    help: ({ name }) => `Use an array element such as x[${name}] in its body.`,
  },
  'nmodl/no-convergence': {
    severity: 'error',
    text: ({ block, states }: { block: string; states: string }) =>
      `The equations of "${block}" could not be solved for ${states}: 50 rounds of Newton's method did not converge.`,
    help: () => 'A smaller dt, or states that begin nearer to the solution, may help.',
  },
  'nmodl/too-stiff': {
    severity: 'error',
    text: ({ block, limit }: { block: string; limit: number }) =>
      `One step of "${block}" would take more than ${limit} partial steps: its equations are too stiff for an explicit method.`,
    help: () => 'Solve it with METHOD derivimplicit, or cnexp where the equations are linear.',
  },
  'nmodl/singular': {
    severity: 'error',
    text: ({ block, states }: { block: string; states: string }) =>
      `The equations of "${block}" do not determine ${states}: their matrix is singular.`,
  },
  'nmodl/undetermined': {
    severity: 'error',
    text: ({ block, name }: { block: string; name: string }) =>
      `No equation of "${block}" determines "${name}".`,
  },
  'nmodl/equation-count': {
    severity: 'error',
    text: ({ block, equations, unknowns }: { block: string; equations: number; unknowns: number }) =>
      `"${block}" has ${equations} ${equations === 1 ? 'equation' : 'equations'} for ${unknowns} unknown ${unknowns === 1 ? 'state' : 'states'}.`,
    help: () => 'Write as many equations as there are states in them, or name the unknowns with SOLVEFOR.',
  },
  'nmodl/cnexp-nonlinear': {
    severity: 'warning',
    text: ({ state }: { state: string }) =>
      `METHOD cnexp needs an equation that is linear in "${state}", and this one is not; derivimplicit is used for the whole block.`,
    help: () => 'Write METHOD derivimplicit to say so.',
  },
  'nmodl/removed-method': {
    severity: 'warning',
    text: ({ method, instead }: { method: string; instead: string }) =>
      `METHOD ${method} is not in use any more; ${instead} solves the block instead.`,
  },
  'nmodl/table-intervals': {
    severity: 'error',
    text: ({ limit }: { limit: number }) =>
      `The number of intervals of a TABLE is a whole number from 1 to ${limit}, known before the run.`,
  },
  'nmodl/table-per-instance': {
    severity: 'hint',
    text: ({ name }: { name: string }) =>
      `What "${name}" tabulates differs from instance to instance, so its samples are computed where they are needed.`,
    help: () => 'NEURON keeps one table for all instances, made with the numbers of whichever comes first.',
  },
  'nmodl/function-table-empty': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `FUNCTION_TABLE "${name}" has been called without having been given values.`,
    help: ({ name }) => `Give them with table_${name} before the run.`,
  },
  'nmodl/hook-never-run': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `${name} is never run, in NEURON as here.`,
    help: () => 'BEFORE INITIAL, AFTER INITIAL, BEFORE BREAKPOINT, AFTER SOLVE and BEFORE STEP are.',
  },
  'nmodl/error-called': {
    severity: 'error',
    text: ({ text }: { text: string }) => `The mechanism ended the run: ${text.trim()}`,
  },
})
