import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../src-engine/core/source/sourceText.ts'
import { parseUnit } from '../../src-engine/core/units/parseUnit.ts'
import { convertQuantity } from '../../src-engine/core/units/plainUnits.ts'
import { unitNames } from '../../src-engine/core/units/unitDatabase.ts'
import { buildModel } from '../../src-engine/nmodl/model/buildModel.ts'
import { parse } from '../../src-engine/nmodl/parser/parser.ts'
import { createReport } from '../../src-engine/nmodl/report.ts'
import { checkUnits } from '../../src-engine/nmodl/units/checkUnits.ts'
import { unitMessages } from '../../src-engine/nmodl/units/messages.ts'
import { mechanismFiles } from '../support/mechanismFiles.ts'
import { edit, textEdits } from '../support/textEdits.ts'

const texts = mechanismFiles().map(path => readFileSync(path, 'utf8'))

/** Pieces of units, of expressions, and of statements that the check looks into. */
const pieces = [
  ...'()/-^*+=~<>{}1230.eE|µ%$ ',
  ...['mV', 'ms', 'cm2', '/ms', 'milli', 'meg', '1e-3', '1-3', 'degC', '(mV)', '(1)', '(0.001)', ' (flurb)'],
  ...[
    'UNITSOFF',
    'UNITSON',
    'COMPARTMENT 1 {',
    'LOCAL x',
    'exp(',
    '^2',
    '^x',
    '<->',
    '<<',
    'f_flux',
    'v',
    "m'",
  ],
  ...['__proto__', 'constructor', '(constructor)', '(toString/ms)', '9'.repeat(30)],
]

/** A text of the library with a few stretches replaced. */
const damaged = fc
  .tuple(fc.constantFrom(...texts), textEdits(fc.constantFrom(...pieces), { longest: 12, most: 5 }))
  .map(([text, edits]) => edit(text, edits))

const settings = { seed: 20260422, numRuns: 400 }

/** Checks the units of whatever could be read of a text; what is said must point into it. */
function checkSoundly(text: string): number {
  const report = createReport(createSourceText('fuzz.mod', text))
  const tree = parse(report)
  const model = buildModel(report, tree)
  const errors = report.errors()
  if (model) checkUnits(report, model, tree)
  expect(report.errors()).toBe(errors)
  for (const { code, span, message } of report.diagnostics) {
    expect(span && span.start >= 0 && span.start < span.end && span.start <= text.length).toBe(true)
    if (Object.hasOwn(unitMessages, code)) expect(message).not.toMatch(/NaN|undefined|Infinity/)
  }
  return report.diagnostics.length
}

describe('units fuzz', () => {
  it('reads any text as a unit or names what is none', () => {
    const part = fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom(...unitNames()),
      fc.string({ maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const parsed = parseUnit(parts.join(''))
        if ('unknown' in parsed) return
        expect(parsed.unit.factor > 0 && Number.isFinite(parsed.unit.factor)).toBe(true)
        expect(parsed.unit.dimension.every(Number.isInteger)).toBe(true)
        const there = convertQuantity(1.5, parts.join(''), parts.join(''))
        if (there !== undefined) expect(there).toBeCloseTo(1.5, 9)
      }),
      settings,
    )
  })

  it('checks what is left of damaged files', () => {
    fc.assert(
      fc.property(damaged, text => void checkSoundly(text)),
      settings,
    )
  })

  const head = 'NEURON { SUFFIX s }\nPARAMETER { a (mV) b (ms) }\n'
  const many = (count: number, one: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => one(i)).join('')
  it.each([
    ['wrong sums', `${head}PROCEDURE p() { LOCAL x\n${many(20_000, i => `x = a + ${i}*b\n`)} }`],
    ['unknown units', `${head}PARAMETER { ${many(5000, i => `x${i} (flurb${i}a)\n`)} }`],
    [
      'units',
      `${head}PARAMETER { ${many(5000, i => `x${i} (${i + 2} mV)\n`)} }\nPROCEDURE p() { ${many(5000, i => `b = x${i}\n`)} }`,
    ],
    [
      'definitions',
      `${head}UNITS { ${many(5000, i => `(u${'abcdefghij'.charAt(i % 10)}${'x'.repeat(i % 50)}) = (mV)\n`)} }`,
    ],
    [
      'names without a unit',
      `${head}PARAMETER { ${many(5000, i => `x${i}\n`)} }\nPROCEDURE p() { ${many(4999, i => `x${i} = x${i + 1}\n`)} x0 = a }`,
    ],
    [
      'factors without a unit',
      `${head}PARAMETER { ${many(400, i => `x${i}\n`)} }\nPROCEDURE p() { b = ${many(400, i => `x${i}*`)}a }`,
    ],
    ['prefixes', `${head}PARAMETER { x (${'milli'.repeat(20_000)}m) }`],
    ['powers', `${head}PARAMETER { x (m${'9'.repeat(50_000)}) }`],
    [
      'reactions',
      `${head}STATE { ${many(500, i => `s${i} (mV)\n`)} }\nKINETIC k { ${many(499, i => `~ s${i} <-> s${i + 1} (a, b)\n`)} }`,
    ],
    ['parentheses', `${head}PROCEDURE p() { b = ${'('.repeat(100)}a${')'.repeat(100)} }`],
  ])('ends soon on too many %s', (_, text) => {
    const started = performance.now()
    expect(checkSoundly(text)).toBeLessThanOrEqual(200)
    // Not a speed test: quadratic behaviour would take minutes here.
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
