import { declareMessages } from '../core/diagnostics/catalogue.ts'
import { loweringMessages } from './lowering/messages.ts'
import { eventMessages } from './lowering/events/messages.ts'
import { kineticMessages } from './lowering/kinetic/messages.ts'
import { libraryMessages } from './lowering/library/messages.ts'
import { randomMessages } from './lowering/random/messages.ts'
import { suggest } from './symbols/suggest.ts'
import { unitMessages } from './units/messages.ts'

/** Facts of a message about a name that nobody knows: the name, and the names that could have been meant. */
interface UnknownName {
  readonly name: string
  readonly known: Iterable<string>
}

/** Everything the NMODL compiler says about a file. */
export const nmodlMessages = declareMessages({
  ...unitMessages,
  ...eventMessages,
  ...libraryMessages,
  ...randomMessages,
  ...kineticMessages,
  'nmodl/unclosed-block': {
    severity: 'error',
    text: ({ opening, closing }: { opening: string; closing: string }) =>
      `"${opening}" is never closed by "${closing}".`,
    help: ({ closing }) => `Write ${closing} after the last line that belongs to it.`,
  },
  'nmodl/text-after-end': {
    severity: 'warning',
    text: ({ closing }: { closing: string }) =>
      `What follows ${closing} on its line is left out, as in NEURON.`,
    help: () => 'Move it to a line of its own.',
  },
  'nmodl/unclosed-string': {
    severity: 'error',
    text: (_: object) => 'This text in quotes does not end on its line.',
    help: () => 'Close it with a quotation mark.',
  },
  'nmodl/unknown-character': {
    severity: 'error',
    text: ({ shown }: { shown: string }) => `The character "${shown}" has no meaning in NMODL.`,
    help: () => 'Remove it, or begin a comment with a colon.',
  },
  'nmodl/number-too-large': {
    severity: 'error',
    text: ({ shown }: { shown: string }) => `"${shown}" is larger than any number that can be computed with.`,
  },
  'nmodl/syntax': {
    severity: 'error',
    text: ({ expected, found }: { expected: string; found: string }) =>
      `Expected ${expected}, but found ${found}.`,
  },
  'nmodl/too-deep': {
    severity: 'error',
    text: ({ limit }: { limit: number }) =>
      `Braces, parentheses or signs are nested more than ${limit} deep.`,
    help: () => 'Split the expression with LOCAL variables.',
  },
  'nmodl/too-long': {
    severity: 'error',
    text: ({ limit }: { limit: number }) => `This statement has more than ${limit} operators.`,
    help: () => 'Split it with LOCAL variables.',
  },
  'nmodl/unknown-block': {
    severity: 'error',
    text: ({ word, known }: { word: string; known: Iterable<string> }) =>
      `"${word}" does not begin a block of an NMODL file${suggest(word, known)}.`,
    help: () => 'A block begins with a word such as NEURON, PARAMETER, STATE or BREAKPOINT.',
  },
  'nmodl/unknown-neuron-statement': {
    severity: 'error',
    text: ({ word, known }: { word: string; known: Iterable<string> }) =>
      `"${word}" is not a statement of the NEURON block${suggest(word, known)}.`,
    help: ({ known }) => `It takes ${[...known].join(', ')}.`,
  },
  'nmodl/removed-word': {
    severity: 'error',
    text: ({ word }: { word: string; instead: string }) => `${word} is no longer part of NMODL.`,
    help: ({ instead }) => instead,
  },
  'nmodl/empty-array': {
    severity: 'error',
    text: (_: object) => 'An array has at least one element.',
  },
  'nmodl/include-not-found': {
    severity: 'error',
    text: ({ name }: { name: string }) => `The file "${name}" cannot be included: it was not found.`,
    help: () => 'A file that is included lies in the folder of the file that includes it, or below it.',
  },
  'nmodl/include-cycle': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" is being included already, so it would include itself.`,
    help: () => 'Take one of the INCLUDE statements out.',
  },
  'nmodl/not-supported-yet': {
    severity: 'error',
    text: ({ what }: { what: string }) => `Hillock cannot run ${what} yet.`,
    help: () => 'The mechanism cannot be used until this part of it is removed or rewritten.',
  },
  'nmodl/verbatim': {
    severity: 'error',
    text: ({ why }: { why: string; instead: string }) =>
      `This C code is needed in a run but cannot be run: ${why}.`,
    help: ({ instead }) => (instead === '' ? 'Write what it does in NMODL statements.' : instead),
  },
  'nmodl/verbatim-left-out': {
    severity: 'warning',
    text: ({ why }: { why: string; instead: string }) =>
      `This C code has no meaning here: ${why}. Whatever holds it cannot be called.`,
    help: ({ instead }) => (instead === '' ? 'Write what it does in NMODL statements.' : instead),
  },
  'nmodl/second-derivative': {
    severity: 'error',
    text: ({ state }: { state: string }) => `"${state}''" is a second derivative, which no method can solve.`,
    help: ({ state }) => `Add a state for ${state}' and write two equations of the first order.`,
  },
  'nmodl/unnamed': {
    severity: 'hint',
    text: ({ name }: { name: string }) =>
      `The NEURON block names no mechanism, so it is named "${name}" after its file.`,
    help: ({ name }) => `Write SUFFIX ${name} in the NEURON block.`,
  },
  'nmodl/second-block': {
    severity: 'error',
    text: ({ block }: { block: string }) => `A file can have only one ${block} block.`,
    help: () => 'Join the two.',
  },
  'nmodl/second-name': {
    severity: 'warning',
    text: ({ name, first }: { name: string; first: string }) =>
      `The mechanism is named "${first}" before; it is "${name}", the last name given.`,
    help: () => 'Keep one of SUFFIX, POINT_PROCESS and ARTIFICIAL_CELL.',
  },
  'nmodl/duplicate-name': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" is declared more than once.`,
    help: () => 'Remove or rename one of the declarations.',
  },
  'nmodl/local-hides': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" is also a LOCAL of the file, which is meant wherever the name stands.`,
    help: () => 'Remove or rename one of the two.',
  },
  'nmodl/constant-written': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" is defined in UNITS and assigned later, so it is no constant but one number for all instances.`,
    help: ({ name }) => `Use another name for what changes, or give ${name} its value here alone.`,
  },
  'nmodl/global-undeclared': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" is listed as GLOBAL but declared nowhere; it is taken as ASSIGNED.`,
    help: ({ name }) => `Declare ${name} in ASSIGNED.`,
  },
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
  'nmodl/undeclared-range': {
    severity: 'warning',
    text: ({ name, word, known }: UnknownName & { word: string }) =>
      `"${name}" is listed as ${word} but declared nowhere${suggest(name, known)}; the entry is ignored.`,
    help: ({ name }) => `Declare ${name} in PARAMETER, ASSIGNED or STATE, or take it out of the list.`,
  },
  'nmodl/range-and-global': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" is listed both as RANGE and as GLOBAL.`,
    help: () => 'RANGE gives each instance its own value, GLOBAL gives all of them the same; keep one.',
  },
  'nmodl/ion-variable': {
    severity: 'error',
    text: ({ name, ion }: { name: string; ion: string }) =>
      `"${name}" is not a variable of the ion "${ion}".`,
    help: ({ ion }) => `The ion has e${ion}, i${ion}, ${ion}i and ${ion}o.`,
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
  'nmodl/recursive-call': {
    severity: 'error',
    text: ({ name, path }: { name: string; path: string }) => `"${name}" calls itself (${path}).`,
    help: () => 'Functions are written out where they are called, so they cannot call themselves.',
  },
  'nmodl/too-large': {
    severity: 'error',
    text: ({ what, limit }: { what: string; limit: number }) =>
      `The mechanism is too large: more than ${limit} ${what}.`,
    help: () => 'Shorten loops, or call large functions from fewer places.',
  },
  'nmodl/unknown-unit': {
    severity: 'error',
    text: ({ name, known }: UnknownName) => `"${name}" is not a known unit${suggest(name, known)}.`,
    help: () => 'Define it in the UNITS block, as in (mV) = (millivolt).',
  },
  'nmodl/unit-dimension': {
    severity: 'error',
    text: ({ from, to }: { from: string; to: string }) =>
      `"${from}" cannot be expressed in "${to}": they measure different things.`,
  },
  'nmodl/local-before-set': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `The LOCAL variable "${name}" is read before it is set; 0 is used.`,
    help: ({ name }) => `Assign ${name} first.`,
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
  'nmodl/breakpoint-runs-twice': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `BREAKPOINT changes "${name}" from its own old value, and it runs twice a step, as in NEURON.`,
    help: () => 'Move what must happen once a step into the block that SOLVE names.',
  },
  'nmodl/sequential': {
    severity: 'hint',
    text: ({ name }: { name: string }) =>
      `"${name}" is shared by all instances and is read before it is written, so instances run one after another.`,
    help: ({ name }) => `If each instance may have its own ${name}, list it as RANGE: it then runs faster.`,
  },
  'nmodl/current-not-assigned': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `The current "${name}" is never assigned in BREAKPOINT; it is 0.`,
  },
  'nmodl/ignored-default': {
    severity: 'hint',
    text: ({ name }: { name: string }) =>
      `The value given to "${name}" here is not used: the simulation sets ${name}.`,
  },
  'nmodl/neuron-rounds-default': {
    severity: 'hint',
    text: ({ name, value, rounded }: { name: string; value: string; rounded: string }) =>
      `"${name}" starts at ${value} as written; NEURON 8 keeps only six digits, ${rounded}.`,
    help: ({ name, rounded }) => `To lay traces on NEURON's, set ${name} in both, or write ${rounded}.`,
  },
  ...loweringMessages,
})
