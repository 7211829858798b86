import { fromWords, highWord, lowWord } from './bits.ts'
import { low, product } from './exact.ts'

/** 2/π = 0.101000101111… in binary, 1280 bits: enough for the largest double. */
const twoOverPi = BigInt(
  '0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e0' +
    '06492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f4' +
    '9c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d' +
    '7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361d',
)
const fractionBits = 1280n

export interface HugeAngle {
  readonly quarter: number
  readonly r: number
  readonly rLow: number
}

/**
 * x = quarter·π/2 + r + rLow (quarter modulo 4) for finite |x| > 2^20, with |r| at most π/4. The product with 2/π is
 * formed in whole numbers and cut to the 192 bits that matter.
 */
export function reduceHugeAngle(x: number): HugeAngle {
  const high = highWord(x) & 0x7fffffff
  const power = (high >> 20) - 1075 // |x| = mantissa · 2^power
  const mantissa = (BigInt((high & 0xfffff) | 0x100000) << 32n) | BigInt(lowWord(x))
  // Bits of 2/π before `first` only add whole turns.
  const first = power > 2 ? power - 2 : 0
  const window = (twoOverPi >> (fractionBits - BigInt(first + 192))) & ((1n << 192n) - 1n)
  const fraction = BigInt(192 + first - power)
  const turned = window * mantissa
  let quarter = Number((turned >> fraction) & 3n)
  let rest = turned & ((1n << fraction) - 1n)
  const above = rest >> (fraction - 1n) === 1n
  if (above) {
    quarter++
    rest = (1n << fraction) - rest
  }
  const top = rest.toString(2).length - 1
  const part = (from: number) =>
    Number((rest >> BigInt(from)) & ((1n << 53n) - 1n)) * scale(from - Number(fraction))
  const upper = part(top - 52)
  const lower = part(top - 105)
  // times π/2
  const main = product(upper, 1.5707963267948966)
  const mainLow = low + (upper * 6.123233995736766e-17 + lower * 1.5707963267948966)
  const r = main + mainLow
  const rLow = mainLow - (r - main)
  const negative = x < 0 !== above
  return { quarter: x < 0 ? -quarter : quarter, r: negative ? -r : r, rLow: negative ? -rLow : rLow }
}

function scale(n: number): number {
  return fromWords((n + 1023) << 20, 0)
}
