import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can be wrong with a sweep. */
export const sweepMessages = declareMessages({
  'sweep/nothing-to-vary': {
    severity: 'error',
    text: () => 'The sweep varies nothing: it has no parameters, or no variants.',
    help: () => 'Give at least one parameter, and values, a count or rows.',
  },
  'sweep/parameter-twice': {
    severity: 'error',
    text: ({ parameter }: { parameter: string }) => `Two parameters of the sweep are called "${parameter}".`,
  },
  'sweep/no-such-target': {
    severity: 'error',
    text: ({ parameter, what }: { parameter: string; what: string }) =>
      `The parameter "${parameter}" of the sweep has nothing to vary: the model has no ${what}.`,
    help: () => 'A sweep varies what the model has: insert the mechanism there, or add the process, first.',
  },
  'sweep/range-missing': {
    severity: 'error',
    text: ({ parameter, what }: { parameter: string; what: string }) =>
      `The parameter "${parameter}" of the sweep needs ${what}.`,
  },
  'sweep/log-of-range': {
    severity: 'error',
    text: ({ parameter, from, to }: { parameter: string; from: number; to: number }) =>
      `The parameter "${parameter}" cannot go from ${from} to ${to} in equal ratios: both must be above 0, or both below.`,
    help: () => 'Set its scale to linear.',
  },
  'sweep/row-length': {
    severity: 'error',
    text: ({ row, values, parameters }: { row: number; values: number; parameters: number }) =>
      `Row ${row} of the sweep has ${values} values, and there are ${parameters} parameters.`,
  },
  'sweep/not-finite': {
    severity: 'error',
    text: ({ parameter }: { parameter: string }) =>
      `The parameter "${parameter}" of the sweep gets a value that is not a number.`,
  },
  'sweep/unknown-column': {
    severity: 'error',
    text: ({ name }: { name: string }) => `The column "${name}" of the list says nothing that can be varied.`,
    help: () =>
      'Write a parameter as "hh.gnabar@soma", a property as "Ra@all", a process’s as "clamp.amp", a GLOBAL as "hh.q10", or "celsius", "v_init".',
  },
  'sweep/initial-value-of-state': {
    severity: 'error',
    text: ({ parameter }: { parameter: string }) =>
      `The parameter "${parameter}" of the sweep varies the initial potential, which counts for nothing where runs begin with a saved state.`,
    help: () => 'Let the sweep begin with initial values, or vary something else.',
  },
  'sweep/medium-needs-whole-trace': {
    severity: 'error',
    text: ({ electrode }: { electrode: string }) =>
      `The electrode "${electrode}" lies in a medium that depends on frequency, whose effect needs a run from its beginning.`,
    help: () => 'Let the sweep begin with initial values, or give the electrode a resistive medium.',
  },
  'sweep/too-many-dimensions': {
    severity: 'error',
    text: ({ parameters, most }: { parameters: number; most: number }) =>
      `Sobol’s sequence is there for up to ${most} parameters, and the sweep has ${parameters}.`,
    help: () => 'Choose the design random.',
  },
  'sweep/too-many-variants': {
    severity: 'error',
    text: ({ count, most }: { count: number; most: number }) =>
      `The sweep has ${count} variants; at most ${most} are possible.`,
    help: () => 'Take fewer values of a grid, or draw points at random.',
  },
})
