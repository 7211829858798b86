import { closestName, didYouMean } from '../core/closestName.ts'
import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can be wrong with circuits that are coupled to cells. */
export const circuitMessages = declareMessages({
  'model/circuit-repeated-name': {
    severity: 'error',
    text: ({ use, name }: { use: string; name: string }) =>
      `${use} has more than one thing named "${name}"; its elements and nodes must have names of their own.`,
  },
  'model/circuit-name': {
    severity: 'error',
    text: ({ use, what }: { use: string; what: string }) => `${use} has ${what} without a name.`,
  },
  'model/circuit-value': {
    severity: 'error',
    text: ({ use, element, what }: { use: string; element: string; what: string }) =>
      `${use}, element "${element}": ${what}.`,
  },
  'model/circuit-unknown-start': {
    severity: 'error',
    text: ({ use, name, names }: { use: string; name: string; names: readonly string[] }) =>
      `${use} says where "${name}" begins, but has no such node, and no such current to be found.${didYouMean(closestName(name, names))}`,
  },
  'model/circuit-ground-attached': {
    severity: 'error',
    text: ({ use }: { use: string }) =>
      `${use} attaches ground to a cell; the inside of a cell has a potential of its own.`,
    help: () => 'Attach another node, and lead it to ground through an element.',
  },
  'model/circuit-node-attached-twice': {
    severity: 'error',
    text: ({ use, node }: { use: string; node: string }) =>
      `${use} attaches the node "${node}" more than once.`,
    help: () => 'Give each place a node of its own, and connect them with a resistor.',
  },
  'model/circuit-shape': {
    severity: 'error',
    text: ({ use, what, wanted }: { use: string; what: string; wanted: string }) =>
      `${use}: ${what} must have ${wanted}.`,
    help: () => 'C and G are square, with as many rows as b has numbers; the attached places come first.',
  },
  'model/circuit-too-large': {
    severity: 'error',
    text: ({ use, unknowns, most }: { use: string; unknowns: number; most: number }) =>
      `${use} has ${unknowns} unknowns with everything it is joined to by cells; at most ${most} can be solved.`,
  },
  'model/circuit-open-node': {
    severity: 'error',
    text: ({ use, node }: { use: string; node: string }) =>
      `${use}: the potential of the node "${node}" is not determined.`,
    help: () =>
      'Every node needs a way through elements to a cell or to "ground", and not through current sources alone.',
  },
  'model/circuit-open-current': {
    severity: 'error',
    text: ({ use, element }: { use: string; element: string }) =>
      `${use}: the current through "${element}" is not determined.`,
    help: () =>
      'Voltage sources, outputs of amplifiers and ground form a ring, in which any current could flow. Put a resistor into it.',
  },
  'model/circuit-open-unknown': {
    severity: 'error',
    text: ({ use, name }: { use: string; name: string }) =>
      `${use}: ${name} does not follow from the equations; C/dt + G is singular.`,
  },
  'model/circuit-method': {
    severity: 'error',
    text: ({ use, method }: { use: string; method: string }) =>
      `${use} can be solved with backward Euler, or in steps of adaptive length, but not with ${method}.`,
    help: () => 'Choose the method "backward-euler" (in NEURON: secondorder = 0) or "adaptive".',
  },
  'model/circuit-with-layers': {
    severity: 'error',
    text: ({ use, cell }: { use: string; cell: string }) =>
      `${use} is attached to ${cell ? `the cell "${cell}"` : 'a cell'} that has layers outside its membrane (extracellular); a circuit's ground is the outside of a cell without layers.`,
  },
  'model/circuit-name-taken': {
    severity: 'error',
    text: ({ id }: { id: string }) =>
      `"${id}" is the id of a circuit, and of another circuit or process; each needs an id of its own.`,
  },
})
