import { solveTree } from '../impedance/cable.ts'
import { type Complex, magnitude } from '../impedance/complex.ts'
import type { SectionPlace } from '../morphology/reduction/locationMapping.ts'
import type { PassiveCell } from './passiveCell.ts'

/** From Hz to rad/ms. */
export const radiansPerMsHz = 0.006283185307179586

/** Impedances of a passive cell at one frequency, seen from a site [MΩ]; by position. */
export interface SolvedImpedance {
  readonly input: readonly Complex[]
  readonly transfer: readonly Complex[]
}

/** Solves a passive cell for one frequency. */
export function impedanceAt(cell: PassiveCell, site: SectionPlace, hz: number): SolvedImpedance {
  const { tree, conductanceUs, capacitanceNf } = cell
  const admittance = Array.from(conductanceUs, (re, position): Complex => ({
    re,
    im: radiansPerMsHz * hz * capacitanceNf[position]!,
  }))
  return solveTree(tree, admittance, cell.positionOf(site))
}

/** |Z| at the site itself [MΩ]. */
export function inputMohm(cell: PassiveCell, site: SectionPlace, hz: number): number {
  const { input } = impedanceAt(cell, site, hz)
  return magnitude(input[cell.positionOf(site)] ?? { re: NaN, im: NaN })
}
