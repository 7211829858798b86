import { describe, expect, it } from 'vitest'
import { colourTable, parseColour } from '../../../../src-renderer/view3d/colourMaps.ts'
import {
  colourByType,
  colourByValue,
  compartmentOfSample,
  emphasis,
  rangeOf,
  spreadOverSamples,
  writeEmphasis,
} from '../../../../src-renderer/view3d/colouring.ts'
import { measureArcs } from '../../../../src-renderer/view3d/geometry/arcs.ts'
import { packMorphology, smallCell } from '../../../support/fakeHost/cells.ts'

const cell = packMorphology('small', smallCell())

/** Relative luminance by WCAG 2, to compare lightness. */
function luminance([red, green, blue]: readonly number[]): number {
  const linear = (part = 0): number =>
    part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

describe('view3d colours', () => {
  it('get lighter from the smallest value to the largest, in both themes', () => {
    for (const name of ['viridis', 'plasma'] as const)
      for (const theme of ['light', 'dark'] as const) {
        const table = colourTable(name, theme)
        const lightness = [0, 64, 128, 192, 255].map(step =>
          luminance([...table.slice(step * 3, step * 3 + 3)]),
        )
        expect(lightness).toEqual(lightness.toSorted((a, b) => a - b))
      }
  })

  it('reads colours of tokens', () => {
    expect(parseColour('#2368c4')).toEqual([0x23, 0x68, 0xc4])
    expect(parseColour('rgb(1, 2, 3)')).toEqual([1, 2, 3])
  })

  it('give each section the colour of its type and leave the emphasis alone', () => {
    const into = new Uint8Array(cell.samples.count * 4).fill(9)
    colourByType(
      cell,
      { soma: [1, 1, 1], axon: [2, 2, 2], dend: [3, 3, 3], apic: [4, 4, 4], other: [5, 5, 5] },
      into,
    )
    const first = cell.sections.firstSample[1]!
    expect([...into.slice(first * 4, first * 4 + 4)]).toEqual([2, 2, 2, 9])
  })

  it('hold values outside the range at its ends', () => {
    const table = new Uint8Array(768)
    table.set([7, 7, 7], 0)
    table.set([8, 8, 8], 255 * 3)
    const into = new Uint8Array(16)
    colourByValue([-100, 40, 99, NaN], { low: -80, high: 40 }, table, into)
    expect([into[0], into[4], into[8], into[12]]).toEqual([7, 8, 8, 7])
  })

  it('have a range with room even where all values are equal', () => {
    expect(rangeOf([3, -2, 8])).toEqual({ low: -2, high: 8 })
    expect(rangeOf([4, 4])).toEqual({ low: 3.5, high: 4.5 })
    expect(rangeOf([])).toEqual({ low: 0, high: 1 })
  })
})

describe('view3d voltages', () => {
  const arcs = measureArcs(cell)

  it('go to the samples within each compartment', () => {
    const counts = new Int32Array(cell.sections.count).fill(3)
    const compartments = compartmentOfSample(cell, counts, arcs.alongUm, arcs.lengthUm)!
    for (let section = 0; section < cell.sections.count; section++) {
      const first = cell.sections.firstSample[section]!
      const last = cell.sections.firstSample[section + 1]! - 1
      expect(compartments[first]).toBe(section * 3)
      // x = 1 belongs to the last compartment.
      expect(compartments[last]).toBe(section * 3 + 2)
    }
    const into = new Float32Array(cell.samples.count)
    spreadOverSamples(
      Float32Array.from({ length: 21 }, (_, index) => index),
      compartments,
      into,
    )
    expect(into[cell.sections.firstSample[2]!]).toBe(6)
  })

  it('are refused for the counts of another cell', () => {
    expect(compartmentOfSample(cell, new Int32Array(2), arcs.alongUm, arcs.lengthUm)).toBeUndefined()
  })
})

describe('view3d emphasis', () => {
  it('puts the hovered section before the selected one, and fades what is not in the shown region', () => {
    const into = new Uint8Array(cell.samples.count * 4)
    writeEmphasis(cell, into, { selected: new Set([1, 2]), hovered: 2, shown: new Set([3]) })
    const of = (section: number): number | undefined => into[cell.sections.firstSample[section]! * 4 + 3]
    expect([of(0), of(1), of(2), of(3)]).toEqual([
      emphasis.faint,
      emphasis.selected,
      emphasis.hovered,
      emphasis.plain,
    ])
  })
})
