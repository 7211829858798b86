import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../../../src-engine/morphology/text/decodeText.ts'
import { TextScanner } from '../../../../../src-engine/morphology/text/textScanner.ts'
import { bytesOf } from '../support.ts'

function scannerOf(text: string): TextScanner {
  const decoded = decodeText(bytesOf(text))
  if (!decoded) throw new Error('not a text')
  return new TextScanner(decoded)
}

describe('morphology textScanner', () => {
  it.each([
    '0',
    '-0',
    '+7',
    '12.',
    '.5',
    '-1.25e-3',
    '1e22',
    '1e23',
    '1E+05',
    '9007199254740993',
    '0.1',
    '123456789012345.6',
    '-3308.9740109999998',
    '2.2250738585072011e-308',
    '1e400',
    '0.000000000000000000000000000001',
  ])('reads %s as JavaScript does', text => {
    expect(scannerOf(text).number()).toBe(Number(text))
  })
  it.each(['', 'x', '-', '.', '+.', 'e5', ',1', 'nan', 'inf'])('finds no number in “%s”', text => {
    expect(scannerOf(text).number()).toBeNaN()
  })
  it('stops a number where it ends', () => {
    const scanner = scannerOf('  12e 3-4.5.6')
    expect([scanner.number(), scanner.position]).toEqual([12, 4])
    scanner.position = 5
    expect([scanner.number(), scanner.number(), scanner.number()]).toEqual([3, -4.5, 0.6])
  })
  it('never reads on past the end of a line', () => {
    const scanner = scannerOf('1\n2')
    scanner.number()
    expect(scanner.number()).toBeNaN()
  })
  it.each(['\n', '\r\n', '\r'])('counts lines that end with %j', ending => {
    const scanner = scannerOf(['a', '', 'c', ''].join(ending))
    const lines = [scanner.line]
    while (scanner.nextLine()) lines.push(scanner.line)
    expect(lines).toEqual([1, 2, 3])
  })
})
