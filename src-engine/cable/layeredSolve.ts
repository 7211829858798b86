import type { TreeMatrix } from './hinesSolve.ts'

/** Potentials inside and in both layers, or what belongs to each: numbers of one row of `LayeredMatrix`. */
export interface LayeredRow {
  /** Conductances inside–first, first–second, inside–second [µS]. */
  between: [number, number, number]
  /** To ground, of inside, first, second [µS]. */
  ground: [number, number, number]
  /** Into inside, first, second [nA]. */
  current: [number, number, number]
}

/** A tree whose nodes have three potentials. */
export interface LayeredMatrix extends Pick<TreeMatrix, 'order' | 'parent'> {
  /** Inside, first and second layer: position → conductance to the parent [µS]. */
  readonly axialUs: readonly [Float64Array, Float64Array, Float64Array]
}

/**
 * Solves for the potentials of every row [mV]: inside, first layer, second layer; `rows` are used up.
 *
 * Potentials are eliminated from the leaves to the root, in a row the second layer first: the star of conductances around
 * one becomes a mesh among its neighbours, its current is divided among them. Nothing is subtracted. This is the oracle of
 * native/layers.cc: the same operations in the same order.
 */
export function layeredSolve(
  { order, parent, axialUs }: LayeredMatrix,
  rows: readonly LayeredRow[],
): readonly (readonly [number, number, number])[] {
  const weights = rows.map(() => ({
    two: [0, 0, 0],
    one: [0, 0, 0],
    inner: [0, 0, 0],
    own: [0, 0, 0] as [number, number, number],
  }))
  for (let k = order.length - 1; k >= 0; k--) {
    const row = rows[order[k]!]!
    const weight = weights[order[k]!]!
    const [gInner, gOne, gTwo] = axialUs.map(axial => (k === 0 ? 0 : axial[k]!)) as [number, number, number]
    const [a, b, c] = row.between
    const [s0, s1, s2] = row.ground
    const [r0, r1, r2] = row.current

    const q2 = 1 / (b + c + gTwo + s2)
    const [fb, fc, ft] = [b * q2, c * q2, gTwo * q2]
    const innerOne = a + b * fc
    const [crossOne, crossInner] = [b * ft, c * ft]
    const [groundOne, currentOne] = [s1 + fb * s2, r1 + fb * r2]

    const q1 = 1 / (innerOne + gOne + crossOne + groundOne)
    const [fa, fo, fx] = [innerOne * q1, gOne * q1, crossOne * q1]
    const [innerToFirst, innerToSecond] = [innerOne * fo, crossInner + innerOne * fx]
    const groundInner = s0 + fc * s2 + fa * groundOne
    const currentInner = r0 + fc * r2 + fa * currentOne

    const q0 = 1 / (gInner + innerToFirst + innerToSecond + groundInner)
    const [hi, ho, ht] = [gInner * q0, innerToFirst * q0, innerToSecond * q0]
    weight.two = [fb, fc, ft]
    weight.one = [fa, fo, fx]
    weight.inner = [hi, ho, ht]
    weight.own = [currentInner * q0, currentOne * q1, r2 * q2]
    if (k === 0) continue

    const above = rows[parent[k]!]!
    above.between[1] += gOne * fx + innerToFirst * ht
    above.between[0] += gInner * ho
    above.between[2] += gInner * ht
    above.ground[0] += hi * groundInner
    above.ground[1] += fo * groundOne + ho * groundInner
    above.ground[2] += ft * s2 + fx * groundOne + ht * groundInner
    above.current[0] += hi * currentInner
    above.current[1] += fo * currentOne + ho * currentInner
    above.current[2] += ft * r2 + fx * currentOne + ht * currentInner
  }
  const solution: [number, number, number][] = rows.map(() => [0, 0, 0])
  for (const [k, row] of order.entries()) {
    const { two, one, inner, own } = weights[row]!
    const [inside, first, second] = k === 0 ? [0, 0, 0] : solution[parent[k]!]!
    const x0 = own[0] + inner[0]! * inside + inner[1]! * first + inner[2]! * second
    const x1 = own[1] + one[0]! * x0 + one[1]! * first + one[2]! * second
    solution[row] = [x0, x1, own[2] + two[0]! * x1 + two[1]! * x0 + two[2]! * second]
  }
  return solution
}
