import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import { initialise, step, worldOf, type World } from '../../../../support/oneInstance.ts'

/** One section at one voltage: what record.py saw after INITIAL and after each step. */
interface Case {
  readonly v: number
  readonly steps: readonly Readonly<Record<string, number>>[]
}

const fixtures = resolve(import.meta.dirname, '../../../../fixtures/mod/verbatim')
const { mechanisms } = JSON.parse(readFileSync(resolve(fixtures, 'neuron.json'), 'utf8')) as {
  readonly mechanisms: Readonly<Record<string, readonly Case[]>>
}

/** Rounding of some operations, and never a different formula. */
const rounding = 1e-12

describe('nmodl verbatim against NEURON 8.2.2', () => {
  for (const [file, cases] of Object.entries(mechanisms)) {
    it(`computes what the C of ${file} computes, held at five voltages`, () => {
      const text = readFileSync(resolve(fixtures, file), 'utf8')
      const { value, diagnostics } = compileMechanism(createSourceText(file, text))
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      if (!value) return
      let compared = 0
      for (const { v, steps } of cases) {
        // A section of L 20 and diam 10 µm at 24 °C, as in record.py.
        const place = { vMv: v, celsius: 24, dtMs: 0.025, areaUm2: Math.PI * 200, diameterUm: 10 }
        const world: World = { ...worldOf(value, place), '$random.globalindex': 0 }
        steps.forEach((expected, index) => {
          if (index === 0) initialise(value, world)
          else step(value, world)
          for (const [name, theirs] of Object.entries(expected)) {
            const ours = world[name] ?? world[`own ${name}`] ?? world[`$${name}`] ?? NaN
            const error = ours === theirs ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12)
            expect(error, `${name} at ${v} mV, step ${index}: ${ours} against ${theirs}`).toBeLessThan(
              rounding,
            )
            compared++
          }
        })
      }
      expect(compared).toBeGreaterThan(0)
    })
  }
})
