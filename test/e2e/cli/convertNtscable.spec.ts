import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hillock, scratchFolder } from '../../support/cli.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

const scratch = scratchFolder('convert-ntscable')

/** A folder of its own with a copy of a fixture. */
function sourceIn(folder: string, fixture: string): string {
  mkdirSync(join(scratch.path, folder), { recursive: true })
  const path = join(scratch.path, folder, 'cell.nts')
  copyFileSync(join(fixtureFolder, 'morphology', fixture), path)
  return path
}

describe('cli convert --ntscable', () => {
  it('takes the letters of the program', () => {
    const { status, stdout } = hillock(
      'convert',
      sourceIn('letters', 'rapp_pc1.nts'),
      ...['--to', 'cable', '--ntscable', '-a', '2', '-n', '350', '-z', '--json', '--report'],
    )
    expect(status).toBe(0)
    const [file] = (JSON.parse(stdout) as { files: { report: { options: unknown; segments: unknown } }[] })
      .files
    expect(file?.report.options).toMatchObject({ accuracy: 2, segments: 350, averageOutlineZ: true })
    expect(file?.report.segments).toMatchObject({ requested: 350 })
    expect(readFileSync(join(scratch.path, 'letters/cell.cable.hoc'), 'utf8')).toContain(
      'proc init_topology_0()',
    )
  })
  it('writes branches that run through branch points, or sections that end there', () => {
    const source = sourceIn('styles', 'malformed/x_valid_tagged.nts')
    const target = join(scratch.path, 'styles/cell.hoc')
    expect(hillock('convert', source, '--to', 'hoc', '--ntscable').status).toBe(0)
    expect(readFileSync(target, 'utf8')).toContain('dendrite_1[2]')
    expect(
      hillock('convert', source, '--to', 'hoc', '--ntscable', '--style', 'split', '--force').status,
    ).toBe(0)
    expect(readFileSync(target, 'utf8')).toContain('dend1[3]')
  })
  it('writes other formats from its sections', () => {
    const source = sourceIn('swc', 'malformed/x_valid_tagged.nts')
    expect(hillock('convert', source, '--to', 'swc', '--ntscable', '--correct-x', '2').status).toBe(0)
    const points = readFileSync(join(scratch.path, 'swc/cell.swc'), 'utf8').match(/^\d.*$/gm) ?? []
    expect(points.some(line => line.includes(' 60 9 0 '))).toBe(true)
  })
  it('says which points were lost, with their lines', () => {
    const source = sourceIn('lost', 'malformed/x_unmerged_tto.nts')
    const { stdout, stderr } = hillock('convert', source, '--to', 'hoc', '--ntscable', '--report')
    expect(stderr).toContain('ntscable/joined-to-end')
    expect(stdout).toMatch(/1 points? left out:\n {2}line 19 TTO: /)
  })
  it('refuses values that an option does not have, and its options without it', () => {
    const source = sourceIn('wrong', 'malformed/x_valid_tagged.nts')
    const wrong = hillock('convert', source, '--to', 'hoc', '--ntscable', '-n', '0')
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('a whole number from 1 to')])
    const alone = hillock('convert', source, '--to', 'swc', '-l', '50')
    expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining('only with --ntscable')])
    const both = hillock('convert', source, '--to', 'hoc', '--ntscable', '--soma', 'sphere')
    expect([both.status, both.stderr]).toEqual([2, expect.stringContaining('leave --lenient and --soma out')])
  })
})
