import { declareMessages } from '../../core/diagnostics/catalogue.ts'
import { suggest } from '../symbols/suggest.ts'

/** What lexer and parser say. */
export const syntaxMessages = declareMessages({
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
  'nmodl/second-derivative': {
    severity: 'error',
    text: ({ state }: { state: string }) => `"${state}''" is a second derivative, which no method can solve.`,
    help: ({ state }) => `Add a state for ${state}' and write two equations of the first order.`,
  },
})
