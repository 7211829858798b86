import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a Neurolucida ASC file can say. */
export const ascMessages = declareMessages({
  'asc/unexpected': {
    severity: 'error',
    text: ({ found, wanted }: { found: string; wanted: string }) =>
      `${found} stands where ${wanted} should be.`,
    help: () =>
      'Compare the place with its neighbours; often a parenthesis is missing or too many just before it.',
  },
  'asc/unclosed-string': {
    severity: 'error',
    text: () => 'The string is not closed on its line.',
    help: () => 'Put the closing quote (") after its last character.',
  },
  'asc/unclosed-parenthesis': {
    severity: 'error',
    text: ({ what, line }: { what: string; line: number }) =>
      `The file ends inside the ${what} that begins on line ${line}: a closing parenthesis is missing.`,
    help: () => 'The file may be cut off. If nothing else is missing, add the closing parenthesis.',
  },
  'asc/extra-parenthesis': {
    severity: 'warning',
    text: () => 'There is a closing parenthesis too many; it was passed over.',
    help: () => 'Remove it, and check that the tree before it is complete.',
  },
  'asc/tree-without-type': {
    severity: 'warning',
    text: () => 'The tree is not marked as axon, dendrite or apical dendrite; its sections are named dend_0.',
    help: () => 'Add (Dendrite), (Apical) or (Axon) before its first point.',
  },
  'asc/type-not-last': {
    severity: 'warning',
    text: ({ type }: { type: string }) =>
      `The mark “${type}” is not the last property of the tree; it is taken as its type, unlike in NEURON.`,
    help: () => 'Put it right before the first point of the tree, so that all programs agree.',
  },
  'asc/cell-body-not-named': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `The contour “${name}” is marked as a cell body but not named so; it was left out, as in NEURON.`,
    help: () => 'Name the contour “CellBody” if it is the soma.',
  },
})
