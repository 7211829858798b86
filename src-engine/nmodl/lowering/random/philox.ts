import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'

/** Four whole numbers below 2^32. */
export type FourWords = readonly [Value, Value, Value, Value]

/** Multipliers of the two halves of a round, and what the key grows by: Salmon et al. 2011, section 3.3. */
const multipliers = [0xd2511f53, 0xcd9e8d57] as const
const keySteps = [0x9e3779b9, 0xbb67ae85] as const
const rounds = 10

/**
 * The generator Philox4x32-10: four words that look random, made of a counter and a key and of nothing else.
 *
 *     (c₀, c₁, c₂, c₃) → (high(m₁c₂) ⊕ c₁ ⊕ k₀, low(m₁c₂), high(m₀c₀) ⊕ c₃ ⊕ k₁, low(m₀c₀)), ten times
 *
 * after J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC11).
 */
export function philox(builder: ProgramBuilder, counter: FourWords, key: readonly [Value, Value]): FourWords {
  const { apply, constant } = bound(builder)
  let [c0, c1, c2, c3] = counter
  for (let round = 0; round < rounds; round++) {
    // Operations on words take their operands modulo 2^32, so the key may grow beyond.
    const [k0, k1] = key.map((word, half) =>
      apply('add', word, constant(round * (keySteps[half] ?? 0))),
    ) as unknown as readonly [Value, Value]
    const [m0, m1] = [constant(multipliers[0]), constant(multipliers[1])]
    ;[c0, c1, c2, c3] = [
      apply('xor32', apply('xor32', apply('mulHigh32', m1, c2), c1), k0),
      apply('mulLow32', m1, c2),
      apply('xor32', apply('xor32', apply('mulHigh32', m0, c0), c3), k1),
      apply('mulLow32', m0, c0),
    ]
  }
  return [c0, c1, c2, c3]
}

function bound(builder: ProgramBuilder): Pick<ProgramBuilder, 'apply' | 'constant'> {
  return {
    apply: (operation, ...operands) => builder.apply(operation, ...operands),
    constant: value => builder.constant(value),
  }
}
