import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading a Neurolucida XML file can say. */
export const nlxmlMessages = declareMessages({
  'nlxml/tree-without-type': {
    severity: 'warning',
    text: ({ type }: { type: string }) =>
      type === ''
        ? 'The tree is not marked as axon, dendrite or apical dendrite; its sections are named dend_0.'
        : `The type “${type}” of the tree is none of axon, dendrite and apical dendrite; its sections are named dend_0.`,
    help: () => 'Write type="Dendrite", "Apical Dendrite" or "Axon" into the element “tree”.',
  },
  'nlxml/point-after-branch': {
    severity: 'error',
    text: () => 'A point of a branch stands after the branches that leave its end.',
    help: () => 'Move the points of each branch before its own branches.',
  },
  'nlxml/not-kept': {
    severity: 'hint',
    text: ({ element, count }: { element: string; count: number }) =>
      count === 1
        ? `The element “${element}” is no part of the cell and is not kept.`
        : `${count} elements “${element}” are no part of the cell and are not kept; the first is here.`,
  },
})
