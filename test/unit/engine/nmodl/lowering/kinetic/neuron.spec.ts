import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../../../src-engine/nmodl/compile.ts'
import { initialise, step, worldOf, type World } from '../../../../../support/oneInstance.ts'

type Numbers = Readonly<Record<string, number>>

/** What record.py wrote: for each file, each voltage and each step the visible numbers by name. */
interface Reference {
  readonly mechanisms: Readonly<
    Record<string, readonly { readonly v: number; readonly steps: readonly Numbers[] }[]>
  >
}

const fixtures = resolve(import.meta.dirname, '../../../../../fixtures/mod/kinetic')
const reference = JSON.parse(readFileSync(resolve(fixtures, 'neuron.json'), 'utf8')) as Reference

/** Rounding of some hundred operations. NEURON stops Newton's method where all changes together are below 1e-6. */
const relativeTolerance = 1e-9
/** NEURON looks for a steady state with seven steps of 1e9 ms, which keep amounts to 1e-7 only. */
const steadyTolerance = 1e-6

function numberIn(world: World, name: string): number | undefined {
  const ion = /^ion (\w+)i$/.exec(name)?.[1]
  if (ion) return world[`ion:${ion} ${ion}i`]
  // A concentration that is a STATE is the ion's own.
  return world[`own ${name}`] ?? world[`$${name}`] ?? world[`ion:ca ${name}`]
}

describe('nmodl kinetic against NEURON 8.2.2', () => {
  for (const [file, cases] of Object.entries(reference.mechanisms)) {
    it(`computes what NEURON computes for ${file}, held at three voltages`, () => {
      const text = readFileSync(resolve(fixtures, file), 'utf8')
      const { value, diagnostics } = compileMechanism(createSourceText(file, text))
      expect(diagnostics.filter(diagnostic => diagnostic.severity === 'error')).toEqual([])
      if (!value) return
      let compared = 0
      for (const { v, steps } of cases) {
        // A section of L 20 and diam 10 µm at 24 °C, as in record.py.
        const place = { vMv: v, celsius: 24, dtMs: 0.1, areaUm2: Math.PI * 200, diameterUm: 10 }
        const world = worldOf(value, place)
        steps.forEach((expected, index) => {
          if (index === 0) initialise(value, world)
          else step(value, world)
          for (const [name, theirs] of Object.entries(expected)) {
            const ours = numberIn(world, name) ?? NaN
            const error = ours === theirs ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12)
            expect(error, `${name} at ${v} mV, step ${index}: ${ours} against ${theirs}`).toBeLessThan(
              file === 'steadyPair.mod' ? steadyTolerance : relativeTolerance,
            )
            compared++
          }
        })
      }
      expect(compared).toBeGreaterThan(0)
    })
  }
})
