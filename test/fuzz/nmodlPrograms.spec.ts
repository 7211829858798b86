import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../src-engine/core/source/sourceText.ts'
import { sin } from '../../src-engine/math/elementary.ts'
import { compileMechanism } from '../../src-engine/nmodl/compile.ts'
import { verifyProgram } from '../../src-engine/program/verify.ts'
import { runProgram, type World } from '../support/oneInstance.ts'

/**
 * Random statements in two forms: NMODL text, and what they do to named numbers. All numbers are small multiples
 * of a power of two, on which + − × and division by 2 are exact: however the compiler reorders, hoists, fuses or
 * skips, the results must be equal to the last bit.
 */
interface Piece {
  readonly text: string
  run(numbers: World): number
}

const ownNames = ['a', 'b', 'c', 'd'] as const
/** Elements of the array w, which has three. */
const elements = ['w[0]', 'w[1]', 'w[2]'] as const
const constants = [0, 1, 2, 3, 0.5, 0.25, -1, -4]

const leaf: fc.Arbitrary<Piece> = fc.oneof(
  fc
    .constantFrom(...ownNames, ...elements, 'v', 'celsius', 'dt', 'shift')
    .map(name => ({ text: name, run: (numbers: World) => numbers[name] ?? NaN })),
  fc
    .constantFrom(...constants)
    .map(value => ({ text: value < 0 ? `(${value})` : String(value), run: () => value })),
)

const binary = (sign: string, compute: (x: number, y: number) => number, operand: fc.Arbitrary<Piece>) =>
  fc.tuple(operand, operand).map(([x, y]) => ({
    text: `(${x.text} ${sign} ${y.text})`,
    run: (numbers: World) => compute(x.run(numbers), y.run(numbers)),
  }))

const unary = (form: (x: string) => string, compute: (x: number) => number, operand: fc.Arbitrary<Piece>) =>
  operand.map(x => ({ text: form(x.text), run: (numbers: World) => compute(x.run(numbers)) }))

/** The right side happens only where the left does not decide. */
const logical = (sign: '&&' | '||', operand: fc.Arbitrary<Piece>) =>
  fc.tuple(operand, operand).map(([x, y]) => ({
    text: `(${x.text} ${sign} ${y.text})`,
    run: (numbers: World) => {
      const left = x.run(numbers) !== 0
      return Number(sign === '&&' ? left && y.run(numbers) !== 0 : left || y.run(numbers) !== 0)
    },
  }))

/** An element that is looked at only where it is there. */
const guarded = (operand: fc.Arbitrary<Piece>) =>
  operand.map(({ text, run }) => ({
    text: `(u(${text}) >= 0 && j < 3 && w[j])`,
    run: (numbers: World) => {
      const j = Math.floor(run(numbers))
      numbers.j = j
      return Number(j >= 0 && j < 3 && numbers[`w[${j}]`] !== 0)
    },
  }))

/** A call that changes a number. */
const bumping = (operand: fc.Arbitrary<Piece>) =>
  operand.map(({ text, run }) => ({
    text: `bump(${text})`,
    run: (numbers: World) => {
      const x = run(numbers)
      numbers.d = (numbers.d ?? NaN) + x / 4
      return Number(x > 0)
    },
  }))

const { expression } = fc.letrec<{ expression: Piece }>(tie => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 3 },
    { arbitrary: binary('+', (x, y) => x + y, tie('expression')), weight: 3 },
    { arbitrary: binary('-', (x, y) => x - y, tie('expression')), weight: 3 },
    { arbitrary: binary('*', (x, y) => x * y, tie('expression')), weight: 3 },
    { arbitrary: binary('<', (x, y) => Number(x < y), tie('expression')), weight: 1 },
    { arbitrary: binary('==', (x, y) => Number(x === y), tie('expression')), weight: 1 },
    { arbitrary: logical('&&', tie('expression')), weight: 1 },
    { arbitrary: logical('||', tie('expression')), weight: 1 },
    { arbitrary: guarded(tie('expression')), weight: 1 },
    { arbitrary: bumping(tie('expression')), weight: 1 },
    {
      arbitrary: unary(
        x => `(-${x})`,
        x => -x,
        tie('expression'),
      ),
      weight: 2,
    },
    {
      arbitrary: unary(
        x => `(!${x})`,
        x => Number(x === 0),
        tie('expression'),
      ),
      weight: 1,
    },
    {
      arbitrary: unary(
        x => `(${x}/4)`,
        x => x / 4,
        tie('expression'),
      ),
      weight: 2,
    },
    {
      arbitrary: unary(
        x => `(${x}/dt)`,
        x => x / 0.5,
        tie('expression'),
      ),
      weight: 1,
    },
    {
      arbitrary: unary(
        x => `(${x}^2)`,
        x => x * x,
        tie('expression'),
      ),
      weight: 1,
    },
    {
      arbitrary: unary(
        x => `fabs(${x})`,
        x => Math.abs(x),
        tie('expression'),
      ),
      weight: 1,
    },
    // Dear, so that branches become worth skipping; exact again after rounding down.
    {
      arbitrary: unary(
        x => `floor(16*sin(${x}))`,
        x => Math.floor(16 * sin(x)),
        tie('expression'),
      ),
      weight: 2,
    },
  ),
}))

/** A whole number from 0 to below a limit made of an expression, as text and as a number. */
const small = (text: string, below: number) => `fmod(floor(fabs(${text})), ${below})`
const smallOf = (value: number, below: number) => Math.floor(Math.abs(value)) % below

const { block } = fc.letrec<{ statement: Piece; block: Piece }>(tie => ({
  statement: fc.oneof(
    { depthSize: 'small' },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constantFrom(...ownNames, ...elements), expression).map(([name, value]) => ({
        text: `${name} = ${value.text}`,
        run: (numbers: World) => (numbers[name] = value.run(numbers)),
      })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(expression, tie('block'), tie('block')).map(([condition, then, otherwise]) => ({
        text: `if (${condition.text}) {\n${then.text}\n} else {\n${otherwise.text}\n}`,
        run: (numbers: World) => (condition.run(numbers) !== 0 ? then : otherwise).run(numbers),
      })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(expression, expression).map(([index, value]) => ({
        text: `k = ${small(index.text, 3)}\nw[k] = ${value.text}`,
        run: (numbers: World) => {
          numbers.k = smallOf(index.run(numbers), 3)
          return (numbers[`w[${numbers.k}]`] = value.run(numbers))
        },
      })),
    },
    {
      weight: 1,
      arbitrary: expression.map(index => ({
        text: `k = ${small(index.text, 3)}\nc = w[k]`,
        run: (numbers: World) => {
          numbers.k = smallOf(index.run(numbers), 3)
          return (numbers.c = numbers[`w[${numbers.k}]`] ?? NaN)
        },
      })),
    },
    // Known rounds are written out; the others become loops of the program.
    {
      weight: 1,
      arbitrary: fc.tuple(fc.integer({ min: 0, max: 3 }), tie('block')).map(([last, body]) => ({
        text: `FROM i = 1 TO ${last} {\n${body.text}\n}`,
        run: (numbers: World) => {
          for (let i = 1; i <= last; i++) body.run(numbers)
          return 0
        },
      })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(expression, tie('block')).map(([last, body]) => ({
        text: `n = ${small(last.text, 4)}\nFROM i = 1 TO n {\n${body.text}\nd = d + i/4\n}`,
        run: (numbers: World) => {
          numbers.n = smallOf(last.run(numbers), 4)
          for (let i = 1; i <= (numbers.n ?? NaN); i++) {
            body.run(numbers)
            numbers.d = (numbers.d ?? NaN) + i / 4
          }
          return 0
        },
      })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(expression, tie('block')).map(([rounds, body]) => ({
        text: `m = ${small(rounds.text, 3)}\nwhile (m > 0) {\n${body.text}\nm = m - 1\n}`,
        run: (numbers: World) => {
          numbers.m = smallOf(rounds.run(numbers), 3)
          while ((numbers.m ?? NaN) > 0) {
            body.run(numbers)
            numbers.m = (numbers.m ?? NaN) - 1
          }
          return 0
        },
      })),
    },
    {
      weight: 1,
      arbitrary: expression.map(value => ({
        text: `b = twice(${value.text}, a)`,
        run: (numbers: World) => (numbers.b = 2 * value.run(numbers) + (numbers.a ?? NaN)),
      })),
    },
  ),
  block: fc.array(tie('statement'), { minLength: 1, maxLength: 5 }).map(statements => ({
    text: statements.map(({ text }) => text).join('\n'),
    run: (numbers: World) => statements.reduce((_, statement) => statement.run(numbers), 0),
  })),
}))

const moderate = (value: number): boolean =>
  value === 0 || (Math.abs(value) < 2 ** 20 && Number.isInteger(value * 2 ** 20))

describe('nmodl programs', () => {
  it('do to the last bit what the statements say, whatever the passes did', () => {
    fc.assert(
      fc.property(
        block,
        fc.array(fc.constantFrom(...constants, 7, -0.75), { minLength: 8, maxLength: 8 }),
        (body, start) => {
          const [a = 0, b = 0, c = 0, d = 0, v = 0, ...w] = start
          const numbers: World = { a, b, c, d, v, celsius: 8, dt: 0.5, shift: -2 }
          elements.forEach((name, index) => (numbers[name] = w[index] ?? 0))
          body.run(numbers)
          const names = [...ownNames, ...elements]
          const results = names.map(name => numbers[name] ?? NaN)
          // Beyond these sizes the arithmetic is no longer exact, in whatever order.
          fc.pre(results.every(moderate))
          const text = `
NEURON { SUFFIX s RANGE a, b, c, d, w GLOBAL shift }
PARAMETER { shift = -2 }
ASSIGNED { v celsius dt a b c d w[3] j k m n }
BREAKPOINT {
${body.text}
}
FUNCTION twice(x, y) { LOCAL x2
  x2 = 2*x
  twice = x2 + y
}
FUNCTION u(x) {
  j = floor(x)
  u = j
}
FUNCTION bump(x) {
  d = d + x/4
  bump = x > 0
}`
          const { value, diagnostics } = compileMechanism(createSourceText('random.mod', text))
          expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
          const program = value?.programs.state
          const world: World = {
            'own a': a,
            'own b': b,
            'own c': c,
            'own d': d,
            'node v': v,
            $celsius: 8,
            $dt: 0.5,
            $shift: -2,
          }
          for (const name of elements) world[`own ${name}`] = w[elements.indexOf(name)] ?? 0
          if (program) {
            expect(verifyProgram(program)).toBeUndefined()
            expect(runProgram(program, world).fault).toBeUndefined()
          }
          // −0 and 0 are one number here: adding 0 is left out.
          expect(names.map(name => (world[`own ${name}`] ?? NaN) + 0)).toEqual(
            results.map(result => result + 0),
          )
        },
      ),
      { seed: 11, numRuns: 600 },
    )
  })
})
