import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CompiledMechanism } from '../../../src-engine/kernel/compiledMechanism.ts'
import { continuousOf, evaluate, ratesOf } from '../../support/continuousInstance.ts'
import { mechanismFiles } from '../../support/mechanismFiles.ts'
import { initialise, worldOf, type World } from '../../support/oneInstance.ts'
import { modelOf } from '../../support/solving.ts'

/** What record.py saw of one mechanism at one voltage; the states of what stands beside it come last. */
interface Case {
  readonly mechanism: string
  readonly v: number
  readonly names: readonly string[]
  readonly y: readonly number[]
  readonly rates: readonly number[]
  readonly ions: Readonly<Record<string, number>>
}

const { cases } = JSON.parse(readFileSync(resolve(import.meta.dirname, 'neuron.json'), 'utf8')) as {
  readonly cases: readonly Case[]
}

/** Mechanisms that another gives a current to. */
const pools = new Set(['capool', 'kext', 'napool'])

const compiled = new Map(
  mechanismFiles().map(file => [basename(file, '.mod').toLowerCase(), modelOf(readFileSync(file, 'utf8'))]),
)

/** Own columns of NEURON's names: `ca_cashells` four times over is `ca[0]` to `ca[3]`. */
function columnsOf(mechanism: CompiledMechanism, names: readonly string[]): readonly (string | undefined)[] {
  const seen = new Map<string, number>()
  const states = continuousOf(mechanism).states.map(({ column }) => column)
  return names.map(full => {
    const name = full.replace(`_${mechanism.name}`, '').replace(`${mechanism.name}.`, '')
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return [name, `${name}[${count}]`].find(column => states.includes(column))
  })
}

describe('rates of states against f(t, y) of NEURON 8.2.2', () => {
  for (const { mechanism: name, v, names, y, rates, ions } of cases) {
    it(`gives ${name} the rates that NEURON gives it at ${v} mV`, () => {
      const mechanism = compiled.get(name.toLowerCase())
      if (!mechanism) throw new Error(`no ${name}`)
      // A section of L 20 and diam 10 µm at 24 °C, as in record.py; hh computes, without its tables.
      const place = { vMv: v, celsius: 24, dtMs: 0.025, areaUm2: Math.PI * 200, diameterUm: 10 }
      const world: World = worldOf(mechanism, place)
      initialise(mechanism, world)
      const columns = columnsOf(mechanism, names)
      const states = continuousOf(mechanism).states.map(({ column }) => column)
      expect(columns.filter(column => column !== undefined).toSorted()).toEqual(states.toSorted())
      columns.forEach((column, index) => {
        if (column !== undefined) world[`own ${column}`] = y[index] ?? NaN
      })
      evaluate(mechanism, world)
      if (pools.has(name)) {
        for (const [ion, value] of Object.entries(ions)) {
          const key = Object.keys(world).find(one => one.startsWith('ion:') && one.endsWith(` ${ion}`))
          if (key) world[key] = value
        }
      }
      const ours = pools.has(name) ? ratesOf(mechanism, world) : evaluate(mechanism, world)
      let compared = 0
      columns.forEach((column, index) => {
        if (column === undefined) return
        const [mine = NaN, theirs = NaN] = [ours[states.indexOf(column)], rates[index]]
        // Sums of reactions that nearly cancel: rounding counts against the largest of the block.
        const size = Math.max(Math.abs(theirs), 1e-3 * Math.abs(y[index] ?? 0))
        expect(Math.abs(mine - theirs), `${column}: ${mine} against ${theirs}`).toBeLessThan(1e-9 * size)
        compared++
      })
      expect(compared).toBe(states.length)
    })
  }
})
