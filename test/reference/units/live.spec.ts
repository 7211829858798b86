import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkedUnits } from '../../support/checkedUnits.ts'
import { mechanismFiles } from '../../support/mechanismFiles.ts'
import { askModlunit } from './recordModlunit.ts'

const isInstalled = spawnSync('modlunit', ['--version'], { timeout: 10_000 }).error === undefined

/** What modlunit 8.2.2 cannot read: RANDOM; SERIES, which is our own; a PARAMETER with elements. */
const unreadable = /^\s*(?:(?:RANDOM|SERIES)\b|\w+\[\d+\] =)/m

const files = mechanismFiles()
  .map(path => ({ path, text: readFileSync(path, 'utf8') }))
  .filter(({ text }) => !unreadable.test(text))

/** The text without comments, each replaced by as many spaces. */
function withoutComments(text: string): string {
  return text
    .replace(/COMMENT[\s\S]*?ENDCOMMENT|TITLE.*|[:?].*/g, comment => comment.replace(/[^\n]/g, ' '))
    .replace(/\bUNITS\s*\{[^}]*\}/g, block => block.replace(/[^\n]/g, ' '))
}

/** Copies of a file with another unit in one place, or with one factor of conversion made 1. */
function mutants(text: string): readonly string[] {
  const code = withoutComments(text)
  const made: string[] = []
  const replace = (at: number, length: number, by: string): void => {
    made.push(text.slice(0, at) + by + text.slice(at + length))
  }
  for (const match of code.matchAll(/\(\s*[\d.]+(?:e[+-]?\d+)?\s*\)/g)) {
    replace(match.index, match[0].length, '(1)')
  }
  // A unit of a declaration or of a number: not a name in an expression, and no product of names.
  for (const match of code.matchAll(
    /(?<=\b(?:\w+|[\d.]+) )\((mV|ms|\/ms|mM|um|S\/cm2|uS|mA\/cm2|nA|degC)\)/g,
  )) {
    for (const unit of ['cm2', '1', 'ms']) {
      if (unit !== match[1]) replace(match.index, match[0].length, `(${unit})`)
    }
  }
  return made
}

describe.skipIf(!isInstalled)('units, asking modlunit', () => {
  it.each(files)('accepts and refuses $path alike', ({ text }) => {
    expect(checkedUnits(text).length > 0).toBe(askModlunit(text) !== null)
  })

  it('decides alike on files with one unit or factor wrong', () => {
    const all = files.flatMap(({ text }) => mutants(text))
    const differing: string[] = []
    for (let i = 0; i < all.length; i += Math.ceil(all.length / 150)) {
      const text = all[i] ?? ''
      if (checkedUnits(text).length > 0 !== (askModlunit(text) !== null)) differing.push(text)
    }
    expect(all.length).toBeGreaterThan(300)
    expect(differing).toEqual([])
  })
})
