import {
  type CircuitElement,
  type CircuitPlace,
  type CircuitUse,
  type ElementCircuit,
  groundNode,
  type MatrixCircuit,
  type SourceStep,
} from './circuitUse.ts'

/** A number of a circuit's solution, by which it can be recorded. */
export interface CircuitUnknown {
  /** Behind the circuit's id and a dot: a node, an element whose current is unknown, or `y[3]`. */
  readonly name: string
  readonly kind: 'potential' | 'current' | 'unknown'
}

/** An entry of the right side that may change. */
export interface CircuitSource {
  readonly name: string
  readonly row: number
  readonly steps: readonly SourceStep[]
}

/** What can be named of a circuit. */
export interface CircuitNames {
  readonly id: string
  readonly unknowns: readonly CircuitUnknown[]
  readonly sources: readonly CircuitSource[]
}

/** A circuit as equations: C·dy/dt + G·y = b, the attached unknowns first. Matrices row by row. */
export interface LinearCircuit extends CircuitNames {
  readonly attached: readonly CircuitPlace[]
  /** Whether equations of attached unknowns are in currents per area; otherwise in nA. */
  readonly perArea: boolean
  readonly capacitance: Float64Array
  readonly conductance: Float64Array
  readonly right: Float64Array
  readonly initial: Float64Array
}

/** Nodes that an element touches. */
export function nodesOf(element: CircuitElement): readonly string[] {
  return element.kind === 'op-amp' ? [...element.inputs, element.output] : element.between
}

/** Volts across an inductor of 1 H whose current rises by 1 nA/ms, in mV. */
const milliPerHenry = 1e-3

/** Whether an element's current is an unknown of its own. */
const hasCurrent = ({ kind }: CircuitElement) => kind !== 'resistor' && kind !== 'capacitor'

/** Fills in what one element adds to the equations (modified nodal analysis: Ho, Ruehli & Brennan 1975). */
function stamp(
  element: CircuitElement,
  rows: { of(node: string): number; readonly branch: number },
  { c, g, b }: { c: Equations; g: Equations; b: Float64Array },
): void {
  const { branch } = rows
  if (element.kind === 'op-amp') {
    const [plus, minus, output] = [...element.inputs, element.output].map(node => rows.of(node))
    g.add(output!, branch, 1)
    g.add(branch, output!, 1)
    g.add(branch, plus!, -element.gain)
    g.add(branch, minus!, element.gain)
    c.add(branch, output!, element.timeConstantMs ?? 0)
    return
  }
  const [from, to] = [rows.of(element.between[0]), rows.of(element.between[1])]
  const between = (matrix: Equations, value: number) => {
    matrix.add(from, from, value)
    matrix.add(to, to, value)
    matrix.add(from, to, -value)
    matrix.add(to, from, -value)
  }
  if (element.kind === 'resistor') return between(g, 1 / element.resistanceMohm)
  if (element.kind === 'capacitor') return between(c, element.capacitanceNf)
  g.add(from, branch, 1)
  g.add(to, branch, -1)
  if (element.kind === 'current-source') g.add(branch, branch, 1)
  else {
    g.add(branch, from, 1)
    g.add(branch, to, -1)
  }
  if (element.kind === 'inductor') c.add(branch, branch, -milliPerHenry * element.inductanceH)
  else b[branch] = element.value ?? 0
}

/** A square matrix to which ground's rows and columns are no part. */
class Equations {
  readonly entries: Float64Array
  readonly #size: number

  constructor(size: number) {
    this.#size = size
    this.entries = new Float64Array(size * size)
  }

  add(row: number, column: number, value: number): void {
    if (row >= 0 && column >= 0) this.entries[row * this.#size + column]! += value
  }
}

/** A circuit's nodes in the order of its unknowns: attached ones first. */
function nodesInOrder({ elements, attached }: ElementCircuit): string[] {
  const nodes = new Set(attached.map(({ node }) => node))
  for (const element of elements) for (const node of nodesOf(element)) nodes.add(node)
  nodes.delete(groundNode)
  return [...nodes]
}

/** What can be named of a circuit. Its size is what its author says: nothing here grows faster. */
export function circuitNames(use: CircuitUse): CircuitNames {
  const { id, attached } = use
  if (!('elements' in use))
    return {
      id,
      unknowns: use.b.map((_, row) => ({
        name: `y[${row}]`,
        kind: row < attached.length ? 'potential' : 'unknown',
      })),
      // Those of attached places share their rows with other circuits there.
      sources: use.b.map((_, row) => ({ name: `b[${row}]`, row, steps: [] })).slice(attached.length),
    }
  const nodes = nodesInOrder(use)
  const branches = use.elements.filter(hasCurrent)
  return {
    id,
    unknowns: [
      ...nodes.map((name): CircuitUnknown => ({ name, kind: 'potential' })),
      ...branches.map((element): CircuitUnknown => ({ name: element.id, kind: 'current' })),
    ],
    sources: branches.flatMap((element, branch) =>
      element.kind === 'voltage-source' || element.kind === 'current-source'
        ? [{ name: element.id, row: nodes.length + branch, steps: element.steps ?? [] }]
        : [],
    ),
  }
}

function ofElements(use: ElementCircuit): LinearCircuit {
  const { elements, attached, initial = {} } = use
  const names = circuitNames(use)
  const nodes = nodesInOrder(use)
  const rowOf = new Map(nodes.map((node, row) => [node, row]))
  const size = names.unknowns.length
  const [c, g, b] = [new Equations(size), new Equations(size), new Float64Array(size)]
  let branch = nodes.length
  for (const element of elements) {
    stamp(element, { of: node => rowOf.get(node) ?? -1, branch }, { c, g, b })
    if (hasCurrent(element)) branch++
  }
  return {
    ...names,
    attached,
    perArea: false,
    capacitance: c.entries,
    conductance: g.entries,
    right: b,
    initial: Float64Array.from(names.unknowns, ({ name }) => initial[name] ?? 0),
  }
}

function ofMatrices(use: MatrixCircuit): LinearCircuit {
  const { attached, c, g, b, y0 = [] } = use
  return {
    ...circuitNames(use),
    attached,
    perArea: true,
    capacitance: Float64Array.from(c.flat()),
    conductance: Float64Array.from(g.flat()),
    right: Float64Array.from(b),
    initial: Float64Array.from(b, (_, row) => y0[row] ?? 0),
  }
}

/** The equations of a circuit whose use has been checked. */
export function linearCircuit(use: CircuitUse): LinearCircuit {
  return 'elements' in use ? ofElements(use) : ofMatrices(use)
}

const units = { potential: 'mV', current: 'nA', unknown: '' } as const

/** Splits `electrode.tip`, or `electrode.y[1]`, into a circuit's id and what is behind it; ids may have dots of their own. */
function splitName(variable: string): readonly [string, string] {
  const dot = variable.lastIndexOf('.')
  return [variable.slice(0, Math.max(0, dot)), variable.slice(dot + 1)]
}

/** The circuit and the number of its unknown that `electrode.tip` stands for. */
export function circuitUnknown(variable: string, circuits: readonly CircuitNames[]) {
  const [id, name] = splitName(variable)
  const circuit = circuits.findIndex(one => one.id === id)
  const unknown = circuits[circuit]?.unknowns.findIndex(one => one.name === name) ?? -1
  if (unknown < 0) return undefined
  const { kind } = circuits[circuit]!.unknowns[unknown]!
  return { circuit, unknown, unit: units[kind] }
}

/** The circuit and the row of the right side that `electrode.command` stands for. */
export function circuitSource(variable: string, circuits: readonly CircuitNames[]) {
  const [id, name] = splitName(variable)
  const circuit = circuits.findIndex(one => one.id === id)
  const source = circuits[circuit]?.sources.find(one => one.name === name)
  return source && { circuit, row: source.row }
}
