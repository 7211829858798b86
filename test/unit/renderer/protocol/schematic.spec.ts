import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CircuitElement, ElementCircuit } from '../../../../src-engine/model/circuitUse.ts'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import {
  elementKinds,
  initialNames,
  newCircuit,
  newElement,
  nodesIn,
  nodesOf,
  resized,
  withNode,
  withQuantity,
} from '../../../../src-renderer/features/protocol/circuits/circuitEdits.ts'
import { layOut } from '../../../../src-renderer/features/protocol/circuits/schematicLayout.ts'

const at = { section: 'soma[0]', x: 0.5 }
const electrode = newCircuit(emptyModel('m'), 'electrode', at) as ElementCircuit

describe('protocol circuit edits', () => {
  it('give each part a name of its own and a value that makes sense', () => {
    let circuit: ElementCircuit = { id: 'c', elements: [], attached: [{ at, node: 'cell' }] }
    for (const kind of [...elementKinds, ...elementKinds])
      circuit = { ...circuit, elements: [...circuit.elements, newElement(circuit, kind)] }
    expect(new Set(circuit.elements.map(({ id }) => id)).size).toBe(12)
    const resistor = circuit.elements[0] as CircuitElement
    expect(withQuantity(resistor, 33)).toMatchObject({ resistanceMohm: 33 })
    expect(withNode(resistor, 1, 'tip')).toMatchObject({ between: ['cell', 'tip'] })
  })

  it('know which numbers can begin elsewhere than at 0: not those of the cell', () => {
    expect(initialNames(electrode)).toEqual(['pipette', 'command'])
  })

  it('keep the numbers of matrices when there are more unknowns, or fewer', () => {
    const matrix = { id: 'm', attached: [{ at }], c: [[1]], g: [[2]], b: [3] }
    const larger = resized(matrix, 2)
    expect(larger).toMatchObject({ c: [[1, 0], [0, 0]], g: [[2, 0], [0, 0]], b: [3, 0] }) // prettier-ignore
    expect(resized(larger, 1)).toEqual(matrix)
  })
})

describe('protocol schematic', () => {
  it('draws an electrode without crossings: the source, the stray capacitance, the resistance to the cell', () => {
    const { rails, parts } = layOut(electrode)
    expect(rails.at(-1)?.node).toBe('ground')
    expect(rails.map(({ node }) => node)).toEqual(['cell', 'pipette', 'ground'])
    expect(parts.map(({ element }) => element.id).at(-1)).toBe('Rs')
    expect(rails[0]?.places).toEqual(['soma[0](0.5)'])
  })

  it('turns an element round whose first node is below', () => {
    const command = layOut(electrode).parts.find(({ element }) => element.id === 'command')
    expect(command?.upsideDown).toBe(true)
  })

  it('gives every end of every element a joint on the wire of its node, whatever the circuit', () => {
    const node = fc.constantFrom('cell', 'a', 'b', 'c', 'ground')
    const element = fc.tuple(fc.constantFrom(...elementKinds), node, node, node)
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 7 }), drawn => {
        let circuit: ElementCircuit = { id: 'x', elements: [], attached: [{ at, node: 'cell' }] }
        for (const [kind, ...ends] of drawn) {
          const made = ends.reduce((one, name, end) => withNode(one, end, name), newElement(circuit, kind))
          circuit = { ...circuit, elements: [...circuit.elements, made] }
        }
        const { rails, joints, parts, amplifiers, width, height } = layOut(circuit)
        expect(parts.length + amplifiers.length).toBe(circuit.elements.length)
        expect(joints.length).toBe(circuit.elements.flatMap(nodesOf).length)
        expect(rails.map(({ node: name }) => name).toSorted()).toEqual([...nodesIn(circuit)].toSorted())
        for (const { x, y } of joints) {
          const rail = rails.find(one => one.y === y)
          expect(rail && rail.from <= x && x <= rail.to).toBe(true)
          expect(x > 0 && x < width && y > 0 && y < height).toBe(true)
        }
      }),
      { numRuns: 200, seed: 4 },
    )
  })
})
