import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology, reductionOptions } from '../../../src-engine/index.ts'
import { hasEngine, hillock, scratchFolder } from '../../support/cli.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

const scratch = scratchFolder('reduce')
const cell = join(fixtureFolder, 'morphology', 'c91662.swc')
const file = (name: string) => join(scratch.path, name)

interface Report {
  readonly method: string
  readonly sections: { readonly before: number; readonly after: number }
  readonly errors: { readonly inputMohm: { readonly full: number; readonly reduced: number } }
  readonly mapping: readonly { readonly section: string; readonly spans: readonly unknown[] }[]
  readonly reducedSections: readonly { readonly name: string; readonly membraneFactor: number }[]
  readonly recommendation?: { readonly candidates: readonly unknown[] }
}

describe('cli reduce', () => {
  it('writes a model, a reconstruction and a report', () => {
    const [model, swc, report] = [file('small.json'), file('small.swc'), file('report.json')]
    const first = hillock('reduce', cell, '--method', 'bush', '--out', model, '--report', report)
    expect(first.status).toBe(0)
    expect(first.stdout).toContain('input resistance of the soma')
    const told = JSON.parse(readFileSync(report, 'utf8')) as Report
    expect(told).toMatchObject({ method: 'bush', sections: { before: 194 } })
    expect(told.mapping).toHaveLength(194)
    expect(told.mapping.every(({ spans }) => spans.length > 0)).toBe(true)
    expect(told.reducedSections).toHaveLength(told.sections.after)

    expect(hillock('reduce', cell, '--method', 'bush', '--out', swc).status).toBe(0)
    expect(readMorphology(swc, readFileSync(swc)).value?.sections.count).toBeGreaterThan(3)

    if (!hasEngine) return
    const asked = ['--site', 'soma[0](0.5)', '--place', 'soma[0](0.5)', '--frequencies', '0']
    const answer = JSON.parse(hillock('impedance', model, ...asked).stdout) as {
      readonly frequencies: readonly { readonly inputMohm: number }[]
    }
    // The engine's own answer for the model that was written.
    expect(Math.abs(answer.frequencies[0]!.inputMohm / told.errors.inputMohm.reduced - 1)).toBeLessThan(1e-9)
  })

  it('reduces a model that it has written, and recommends', () => {
    const model = file('first.json')
    expect(hillock('reduce', cell, '--method', 'stratford', '--out', model).status).toBe(0)
    const { status, stdout } = hillock('reduce', model, '--method', 'rall', '--recommend', '--json')
    expect(status).toBe(0)
    const told = JSON.parse(stdout) as Report
    expect(told.recommendation?.candidates).toHaveLength(2)
    expect(told.sections.after).toBeLessThan(told.sections.before)
  })

  it('lists every option of the table', () => {
    const { stdout } = hillock('reduce', '--help')
    for (const { flag } of reductionOptions) expect(stdout).toContain(`--${flag}`)
  })

  it.each([
    [['--method', 'rall', '--clusters', '3'], 1, 'reduction/bad-option'],
    [['--method', 'collapse', '--cutoffs', '5,3'], 1, 'reduction/bad-option'],
    [['--method', 'collapse', '--group', 'a=dend[999]'], 1, 'reduction/unknown-section'],
    [['--method', 'shrink'], 2, 'shrink'],
    [['--method', 'bush', '--out', file('cell.doc')], 2, 'extension'],
    [['--method', 'bush', '--basal', 'many'], 2, 'not a number'],
  ])('refuses %j', (options, status, said) => {
    const ended = hillock('reduce', cell, ...options)
    expect(ended.status).toBe(status)
    expect(ended.stderr).toContain(said)
    expect(existsSync(file('cell.doc'))).toBe(false)
  })

  it('refuses a network', () => {
    const network = scratch.file(
      'network.json',
      JSON.stringify({
        format: 'hillock-model',
        version: 1,
        document: {
          version: 1,
          cells: [],
          globals: {},
          run: { celsius: 6.3, vInitMv: -65, dtMs: 0.025, tStopMs: 5, method: 'backward-euler' },
        },
        morphologies: {},
        mechanisms: [],
      }),
    )
    const { status, stderr } = hillock('reduce', network, '--method', 'rall')
    expect([status, stderr]).toEqual([1, expect.stringContaining('cli/several-cells')])
  })
})
