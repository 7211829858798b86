import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hillock, scratchFolder } from '../../support/cli.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

const scratch = scratchFolder('repair')
const fixture = (name: string) => join(fixtureFolder, 'morphology', 'malformed', name)

interface Answer {
  readonly findings: readonly {
    readonly rule: string
    readonly line: number | null
    readonly samples: readonly { readonly section: string; readonly sample: number }[]
    readonly fixes: readonly string[]
  }[]
  readonly done: readonly {
    readonly rule: string
    readonly fix: string
    readonly edits: readonly unknown[]
  }[]
  readonly before: { readonly areaUm2: number }
  readonly after: { readonly areaUm2: number }
  readonly left: readonly { readonly rule: string }[]
}

function answer(...parameters: string[]): Answer {
  const { status, stdout, stderr } = hillock('repair', ...parameters, '--json')
  expect(stderr).not.toContain('fault')
  expect(status).toBe(0)
  return JSON.parse(stdout) as Answer
}

describe('hillock repair', () => {
  it('lists what may be wrong, where, and what could be done', () => {
    const { status, stdout } = hillock('repair', fixture('fat_end.swc'))
    expect(status).toBe(0)
    expect(stdout).toContain(
      'warning fat-end line 14 (0, 0, 9): “dend[0]” ends 26 µm wide, 4.333 times the mean of its last points.',
    )
    expect(stdout).toContain(
      '    --fix fat-end:narrow-end  Give the end the diameter of the point before it\n',
    )
    expect(stdout).toContain('--fix all-safe repairs 1 of them.')
  })
  it('looks for what it is asked for, by its own names or NeuroM’s, with other thresholds', () => {
    const file = fixture('z_jump.swc')
    expect(answer(file, '--only', 'has_no_jumps').findings).toMatchObject([
      { rule: 'z-jump', line: 14, samples: [{ section: 'dend[1]' }], fixes: ['shift-back'] },
    ])
    expect(answer(file, '--only', 'z-jump', '--threshold', 'z-jump.distance=100').findings).toEqual([])
  })
  it('repairs what it is asked to and writes the cell whole, beside the original', () => {
    const out = join(scratch.path, 'repaired.swc')
    const { done, before, after, left } = answer(
      fixture('fat_end.swc'),
      '--fix',
      'all-safe,fat-end:narrow-end',
      '--out',
      out,
    )
    expect(done.map(({ rule, fix }) => `${rule}:${fix}`)).toEqual([
      'zero-length-segment:delete-duplicates',
      'fat-end:narrow-end',
    ])
    expect(after.areaUm2).toBeLessThan(before.areaUm2)
    expect(left.map(({ rule }) => rule)).not.toContain('fat-end')
    expect(readFileSync(out, 'utf8')).toContain('\n9 3 0 0 9 0.5 8\n')
    expect(existsSync(`${out}.part`)).toBe(false)
    expect(answer(out, '--only', 'fat-end,zero-length-segment').findings).toEqual([])
  })
  it('says what it would do where no file is named, and writes none', () => {
    const { stdout, status } = hillock(
      'repair',
      fixture('Neuron_zero_length_segments.swc'),
      '--fix',
      'all-safe',
    )
    expect(status).toBe(0)
    expect(stdout).toContain('Nothing was written: say where with --out FILE.')
  })
  it('makes edits out of a file first', () => {
    const edits = scratch.file('edits.json', '[{"kind": "resample", "spacing": 0.5}]')
    const out = join(scratch.path, 'fine.swc')
    const { stdout, status } = hillock('repair', fixture('narrow_start.swc'), '--edits', edits, '--out', out)
    expect([status, stdout.split('\n')[0]]).toEqual([0, 'Resample all sections every 0.5 µm'])
    expect(readFileSync(out, 'utf8')).toContain('3 0 0 1.5 1.5')
    const wrong = scratch.file('wrong.json', '[{"kind": "melt"}]')
    const refused = hillock('repair', fixture('narrow_start.swc'), '--edits', wrong)
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('there is no kind “melt”')])
    const impossible = scratch.file('impossible.json', '[{"kind": "merge", "section": "dend[7]"}]')
    expect(hillock('repair', fixture('narrow_start.swc'), '--edits', impossible)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('edit/no-such-section'),
    })
  })
  it('refuses wrong usage before it reads anything', () => {
    const wrong = hillock('repair', fixture('z_jump.swc'), '--fix', 'z-jump:melt')
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('Its fixes: shift-back, spread.'),
    ])
    const same = hillock('repair', fixture('z_jump.swc'), '--out', fixture('z_jump.swc'))
    expect([same.status, same.stderr]).toEqual([2, expect.stringContaining('another file than the original')])
  })
  it('refuses a file that is no cell', () => {
    expect(hillock('repair', fixture('x_cycle.swc')).status).toBe(1)
  })
})
