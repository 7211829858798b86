import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../src-engine/nmodl/compile.ts'
import { parse } from '../../../../src-engine/nmodl/parser/parser.ts'
import { createReport } from '../../../../src-engine/nmodl/report.ts'
import { printTree } from '../../../../src-engine/nmodl/ast/print.ts'
import { constructs, partsOf } from '../../../support/nmodl/constructs.ts'

const root = resolve(import.meta.dirname, '../../../fixtures/mod')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map(name => name.replaceAll('\\', '/'))
  .filter(name => name.endsWith('.mod'))
  .sort()

/** Those that were written to use the whole language; the other folders have tests of their own. */
const own = files.filter(name => name.startsWith('language/'))

const textOf = (file: string): string => readFileSync(resolve(root, file), 'utf8')
const includeBeside = (file: string) => (name: string) => {
  const path = resolve(root, dirname(file), name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

describe('nmodl corpus', () => {
  it('has at least 120 files that use every construct of the language at least twice', () => {
    const users = new Map(Object.keys(constructs).map(name => [name, 0]))
    for (const file of files) {
      const text = textOf(file)
      const parts = partsOf(parse(createReport(createSourceText(file, text)), includeBeside(file)), text)
      for (const [name, isIn] of Object.entries(constructs)) {
        if (isIn(parts)) users.set(name, (users.get(name) ?? 0) + 1)
      }
    }
    expect(files.length).toBeGreaterThanOrEqual(120)
    expect([...users].filter(([, count]) => count < 2)).toEqual([])
  })

  it('consists of files that NEURON accepts, but for RANDOM, which is younger than the NEURON that was asked', () => {
    const { verdicts } = JSON.parse(textOf('language/verdicts.json')) as {
      verdicts: Readonly<Record<string, string>>
    }
    expect(Object.keys(verdicts).sort()).toEqual(own)
    const others = own.filter(file => verdicts[file] !== 'accepted')
    expect(others.filter(file => !/^\s*NEURON\s*\{[^}]*\bRANDOM\b/m.test(textOf(file)))).toEqual([])
  })

  it.each(own)('compiles %s', file => {
    const { value, diagnostics } = compileMechanism(createSourceText(file, textOf(file)), {
      readInclude: includeBeside(file),
    })
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors).toEqual([])
    expect(value).toBeDefined()
  })

  it.each(own)('prints a tree of %s that reads back as itself', file => {
    const printed = printTree(parse(createReport(createSourceText(file, textOf(file))), includeBeside(file)))
    const again = createReport(createSourceText(file, printed))
    expect(printTree(parse(again))).toBe(printed)
    expect(again.errors()).toBe(0)
  })
})
