import { sectionAreas } from '../measure/area.ts'
import { sectionLengths } from '../measure/length.ts'
import { sectionType, type Morphology } from '../morphology.ts'
import { readMorphology } from '../readMorphology.ts'
import type { ReadOptions } from '../formats/format.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import { somaRules, type SomaRule } from './somaRule.ts'

/** What one rule makes of the soma of a file. */
export interface SomaChoice {
  readonly rule: SomaRule
  readonly title: string
  /** Why the rule does not fit; empty where it does. */
  readonly why: string
  /** Of the soma’s sections together [µm, µm²]. */
  readonly somaLengthUm: number
  readonly somaAreaUm2: number
  readonly totalLengthUm: number
  readonly totalAreaUm2: number
  /** Total area over that of the format’s own rule, less 1. */
  readonly areaChange: number
}

/** The effect of every soma rule on length and area; empty where the file cannot be read or has no soma. */
export function somaChoices(name: string, bytes: Uint8Array, options: ReadOptions = {}): SomaChoice[] {
  let usualAreaUm2 = 0
  const choices: SomaChoice[] = []
  for (const { rule, title } of somaRules) {
    const { value, diagnostics } = readMorphology(name, bytes, { ...options, soma: rule })
    if (!value?.sections.type.includes(sectionType.soma)) return []
    const sums = sumsOf(value)
    if (rule === 'format') usualAreaUm2 = sums.totalAreaUm2
    const refusal = diagnostics.find(({ code }) => code === 'morphology/soma-rule-not-applied')
    const why = refusal?.message ?? ''
    choices.push({ rule, title, why, ...sums, areaChange: sums.totalAreaUm2 / usualAreaUm2 - 1 })
  }
  return choices
}

function sumsOf(morphology: Morphology) {
  const points = storedPointsOfAll(morphology)
  const lengths = sectionLengths(morphology, points)
  const areas = sectionAreas(morphology, points)
  const sums = { somaLengthUm: 0, somaAreaUm2: 0, totalLengthUm: 0, totalAreaUm2: 0 }
  for (const [section, type] of morphology.sections.type.entries()) {
    sums.totalLengthUm += lengths[section]!
    sums.totalAreaUm2 += areas[section]!
    if (type !== sectionType.soma) continue
    sums.somaLengthUm += lengths[section]!
    sums.somaAreaUm2 += areas[section]!
  }
  return sums
}
