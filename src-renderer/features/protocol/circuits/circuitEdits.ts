import type {
  CircuitElement,
  ElementCircuit,
  MatrixCircuit,
} from '../../../../src-engine/model/circuitUse.ts'
import type { Location, ModelDocument } from '../../../../src-engine/model/document.ts'
import { freeId } from '../../../stores/modelLists.ts'

/** The node of every circuit whose potential is 0. */
export const groundNode = 'ground'

/** Kinds of elements in the order in which they are offered. */
export const elementKinds = [
  'resistor',
  'capacitor',
  'inductor',
  'voltage-source',
  'current-source',
  'op-amp',
] as const

/** The number of an element that matters most, as the form shows it. */
export interface ElementQuantity {
  readonly key: 'resistanceMohm' | 'capacitanceNf' | 'inductanceH' | 'value' | 'gain'
  readonly unit: string
  /** Whether 0 or less makes no sense. */
  readonly positive: boolean
}

/** The quantity of each kind of element. */
export const elementQuantities: { readonly [kind in CircuitElement['kind']]: ElementQuantity } = {
  resistor: { key: 'resistanceMohm', unit: 'megohm', positive: true },
  capacitor: { key: 'capacitanceNf', unit: 'nF', positive: true },
  inductor: { key: 'inductanceH', unit: 'henry', positive: true },
  'voltage-source': { key: 'value', unit: 'mV', positive: false },
  'current-source': { key: 'value', unit: 'nA', positive: false },
  'op-amp': { key: 'gain', unit: '', positive: false },
}

/** The number of an element that matters most. */
export function quantityOf(element: CircuitElement): number {
  const { key } = elementQuantities[element.kind]
  return (element as unknown as Readonly<Record<string, number | undefined>>)[key] ?? 0
}

/** An element with another number. */
export function withQuantity(element: CircuitElement, value: number): CircuitElement {
  return { ...element, [elementQuantities[element.kind].key]: value } as CircuitElement
}

/** Stems of names: what a schematic calls such parts. */
const stems: { readonly [kind in CircuitElement['kind']]: string } = {
  resistor: 'R',
  capacitor: 'C',
  inductor: 'L',
  'voltage-source': 'V',
  'current-source': 'I',
  'op-amp': 'A',
}

function freeName({ elements }: ElementCircuit, stem: string): string {
  const taken = new Set([...elements.map(({ id }) => id), ...elements.flatMap(nodesOf)])
  let number = 1
  while (taken.has(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/** An element as it is first added: between the newest node and ground. */
export function newElement(circuit: ElementCircuit, kind: CircuitElement['kind']): CircuitElement {
  const id = freeName(circuit, stems[kind])
  const node = nodesIn(circuit).find(name => name !== groundNode) ?? 'node'
  const between = [node, groundNode] as const
  switch (kind) {
    case 'resistor':
      return { id, kind, between, resistanceMohm: 10 }
    case 'capacitor':
      return { id, kind, between, capacitanceNf: 0.01 }
    case 'inductor':
      return { id, kind, between, inductanceH: 1 }
    case 'op-amp':
      return { id, kind, inputs: [node, groundNode], output: freeName(circuit, 'out'), gain: 1000 }
    default:
      return { id, kind, between, value: 0 }
  }
}

/** The nodes of an element, in the order in which it names them. */
export function nodesOf(element: CircuitElement): readonly string[] {
  return element.kind === 'op-amp' ? [...element.inputs, element.output] : element.between
}

/** An element with another node at one of its ends. */
export function withNode(element: CircuitElement, end: number, node: string): CircuitElement {
  if (element.kind !== 'op-amp') {
    const [first, second] = element.between
    return { ...element, between: end === 0 ? [node, second] : [first, node] }
  }
  const [plus, minus] = element.inputs
  if (end === 2) return { ...element, output: node }
  return { ...element, inputs: end === 0 ? [node, minus] : [plus, node] }
}

/** All nodes of a circuit, those of the cell first, ground last. */
export function nodesIn({ elements, attached }: ElementCircuit): readonly string[] {
  const nodes = new Set([...attached.map(({ node }) => node), ...elements.flatMap(nodesOf)])
  nodes.delete(groundNode)
  return [...nodes, groundNode]
}

/** What can be given a beginning: nodes that are not the cell's, and currents that are unknown. */
export function initialNames(circuit: ElementCircuit): readonly string[] {
  const attached = new Set(circuit.attached.map(({ node }) => node))
  const free = nodesIn(circuit).filter(node => node !== groundNode && !attached.has(node))
  const currents = circuit.elements.filter(({ kind }) => kind !== 'resistor' && kind !== 'capacitor')
  return [...free, ...currents.map(({ id }) => id)]
}

/** Gives an element another name, wherever it is named: courses and probes follow. */
export function renameElement(
  document: ModelDocument,
  circuit: string,
  from: string,
  to: string,
): ModelDocument {
  const [before, after] = [`${circuit}.${from}`, `${circuit}.${to}`]
  const renamed = <Entry extends { readonly variable: string }>(entry: Entry): Entry =>
    entry.variable === before ? { ...entry, variable: after } : entry
  const { circuits, plays, processProbes } = document
  return {
    ...document,
    circuits: circuits?.map(one =>
      one.id === circuit && 'elements' in one
        ? { ...one, elements: one.elements.map(part => (part.id === from ? { ...part, id: to } : part)) }
        : one,
    ),
    ...(plays ? { plays: plays.map(play => ({ ...play, targets: play.targets.map(renamed) })) } : {}),
    ...(processProbes ? { processProbes: processProbes.map(renamed) } : {}),
  }
}

/** Circuits to begin with. */
export const circuitTemplates = ['electrode', 'clamp', 'resistor', 'matrix'] as const

/** A circuit to begin with, attached at a place. */
export function newCircuit(
  document: ModelDocument,
  template: (typeof circuitTemplates)[number],
  at: Location,
): ElementCircuit | MatrixCircuit {
  const id = freeId(document, template === 'clamp' ? 'clampCircuit' : 'circuit')
  if (template === 'matrix') return { id, attached: [{ at }], c: [[0]], g: [[0]], b: [0] }
  const attached = [{ at, node: 'cell' }]
  if (template === 'resistor')
    return {
      id,
      elements: [{ id: 'R1', kind: 'resistor', between: ['cell', groundNode], resistanceMohm: 100 }],
      attached,
    }
  if (template === 'clamp')
    return {
      id,
      elements: [
        {
          ...{ id: 'command', kind: 'voltage-source', between: ['amplifier', groundNode], value: -65 },
          steps: [{ delayMs: 2, durationMs: 20, value: -20 }],
        },
        { id: 'Rs', kind: 'resistor', between: ['amplifier', 'cell'], resistanceMohm: 5 },
      ],
      attached,
    }
  return {
    id,
    elements: [
      {
        ...{ id: 'command', kind: 'current-source', between: [groundNode, 'pipette'], value: 0 },
        steps: [{ delayMs: 1, durationMs: 100, value: 0.5 }],
      },
      { id: 'Rs', kind: 'resistor', between: ['pipette', 'cell'], resistanceMohm: 10 },
      { id: 'Cp', kind: 'capacitor', between: ['pipette', groundNode], capacitanceNf: 0.005 },
    ],
    attached,
  }
}

/** A circuit of matrices with one unknown more or less; what is new is 0. */
export function resized(circuit: MatrixCircuit, size: number): MatrixCircuit {
  const places = Array.from({ length: size }, (_, index) => index)
  const matrix = (rows: readonly (readonly number[])[]) =>
    places.map(row => places.map(column => rows[row]?.[column] ?? 0))
  const { c, g, b, y0 } = circuit
  return {
    ...circuit,
    c: matrix(c),
    g: matrix(g),
    b: places.map(row => b[row] ?? 0),
    ...(y0 ? { y0: places.map(row => y0[row] ?? 0) } : {}),
  }
}
