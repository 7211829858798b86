import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkedUnits } from '../../support/checkedUnits.ts'
import type { Verdict } from './recordModlunit.ts'
import { snippets } from './snippets.ts'

const recorded = JSON.parse(readFileSync(resolve(import.meta.dirname, 'modlunit.json'), 'utf8')) as Record<
  string,
  Verdict
>

describe('units, against modlunit', () => {
  it('has a verdict on every snippet', () => {
    expect(Object.keys(recorded)).toEqual(snippets.map(({ name }) => name))
  })

  it.each(snippets.filter(({ differs }) => differs === undefined))(
    'decides alike on $name',
    ({ name, text }) => {
      const verdict = recorded[name]
      const said = checkedUnits(text)
      expect(said.length > 0, said.map(({ message }) => message).join('\n')).toBe(verdict !== null)
    },
  )

  it.each(snippets.filter(({ differs }) => differs !== undefined))(
    'decides otherwise on $name, by rule $differs',
    ({ name, text }) => {
      // A hint is not a rejection: what only modlunit would not understand is one.
      const rejects = checkedUnits(text).some(({ severity }) => severity === 'warning')
      expect(rejects).toBe(recorded[name] === null)
    },
  )
})
