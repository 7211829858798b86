import { declareMessages } from '../../core/diagnostics/catalogue.ts'
import { suggest, type UnknownName } from '../symbols/suggest.ts'

/** What the checks of a model say. */
export const checkMessages = declareMessages({
  'nmodl/undeclared-name': {
    severity: 'error',
    text: ({ name, known }: UnknownName) => `"${name}" is not declared${suggest(name, known)}.`,
    help: ({ name }) => `Declare ${name} in PARAMETER, ASSIGNED or STATE, or as LOCAL.`,
  },
  'nmodl/unknown-function': {
    severity: 'error',
    text: ({ name, known }: UnknownName) =>
      `There is no FUNCTION or PROCEDURE "${name}"${suggest(name, known)}.`,
    help: () => 'Define it in this file, or use one of the built-in functions.',
  },
  'nmodl/not-a-variable': {
    severity: 'error',
    text: ({ name, what }: { name: string; what: string }) => `"${name}" is ${what}, not a variable.`,
    help: () => 'A function is called with parentheses after its name.',
  },
  'nmodl/no-value': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" has no value that could stand in an expression.`,
    help: ({ name }) => `Call ${name} in a statement of its own.`,
  },
  'nmodl/argument-count': {
    severity: 'error',
    text: ({ name, expected, found }: { name: string; expected: number; found: number }) =>
      `"${name}" takes ${expected} ${expected === 1 ? 'argument' : 'arguments'}, but gets ${found}.`,
  },
  'nmodl/procedure-as-value': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `The PROCEDURE "${name}" stands for a value, which is always 0.`,
    help: ({ name }) => `Make ${name} a FUNCTION, or call it in a statement of its own.`,
  },
  'nmodl/extra-arguments': {
    severity: 'warning',
    text: ({ name, expected, found }: { name: string; expected: number; found: number }) =>
      `"${name}" takes ${expected} ${expected === 1 ? 'argument' : 'arguments'}, so ${found - expected} of the ${found} given ${found - expected === 1 ? 'has' : 'have'} no effect.`,
  },
  'nmodl/argument-kind': {
    severity: 'error',
    text: ({ name, what }: { name: string; what: string }) => `"${name}" takes ${what} here.`,
  },
  'nmodl/array-without-index': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" is an array, and no element of it is chosen.`,
    help: ({ name }) => `Write ${name}[0] for the first element.`,
  },
  'nmodl/index-without-array': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" is not an array, so it has no elements.`,
  },
  'nmodl/string-as-number': {
    severity: 'error',
    text: (_: object) => 'A text in quotes cannot stand where a number is needed.',
  },
  'nmodl/not-assignable': {
    severity: 'error',
    text: ({ name, what }: { name: string; what: string }) => `"${name}" is ${what} and cannot be assigned.`,
    help: () => 'Use a LOCAL or ASSIGNED variable for the result.',
  },
  'nmodl/unknown-method': {
    severity: 'error',
    text: ({ name, known }: UnknownName) => `"${name}" is not a method${suggest(name, known)}.`,
  },
  'nmodl/method-misfit': {
    severity: 'error',
    text: ({ name, kind }: { name: string; kind: string; fitting: readonly string[] }) =>
      `METHOD ${name} cannot solve a ${kind}.`,
    help: ({ kind, fitting }) => `A ${kind} takes ${fitting.join(', ')}, or no method at all.`,
  },
  'nmodl/no-steady-state': {
    severity: 'error',
    text: ({ name, kind }: { name: string; kind: string }) =>
      `"${name}" is a ${kind} block, which has no steady state to be found.`,
    help: () => 'STEADYSTATE is for DERIVATIVE and KINETIC blocks.',
  },
  'nmodl/never-solved': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `No SOLVE names "${name}", so it never runs.`,
    help: ({ name }) => `Write SOLVE ${name} METHOD … in BREAKPOINT.`,
  },
  'nmodl/unknown-solve': {
    severity: 'error',
    text: ({ name, known }: UnknownName) =>
      `SOLVE names "${name}", but there is no block or PROCEDURE of that name${suggest(name, known)}.`,
  },
  'nmodl/events-without-place': {
    severity: 'error',
    text: (_: object) => 'Connections end only at a POINT_PROCESS or an ARTIFICIAL_CELL.',
    help: () => 'Write POINT_PROCESS in place of SUFFIX.',
  },
  'nmodl/no-weight': {
    severity: 'error',
    text: (_: object) => 'NET_RECEIVE has at least one argument, the weight of a connection.',
    help: () => 'Write NET_RECEIVE (weight).',
  },
  'nmodl/watch-condition': {
    severity: 'error',
    text: (_: object) => 'WATCH compares two numbers with ">" or "<".',
  },
  'nmodl/second-table': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" has a second TABLE.`,
    help: () => 'Name everything that is tabulated in one TABLE.',
  },
  'nmodl/table-argument': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `"${name}" has a TABLE, so it takes exactly one argument, along which it is tabulated.`,
  },
  'nmodl/table-names': {
    severity: 'error',
    text: ({ name, kind }: { name: string; kind: 'FUNCTION' | 'PROCEDURE' }) =>
      kind === 'FUNCTION'
        ? `The TABLE of the FUNCTION "${name}" names variables, but only the function itself is tabulated.`
        : `The TABLE of the PROCEDURE "${name}" does not say which variables are tabulated.`,
    help: ({ kind }) =>
      kind === 'FUNCTION' ? 'Write TABLE FROM … TO … WITH ….' : 'Write TABLE a, b FROM … TO … WITH ….',
  },
  'nmodl/volume-of-nothing': {
    severity: 'warning',
    text: ({ name, known }: UnknownName) =>
      `COMPARTMENT names "${name}", which is declared nowhere${suggest(name, known)}; it is left out.`,
  },
  'nmodl/not-a-state-in': {
    severity: 'error',
    text: ({ name, word, known }: UnknownName & { word: string }) =>
      `${word} names "${name}", which is not a STATE${suggest(name, known)}.`,
  },
  'nmodl/misplaced-statement': {
    severity: 'error',
    text: ({ what, where }: { what: string; where: string }) => `${what} cannot stand ${where}.`,
  },
  'nmodl/not-a-state': {
    severity: 'error',
    text: ({ name, known }: UnknownName) =>
      `"${name}'" is solved for, but "${name}" is not a STATE${suggest(name, known)}.`,
    help: ({ name }) => `Declare ${name} in the STATE block.`,
  },
  'nmodl/never-assigned': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `"${name}" is read but never assigned; it is 0.`,
    help: ({ name }) => `Assign ${name}, or make it a PARAMETER with a value.`,
  },
  'nmodl/no-lasting-effect': {
    severity: 'warning',
    text: ({ name, what }: { name: string; what: string }) =>
      `Assigning "${name}", ${what}, changes only what this pass over the statements sees.`,
  },
  'nmodl/function-without-value': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `The FUNCTION "${name}" never assigns "${name}", so its value is 0.`,
  },
  'nmodl/independent-not-t': {
    severity: 'error',
    text: ({ name }: { name: string }) => `Equations are solved along "t", not along "${name}".`,
    help: ({ name }) => `Write t in place of ${name}, or SWEEP before it.`,
  },
})
