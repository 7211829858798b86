import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../src-engine/nmodl/compile.ts'
import { initialise, step, worldOf, type World } from '../../../support/oneInstance.ts'

/** What record.py wrote: for each file, each voltage and each step the visible numbers by name. */
interface Reference {
  readonly mechanisms: Readonly<
    Record<
      string,
      readonly { readonly v: number; readonly steps: readonly Readonly<Record<string, number>>[] }[]
    >
  >
}

const fixtures = resolve(import.meta.dirname, '../../../fixtures/mod')
const builtin = resolve(import.meta.dirname, '../../../../resources/mechanisms/builtin')
const reference = JSON.parse(readFileSync(resolve(fixtures, 'neuron.json'), 'utf8')) as Reference

/** Rounding of a few operations, plus that of reassociated factors; never a different formula. */
const relativeTolerance = 1e-9

function numberIn(world: World, name: string): number | undefined {
  const current = /^total i(\w+)$/.exec(name)?.[1]
  if (current) return world[`ion:${current} i${current}`]
  return world[`own ${name}`] ?? world[`$${name}`]
}

describe('nmodl against NEURON 8.2.2', () => {
  for (const [file, cases] of Object.entries(reference.mechanisms)) {
    it(`computes what NEURON computes for ${file}, held at five voltages`, () => {
      const path = resolve(['pas.mod', 'hh.mod'].includes(file) ? builtin : fixtures, file)
      const { value, diagnostics } = compileMechanism(createSourceText(file, readFileSync(path, 'utf8')))
      expect(diagnostics.filter(diagnostic => diagnostic.severity === 'error')).toEqual([])
      if (!value) return
      let compared = 0
      for (const { v, steps } of cases) {
        // A section of L 20 and diam 10 µm at 24 °C, as in record.py.
        const place = { vMv: v, celsius: 24, dtMs: 0.025, areaUm2: Math.PI * 200, diameterUm: 10 }
        const world = { ...worldOf(value, place), $usetable: 0 }
        steps.forEach((expected, index) => {
          if (index === 0) initialise(value, world)
          else step(value, world)
          for (const [name, theirs] of Object.entries(expected)) {
            const ours = numberIn(world, name) ?? NaN
            const error = ours === theirs ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12)
            expect(error, `${name} at ${v} mV, step ${index}: ${ours} against ${theirs}`).toBeLessThan(
              relativeTolerance,
            )
            compared++
          }
        })
      }
      expect(compared).toBeGreaterThan(0)
    })
  }
})
