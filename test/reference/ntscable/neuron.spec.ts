import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { convertNtscable } from '../../../src-engine/morphology/ntscable/convert.ts'
import type { NtscableOptions } from '../../../src-engine/morphology/ntscable/options.ts'
import { ntscableOptions } from '../../../src-engine/morphology/ntscable/optionTable.ts'
import {
  readNtscableOptions,
  type GivenOptions,
} from '../../../src-engine/morphology/ntscable/readOptions.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

interface Measured {
  readonly sections: number
  readonly segments: number
  readonly lengthUm: number
  readonly areaUm2: number
  readonly spinePoints: number
}

interface Case {
  readonly source: string
  readonly options: readonly string[]
  readonly neuron: {
    readonly soma: Measured
    readonly neurites: Measured
    readonly spine?: Measured
    readonly roots: number
  }
}

/** What NEURON 8.2.2 makes of our outputs; record.py beside this file. */
const { cases } = JSON.parse(readFileSync(resolve(import.meta.dirname, 'neuron.json'), 'utf8')) as {
  cases: readonly Case[]
}

/** The options behind flags of the command line. */
function optionsOf(flags: readonly string[]): NtscableOptions {
  const given: Partial<Record<keyof NtscableOptions, string>> = {}
  for (let i = 0; i < flags.length; i += 2) {
    const definition = ntscableOptions.find(({ name }) => `--${name}` === flags[i])
    if (!definition) throw new Error(`no option ${flags[i] ?? ''}`)
    given[definition.key] = flags[i + 1] ?? ''
  }
  const { value } = readNtscableOptions(given as GivenOptions)
  if (!value) throw new Error('wrong options')
  return value
}

/** Points of the program's text have 5 digits; NEURON keeps 32 bits, which is what inline points lose. */
const toleranceOf = ({ points }: NtscableOptions) => (points === 'inline' ? 1e-6 : 1e-4)

describe('ntscable outputs in NEURON', () => {
  for (const { source, options: flags, neuron } of cases) {
    it(`have the length and area that we report: ${source} ${flags.join(' ')}`, () => {
      const options = optionsOf(flags)
      const bytes = readFileSync(resolve(fixtureFolder, 'morphology', source))
      const { value, diagnostics } = convertNtscable(source, bytes, options)
      if (!value) throw new Error('refused')
      const { soma, neurites, sections, segments } = value.report
      const within = toleranceOf(options)
      expect(neuron.roots).toBe(1)
      expect(neuron.neurites.sections).toBe(sections.length)
      expect(neuron.neurites.segments + 1).toBe(segments.used)
      expect(Math.abs(neuron.soma.lengthUm / soma.lengthUm - 1)).toBeLessThan(within)
      expect(Math.abs(neuron.soma.areaUm2 / soma.coneAreaUm2 - 1)).toBeLessThan(within)
      expect(neuron.neurites.spinePoints).toBe(options.spines === 'mark' ? neurites.spines : 0)
      expect(neuron.spine?.sections ?? 0).toBe(options.spines === 'sections' ? neurites.spines : 0)
      const stretch = neuron.neurites.lengthUm / neurites.lengthUm - 1
      // A diagram as the program wrote it is longer than the neuron, and we say so.
      if (diagnostics.some(({ code }) => code === 'ntscable/diagram-stretched')) {
        expect(stretch).toBeGreaterThan(within)
        return
      }
      expect(Math.abs(stretch)).toBeLessThan(within)
      expect(Math.abs(neuron.neurites.areaUm2 / neurites.coneAreaUm2 - 1)).toBeLessThan(within)
    })
  }
})
