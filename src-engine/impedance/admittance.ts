import { type Complex, solveComplex } from './complex.ts'
import type { LinearNode } from './linearise.ts'
import { restOf } from './restOf.ts'

/** The states do not come to rest: one of them, for people. */
export interface NoRest {
  readonly state: string
}

/**
 * The admittance of a membrane at a frequency [µS], without its capacitance:
 *
 *   Y(ω) = conductance + current·(jω − own)⁻¹·drive
 *
 * At ω = 0 it is the limit ω → 0, which exists also where amounts are conserved (restOf.ts).
 *
 * @param omega angular frequency [rad/ms]
 */
export function membraneAdmittance(node: LinearNode, omega: number): Complex | NoRest {
  const { conductance, current, drive, own, names } = node
  const count = names.length
  if (count === 0) return { re: conductance, im: 0 }
  if (omega === 0) {
    const rest = restOf(own, drive)
    if (typeof rest === 'number') return { state: names[rest] ?? '' }
    return {
      re: rest.reduce((total, value, state) => total + (current[state] ?? 0) * value, conductance),
      im: 0,
    }
  }
  const matrix = names.map((_, row) =>
    names.map((__, column) => ({ re: -(own[row * count + column] ?? 0), im: row === column ? omega : 0 })),
  )
  const right = names.map((_, row) => ({ re: drive[row] ?? 0, im: 0 }))
  const response = solveComplex(matrix, right)
  if (!response) return { state: names[0] ?? '' }
  let [re, im] = [conductance, 0]
  response.forEach((value, state) => {
    re += (current[state] ?? 0) * value.re
    im += (current[state] ?? 0) * value.im
  })
  return { re, im }
}
