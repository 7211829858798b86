import { cos, sin } from '../../../math/elementary.ts'
import { largestCoordinateUm } from '../../limits.ts'
import type { Place3d } from '../../traced/tracedCell.ts'
import type { GenesisLine } from './genesisLines.ts'
import type { GenesisState } from './readCommand.ts'

/** A cylinder, or a sphere around its end. */
export interface GenesisCompartment {
  readonly name: string
  /** Index of the parent; −1 for a root. */
  readonly parent: number
  readonly start: Place3d
  readonly end: Place3d
  readonly diameterUm: number
  readonly isSphere: boolean
  readonly line: number
  /** How many channels the line names. */
  readonly channels: number
}

const number = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i

/** The numbers of a line after name and parent, or what is wrong with them. */
export function compartmentNumbers({ words }: GenesisLine, state: GenesisState): number[] | string {
  const needed = state.isDoubleEndpoint ? 7 : 4
  const numbers: number[] = []
  for (const word of words.slice(2, 2 + needed)) {
    if (!number.test(word)) return `“${word.slice(0, 30)}” is not a number`
    numbers.push(Number(word))
  }
  if (numbers.length < needed) return `after name and parent it has ${numbers.length} of ${needed} numbers`
  const absurd = numbers.find(value => !(Math.abs(value) <= largestCoordinateUm))
  return absurd === undefined ? numbers : `the number ${absurd} is too large for a cell`
}

/** Places a compartment (rules T32 and T33): x y z is its far end, from the parent's far end or from the origin. */
export function placeCompartment(
  source: GenesisLine,
  numbers: readonly number[],
  state: GenesisState,
  parent: { readonly index: number; readonly end: Place3d },
): GenesisCompartment {
  const places = state.isDoubleEndpoint ? [numbers.slice(0, 3), numbers.slice(3, 6)] : [numbers.slice(0, 3)]
  const [first, second] = places.map(place => inSpace(place, state.isPolar))
  const shift = (place: Place3d): Place3d =>
    state.isRelative === false
      ? place
      : { x: place.x + parent.end.x, y: place.y + parent.end.y, z: place.z + parent.end.z }
  const start = second && first ? shift(first) : parent.end
  const end = shift(second ?? first ?? { x: 0, y: 0, z: 0 })
  const hasLength = start.x !== end.x || start.y !== end.y || start.z !== end.z
  return {
    name: source.words[0] ?? '',
    parent: parent.index,
    start,
    end,
    diameterUm: numbers.at(-1) ?? 0,
    isSphere: state.isSpherical || !hasLength,
    line: source.line,
    channels: Math.floor((source.words.length - 2 - numbers.length) / 2),
  }
}

/** Polar coordinates are r [µm], θ in the plane of x and y, φ from the z axis [degrees]. */
function inSpace([a = 0, b = 0, c = 0]: readonly number[], isPolar: boolean): Place3d {
  if (!isPolar) return { x: a, y: b, z: c }
  const theta = (b * Math.PI) / 180
  const phi = (c * Math.PI) / 180
  return { x: a * sin(phi) * cos(theta), y: a * sin(phi) * sin(theta), z: a * cos(phi) }
}
