import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import type { CompiledMechanism } from '../../../../../src-engine/kernel/compiledMechanism.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import { initialise, step, worldOf, type World } from '../../../../support/oneInstance.ts'

/** One section at one voltage: what record.py saw after INITIAL and after each step. */
interface Case {
  readonly v: number
  readonly usetable: number
  readonly secondorder: number
  readonly steps: readonly Readonly<Record<string, number>>[]
}

const fixtures = resolve(import.meta.dirname, '../../../../fixtures/mod/methods')
const { mechanisms } = JSON.parse(readFileSync(resolve(fixtures, 'neuron.json'), 'utf8')) as {
  readonly mechanisms: Readonly<Record<string, readonly Case[]>>
}

/** Rounding of some operations, and never a different formula. */
const rounding = 1e-9
/** NEURON's Newton stops where a round changes nothing by more than a millionth; ours goes on. */
const looseness: Readonly<Record<string, number>> = {
  'implicitpair.mod': 1e-5,
  'implicitlinear.mod': 1e-6,
  // NEURON's partial steps may make larger errors.
  'nomethod.mod': 1e-4,
  'accumulation.mod': 1e-6,
  'cnexpfallback.mod': 1e-5,
  'nonlinearblock.mod': 1e-5,
}

/** What record.py gives every FUNCTION_TABLE: x and y of its points. */
const points = [
  [-100, 1],
  [-40, 2],
  [0, -1],
  [5, 7],
  [60, 7.5],
] as const

function giveFunctionTables({ functionTables }: CompiledMechanism, world: World): void {
  for (const { name } of functionTables) {
    world[`$${name}.entries`] = points.length
    world[`#table:${name}`] = points.length
    points.forEach(([x, y], index) => {
      world[`table:${name} x[${index}]`] = x
      world[`table:${name} y[${index}]`] = y
    })
  }
}

describe('nmodl methods against NEURON 8.2.2', () => {
  for (const [file, cases] of Object.entries(mechanisms)) {
    it(`computes what NEURON computes for ${file}, held at five voltages`, () => {
      const text = readFileSync(resolve(fixtures, file), 'utf8')
      const { value, diagnostics } = compileMechanism(createSourceText(file, text))
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      if (!value) return
      const tolerance = looseness[file] ?? rounding
      let compared = 0
      for (const { v, usetable, secondorder, steps } of cases) {
        // A section of L 20 and diam 10 µm at 24 °C, as in record.py.
        const place = { vMv: v, celsius: 24, dtMs: 0.025, areaUm2: Math.PI * 200, diameterUm: 10 }
        const world: World = { ...worldOf(value, place), $usetable: usetable, $secondorder: secondorder }
        giveFunctionTables(value, world)
        steps.forEach((expected, index) => {
          if (index === 0) initialise(value, world)
          else step(value, world)
          for (const [name, theirs] of Object.entries(expected)) {
            const ours = world[name] ?? world[`own ${name}`] ?? world[`$${name}`] ?? NaN
            const error = ours === theirs ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 1e-12)
            const what = `${name} at ${v} mV, step ${index}, usetable ${usetable}, secondorder ${secondorder}: ${ours} against ${theirs}`
            expect(error, what).toBeLessThan(tolerance)
            compared++
          }
        })
      }
      expect(compared).toBeGreaterThan(0)
    })
  }
})
