import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../support/fixtures.ts'
import { bytesOf } from './support.ts'

const swc = '1 3 0 0 0 1 -1\n2 3 9 0 0 1 1\n'

function utf16(text: string): Uint8Array {
  return Uint8Array.from([0xff, 0xfe, ...Array.from(text, character => [character.charCodeAt(0), 0]).flat()])
}

describe('readMorphology', () => {
  it('finds the format from the contents, whatever the name', () => {
    expect(readMorphology('cell.asc', bytesOf(swc)).value?.format).toBe('swc')
    expect(readMorphology('cell', bytesOf('; c\n((Axon) (0 0 0 1) (1 1 1 1))')).value?.format).toBe('asc')
    expect(readMorphology('cell.txt', bytesOf('head\n1 MTO 3 0 0 0 1\n2 NE 3 9 0 0 1\n')).value?.format).toBe(
      'eutectic',
    )
  })
  it.each([
    ['/* x */\n1 C 0 0 0 1\n2 T 9 0 0 1\n', 'nevin'],
    ['*relative\n*cartesian\nsoma none 0 0 10 10\n', 'genesis'],
    ['create soma[1]\nsoma { pt3dadd(0,0,0,1) pt3dadd(9,0,0,1) }', 'hoc'],
    ['fcbs(1, 1, 0)\ndiam[0]=1\ndx[0]=1\ndiam[1]=1\ndx[1]=1\n', 'cable'],
    ['3d\nmto   0 0 0 1\nne 9 9 9 1\n', 'douglas3d'],
    ['branchID br.ord. seglth segdiam term\n1.1 0 0.1 0.1 ne\n', 'douglas2d'],
    ['version 3\n[2,1] (0,0,0) 1\n[1,2] (9,0,0) 1\n', 'nlv1'],
  ])('finds from “%s” that it is %s', (text, format) => {
    expect(readMorphology('cell.swc', bytesOf(text)).value?.format).toBe(format)
  })
  it('falls back on the extension', () => {
    const { diagnostics } = readMorphology('cell.SWC', bytesOf('1 3 0 0 0 1\n'))
    expect(diagnostics[0]).toMatchObject({
      code: 'swc/unreadable-line',
      at: { line: 1, column: 1 },
      source: 'cell.SWC',
    })
  })
  it('reads UTF-16 and says so', () => {
    const { value, diagnostics } = readMorphology('cell.swc', utf16(swc))
    expect([value?.sections.count, diagnostics[0]?.code]).toEqual([1, 'morphology/encoding'])
  })
  it('keeps the file’s name', () => {
    expect(readMorphology('my cell.swc', bytesOf(swc)).value?.name).toBe('my cell.swc')
  })
  it.each([
    ['malformed/empty.h5', 'HDF5'],
    ['malformed/incorrect_point_columns.h5', '2 × 2'],
    ['malformed/simple-broken-section-type.h5', 'type 20'],
  ])('recognises %s as %s and says what to do', (file, title) => {
    const bytes = readFileSync(join(fixtureFolder, 'morphology', file))
    const { value, diagnostics } = readMorphology(file, bytes)
    expect(value).toBeUndefined()
    expect(diagnostics[0]?.message).toContain(title)
    expect(diagnostics[0]?.help).toMatch(/\w/)
  })
  it.each([['{"neurons": []}', 'JSON']])('recognises “%s” as %s', (text, title) => {
    expect(readMorphology('cell', bytesOf(text)).diagnostics[0]?.message).toContain(title)
  })
  it('recognises Neurolucida’s newer binary files and says what to do', () => {
    const bytes = Uint8Array.from([4, ...bytesOf('V3 NRX file'), 0, 0, 0])
    expect(readMorphology('cell.nrx', bytes).diagnostics[0]?.message).toContain('Neurolucida NRX')
  })
  it('says where each fault is, in a file of which many lines are bad, without flooding', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${i} 3 zero 0 0 1 -1`)
    const { diagnostics } = readMorphology('cell.swc', bytesOf(lines.join('\n')))
    expect(diagnostics.length).toBeLessThan(30)
    expect(diagnostics.at(-1)?.message).toContain('4980')
  })
  it('never refuses without an error, nor accepts with one', () => {
    for (const text of [swc, 'x', '((', '1 1 1 1 1 1 1', '1 MTO 1 1 1 1 1']) {
      const { value, diagnostics } = readMorphology('cell', bytesOf(text))
      expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(value === undefined)
    }
  })
})
