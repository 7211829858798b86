import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from '../../src-main/rpc/codec.ts'
import { RpcError } from '../../src-main/rpc/errors.ts'
import type { Frame } from '../../src-main/rpc/frame.ts'

const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0))
const content = fc.letrec(tie => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    number,
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.float64Array(),
    fc.float32Array(),
    fc.uint8Array(),
    fc.int32Array(),
    fc.array(tie('any')),
    fc.dictionary(
      fc.oneof(fc.constant('$'), fc.string()).filter(name => name !== '__proto__'),
      tie('any'),
      { noNullPrototype: true },
    ),
  ),
})).any

const frame = content.map((value): Frame => ({ kind: 'value', id: 7, value }))

/** Decoding either gives a frame or refuses it; it never fails in another way. */
function decodesOrRefuses(bytes: Uint8Array): boolean {
  try {
    return typeof decodeFrame(bytes).kind === 'string'
  } catch (error) {
    return error instanceof RpcError && error.code === 'rpc/bad-frame'
  }
}

describe('rpc codec under random input', () => {
  it('gives back every value that it was given', () => {
    fc.assert(
      fc.property(frame, one => {
        expect(decodeFrame(encodeFrame(one))).toStrictEqual(one)
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  it('decodes or refuses any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), decodesOrRefuses), { seed: 2, numRuns: 2000 })
  })

  it('decodes or refuses a message with some bytes changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(frame, changes, (one, places) => {
        const bytes = encodeFrame(one)
        for (const [at, byte] of places) bytes[at % bytes.length] = byte
        return decodesOrRefuses(bytes)
      }),
      { seed: 3, numRuns: 2000 },
    )
  })
})
