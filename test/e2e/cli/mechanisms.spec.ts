import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hillock, root, scratchFolder } from '../../support/cli.ts'

const { path: scratch, file } = scratchFolder('cli-mechanisms')

const hh = join(root, 'resources/mechanisms/builtin/hh.mod')
const broken = file(
  'broken.mod',
  'NEURON { SUFFIX broken NONSPECIFIC_CURRENT i }\nBREAKPOINT {\n  i = gg*v\n}\n',
)

describe('cli check', () => {
  it('describes a mechanism as one JSON object of exactly this shape', () => {
    const { status, stdout } = hillock('check', hh, '--json')
    expect(status).toBe(0)
    const { files, ...rest } = JSON.parse(stdout) as { files: Record<string, unknown>[] }
    expect(rest).toEqual({})
    const { compileMs, ...checked } = files[0] ?? {}
    expect(compileMs).toBeGreaterThan(0)
    expect(checked).toEqual({
      file: hh,
      ok: true,
      mechanism: {
        name: 'hh',
        kind: 'density',
        ranges: ['gnabar', 'gkbar', 'gl', 'el', 'il', 'gna', 'gk'],
        globals: [],
        states: ['m', 'h', 'n'],
        ions: [
          { ion: 'na', reads: ['ena'], writes: ['ina'], valence: null },
          { ion: 'k', reads: ['ek'], writes: ['ik'], valence: null },
        ],
      },
      diagnostics: [],
    })
  })

  it('ends with 1 and shows the line with a mark under the fault', () => {
    const { status, stdout, stderr } = hillock('check', broken)
    expect(status).toBe(1)
    expect(stderr).toContain('broken.mod:3:7: error nmodl/undeclared-name')
    expect(stderr).toContain('3 |   i = gg*v\n          ^^')
    expect(stdout).toMatch(/^refused .*1 error/)
  })

  it('goes through a folder, with the refused among the good in JSON', () => {
    const folder = join(scratch, 'folder')
    mkdirSync(join(folder, 'deeper'), { recursive: true })
    mkdirSync(join(folder, '.hidden'))
    file('folder/deeper/c.mod', 'NEURON { SUFFIX c }\n')
    file('folder/.hidden/d.mod', 'NEURON { SUFFIX d }\n')
    file('folder/b.mod', 'NEURON { SUFFIX b RANGE q }\nPARAMETER { q = 1 }\n')
    file('folder/a.mod', 'NEURON { SUFFIX a\n')
    file('folder/readme.txt', 'nothing')
    const { status, stdout } = hillock('check', folder, '--json')
    expect(status).toBe(1)
    const { files } = JSON.parse(stdout) as { files: { file: string; ok: boolean; mechanism: unknown }[] }
    expect(files.map(one => [one.file, one.ok])).toEqual([
      [join(folder, 'a.mod'), false],
      [join(folder, 'b.mod'), true],
      [join(folder, 'deeper', 'c.mod'), true],
    ])
    expect(files[0]?.mechanism).toBeNull()
  })

  it('checks units where that is asked for, and warns without refusing', () => {
    const text =
      'NEURON { SUFFIX u RANGE g NONSPECIFIC_CURRENT i }\nUNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }\n' +
      'PARAMETER { g = 1 (S/cm2) }\nASSIGNED { v (mV) i (mA/cm2) }\nBREAKPOINT { i = g + v }\n'
    const path = file('units.mod', text)
    const codes = (output: string) =>
      (JSON.parse(output) as { files: { diagnostics: { code: string; severity: string }[] }[] }).files[0]
        ?.diagnostics
    expect(codes(hillock('check', path, '--json').stdout)).toEqual([])
    const { status, stdout } = hillock('check', path, '--units', '--json')
    expect(status).toBe(0)
    expect(codes(stdout)).toContainEqual(
      expect.objectContaining({ code: 'nmodl/units-differ', severity: 'warning' }),
    )
  })

  it('takes in files of its folder, and shows where they are wrong', () => {
    const folder = join(scratch, 'including')
    mkdirSync(folder)
    const path = file('including/a.mod', 'NEURON { SUFFIX a }\nINCLUDE "rates.inc"\n')
    file('including/rates.inc', 'PARAMETER {\n  q = 1\n  q = 2\n}\n')
    const { status, stderr } = hillock('check', path)
    expect(status).toBe(1)
    expect(stderr).toContain('rates.inc:3:3: error nmodl/duplicate-name')
    file('including/b.mod', 'NEURON { SUFFIX b }\nINCLUDE "../broken.mod"\n')
    expect(hillock('check', join(folder, 'b.mod')).stderr).toContain('nmodl/include-not-found')
  })

  it('ends with 1 where there is nothing to check, and with 2 on wrong usage', () => {
    const empty = join(scratch, 'empty')
    mkdirSync(empty)
    expect(hillock('check', empty).status).toBe(1)
    expect(hillock('check', join(scratch, 'nothing.mod')).stderr).toContain('there is no such file')
    expect(hillock('check').status).toBe(2)
    expect(hillock('check', hh, '--loud').status).toBe(2)
  })
})

describe('cli print', () => {
  it('shows what each pass makes', () => {
    expect(hillock('print', hh, '--pass', 'tree').stdout).toContain('NEURON {')
    expect(hillock('print', hh, '--pass', 'model').stdout).toContain('density mechanism hh')
    const { status, stdout } = hillock('print', hh, '--pass', 'program')
    expect(status).toBe(0)
    expect(stdout).toContain('program hh.current')
  })

  it('ends with 2 and names the passes where there is no such pass', () => {
    const { status, stderr } = hillock('print', hh, '--pass', 'magic')
    expect(status).toBe(2)
    expect(stderr).toMatch(/tree.*model.*program/)
    expect(hillock('print', hh).status).toBe(2)
  })

  it('shows the passes before the one that refuses, and ends with 1', () => {
    const tree = hillock('print', broken, '--pass', 'tree')
    expect(tree.stdout).toContain('gg * v')
    expect(tree.status).toBe(1)
    const program = hillock('print', broken, '--pass', 'program')
    expect(program).toMatchObject({ status: 1, stdout: '' })
    expect(program.stderr).toContain('nmodl/undeclared-name')
  })
})
