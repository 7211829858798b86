import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { mostUnknowns } from '../kernel/circuits.ts'
import { isLayers } from '../kernel/outside.ts'
import type { NetworkScope } from './checkEvents.ts'
import { about, checkLocation } from './checkUses.ts'
import { circuitMessages } from './circuitDiagnostics.ts'
import { openUnknown } from './circuitRank.ts'
import {
  type CircuitElement,
  type CircuitPlace,
  type CircuitUse,
  type ElementCircuit,
  groundNode,
  type MatrixCircuit,
} from './circuitUse.ts'
import { modelMessages } from './diagnostics.ts'
import type { RunSettings } from './document.ts'
import { eventMessages } from './eventDiagnostics.ts'
import { circuitNames, linearCircuit, nodesOf } from './linearCircuit.ts'

const positive = (value: number) => Number.isFinite(value) && value > 0

/** What is wrong with the numbers of an element. */
function wrongValues(element: CircuitElement): string[] {
  const mustBePositive = (what: string, value: number, unit: string) =>
    positive(value) ? [] : [`the ${what} must be more than 0 ${unit}, not ${value}`]
  switch (element.kind) {
    case 'resistor':
      return mustBePositive('resistance', element.resistanceMohm, 'MΩ')
    case 'capacitor':
      return mustBePositive('capacitance', element.capacitanceNf, 'nF')
    case 'inductor':
      return mustBePositive('inductance', element.inductanceH, 'H')
    case 'op-amp': {
      const { gain, timeConstantMs = 0 } = element
      return [
        ...(Number.isFinite(gain) ? [] : [`the gain must be a number, not ${gain}`]),
        ...(Number.isFinite(timeConstantMs) && timeConstantMs >= 0
          ? []
          : [`the time constant must be 0 ms or more, not ${timeConstantMs}`]),
      ]
    }
    default: {
      const { value = 0, steps = [] } = element
      const finite = [value, ...steps.map(step => step.value)].every(Number.isFinite)
      const times = steps.flatMap(({ delayMs, durationMs }) => [delayMs, durationMs])
      const late = times.find(time => !(Number.isFinite(time) && time >= 0))
      return [
        ...(finite ? [] : ['each of its values must be a number']),
        ...(late === undefined ? [] : [`its times must be 0 ms or more, not ${late}`]),
      ]
    }
  }
}

function checkElements({ elements, attached, initial = {} }: ElementCircuit, use: string): Diagnostic[] {
  const found: Diagnostic[] = []
  const nodes = new Set([...elements.flatMap(nodesOf), ...attached.map(({ node }) => node)])
  const seen = new Set(nodes)
  for (const element of elements) {
    if (seen.has(element.id))
      found.push(diagnose(circuitMessages, 'model/circuit-repeated-name', { use, name: element.id }))
    seen.add(element.id)
    for (const what of wrongValues(element))
      found.push(diagnose(circuitMessages, 'model/circuit-value', { use, element: element.id, what }))
  }
  if (nodes.has('')) found.push(diagnose(circuitMessages, 'model/circuit-name', { use, what: 'a node' }))
  if (elements.some(({ id }) => id === ''))
    found.push(diagnose(circuitMessages, 'model/circuit-name', { use, what: 'an element' }))
  const taken = new Set<string>()
  for (const { node } of attached) {
    if (node === groundNode) found.push(diagnose(circuitMessages, 'model/circuit-ground-attached', { use }))
    else if (taken.has(node))
      found.push(diagnose(circuitMessages, 'model/circuit-node-attached-twice', { use, node }))
    taken.add(node)
  }
  for (const [name, value] of Object.entries(initial))
    if (!Number.isFinite(value)) found.push(diagnose(modelMessages, 'model/value-not-finite', { name, use }))
  return found
}

function checkMatrices({ attached, c, g, b, y0 }: MatrixCircuit, use: string): Diagnostic[] {
  const size = b.length
  const wrong = (what: string, wanted: string) => [
    diagnose(circuitMessages, 'model/circuit-shape', { use, what, wanted }),
  ]
  if (attached.length > size)
    return wrong('b', `a number for each attached place, at least ${attached.length}`)
  for (const [what, matrix] of [
    ['C', c],
    ['G', g],
  ] as const) {
    if (matrix.length !== size) return wrong(what, `${size} rows, as b has numbers`)
    if (matrix.some(row => row.length !== size)) return wrong(`every row of ${what}`, `${size} numbers`)
  }
  if (y0 && y0.length !== size) return wrong('y0', `${size} numbers, as b has`)
  return [c.flat(), g.flat(), b, y0 ?? []].flat().every(Number.isFinite)
    ? []
    : [diagnose(modelMessages, 'model/value-not-finite', { name: 'C, G, b or y0', use })]
}

function checkPlaces(attached: readonly CircuitPlace[], use: string, scope: NetworkScope): Diagnostic[] {
  return attached.flatMap(({ cell: name = '', at }) => {
    const cell = scope.cells.get(name)
    if (!cell) {
      const meant = closestName(name, [...scope.cells.keys()])
      return [diagnose(eventMessages, 'model/unknown-cell', { name, use, meant })]
    }
    const layered = cell.description.mechanisms.some(one => isLayers({ name: one.mechanism }))
    return [
      ...checkLocation(at, use, cell.context),
      ...(layered ? [diagnose(circuitMessages, 'model/circuit-with-layers', { use, cell: name })] : []),
    ]
  })
}

/** What the equations of a circuit that is sound otherwise leave open. */
function checkSolvable(circuit: CircuitUse, use: string): Diagnostic[] {
  const names = circuitNames(circuit).unknowns.map(({ name }) => name)
  const { initial = {} } = 'elements' in circuit ? circuit : {}
  const strange = Object.keys(initial)
    .filter(name => !names.includes(name))
    .map(name => diagnose(circuitMessages, 'model/circuit-unknown-start', { use, name, names }))
  if (names.length > mostUnknowns) {
    const facts = { use, unknowns: names.length, most: mostUnknowns }
    return [...strange, diagnose(circuitMessages, 'model/circuit-too-large', facts)]
  }
  const linear = linearCircuit(circuit)
  const open = linear.unknowns[openUnknown(linear) ?? -1]
  if (!open) return strange
  const { name, kind } = open
  if (!('elements' in circuit))
    return [diagnose(circuitMessages, 'model/circuit-open-unknown', { use, name })]
  return [
    ...strange,
    kind === 'current'
      ? diagnose(circuitMessages, 'model/circuit-open-current', { use, element: name })
      : diagnose(circuitMessages, 'model/circuit-open-node', { use, node: name }),
  ]
}

/** What is wrong with circuits that are coupled to cells. */
export function checkCircuits(circuits: readonly CircuitUse[], scope: NetworkScope): Diagnostic[] {
  const taken = new Set(scope.processes.keys())
  return circuits.flatMap(circuit => {
    const { id } = circuit
    const use = `Circuit "${id}"`
    const found = [
      ...(taken.has(id) ? [diagnose(circuitMessages, 'model/circuit-name-taken', { id })] : []),
      ...('elements' in circuit ? checkElements(circuit, use) : checkMatrices(circuit, use)),
    ]
    taken.add(id)
    const solvable = found.length > 0 ? [] : checkSolvable(circuit, use)
    return about(`circuits.${id}`, [...found, ...checkPlaces(circuit.attached, use, scope), ...solvable])
  })
}

const methodNames: Readonly<Record<string, string>> = {
  'crank-nicolson': 'Crank–Nicolson',
  'crank-nicolson-corrected': 'Crank–Nicolson',
}

/** Whether circuits can be solved by the method of a run. */
export function checkCircuitMethod(
  circuits: readonly CircuitUse[],
  { method }: Pick<RunSettings, 'method'>,
): Diagnostic[] {
  if (method === 'backward-euler' || method === 'adaptive') return []
  return circuits.flatMap(({ id }) => {
    const facts = { use: `Circuit "${id}"`, method: methodNames[method] ?? method }
    return about(`circuits.${id}`, [diagnose(circuitMessages, 'model/circuit-method', facts)])
  })
}
