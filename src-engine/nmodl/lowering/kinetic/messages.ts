/** What is said about KINETIC and LINEAR blocks. */
export const kineticMessages = {
  'nmodl/kinetic-method': {
    severity: 'warning',
    text: ({ method }: { method: string }) =>
      `METHOD ${method} cannot solve a KINETIC block; it is solved by sparse, an implicit step.`,
    help: () => 'Write METHOD sparse to say so. NEURON refuses the file or runs it wrongly.',
  },
  'nmodl/rate-without-parentheses': {
    severity: 'warning',
    text: (_: object) =>
      'NEURON 8 multiplies only the last term of this rate with the reactants, as if they stood behind it; here the whole rate counts.',
    help: () => 'Put the rate in parentheses of its own: both then compute the same.',
  },
  'nmodl/reaction-index': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `Which element of "${name}" reacts here is not known before the run.`,
    help: () => 'Use a number, a DEFINE name, or the variable of a FROM loop with such bounds as index.',
  },
  'nmodl/too-many-conserve': {
    severity: 'error',
    text: (_: object) => 'There are more CONSERVE statements than states in them, so they cannot all hold.',
    help: () => 'Each CONSERVE takes the place of the balance of one of its states; leave one out.',
  },
  'nmodl/not-linear': {
    severity: 'error',
    text: ({ block }: { block: string }) => `This equation of LINEAR "${block}" is not linear in its states.`,
    help: () => 'States may be multiplied by numbers and other variables; for anything else use NONLINEAR.',
  },
} as const
