import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from '../../../../src-main/rpc/codec.ts'
import type { Frame } from '../../../../src-main/rpc/frame.ts'

const value = (content: unknown): Frame => ({ kind: 'value', id: 1, value: content })

/** A message with this header, whatever it says. */
function message(header: unknown, attachments = new Uint8Array(0)): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const start = Math.ceil((8 + json.length) / 8) * 8
  const bytes = new Uint8Array(start + attachments.length).fill(32)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x314b4c48, true)
  view.setUint32(4, start - 8, true)
  bytes.set(json, 8)
  bytes.set(attachments, start)
  return bytes
}

describe('rpc codec', () => {
  it('lays typed arrays at multiples of eight bytes, as views on the message', () => {
    const bytes = encodeFrame(value([Uint8Array.of(1, 2, 3), Float64Array.of(0.5)]))
    const { value: back } = decodeFrame(bytes) as { value: [Uint8Array, Float64Array] }
    expect(back).toStrictEqual([Uint8Array.of(1, 2, 3), Float64Array.of(0.5)])
    expect(back[1].buffer).toBe(bytes.buffer)
    expect(back[1].byteOffset % 8).toBe(0)
  })

  it('reads a message that begins anywhere in its buffer', () => {
    const bytes = encodeFrame(value(Float64Array.of(1, 2)))
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(decodeFrame(shifted.subarray(3))).toStrictEqual(value(Float64Array.of(1, 2)))
  })

  it('sends only the part of a buffer that a view shows', () => {
    const part = new Float64Array(1000).subarray(10, 12)
    expect(encodeFrame(value(part)).length).toBeLessThan(200)
  })

  it('tells minus zero from zero', () => {
    const { value: back } = decodeFrame(encodeFrame(value([-0, 0]))) as { value: number[] }
    expect(back.map(one => Object.is(one, -0))).toEqual([true, false])
  })

  it('keeps an object that has a member called $', () => {
    const content = { $: 'Float64Array', at: 0, length: 8 }
    expect(decodeFrame(encodeFrame(value(content)))).toStrictEqual(value(content))
  })

  it.each([
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a bigint', 1n],
    ['a symbol', Symbol('x')],
  ])('refuses to send %s', (_what, content) => {
    expect(() => encodeFrame(value(content))).toThrow(expect.objectContaining({ code: 'rpc/bad-frame' }))
  })

  it('refuses to send what refers to itself', () => {
    const loop: unknown[] = []
    loop.push(loop)
    expect(() => encodeFrame(value(loop))).toThrow(expect.objectContaining({ code: 'rpc/bad-frame' }))
  })

  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  it.each<readonly [string, unknown]>([
    ['text', 'HLK1'],
    ['nothing', new Uint8Array(0)],
    ['other bytes', new Uint8Array(64)],
    ['a header that is not JSON', message('{')],
    ['a header that is not UTF-8', message({}).fill(0xff, 8)],
    ['a header longer than the message', message({}).subarray(0, 8)],
    ['a list', message([])],
    ['a frame without a kind', message({ id: 1 })],
    ['an unknown kind', message({ kind: 'run', id: 1 })],
    ['a fraction as id', message({ kind: 'stop', id: 0.5 })],
    ['a call that names nothing', message({ kind: 'call', id: 1 })],
    ['an error without a code', message({ kind: 'error', id: 1, error: {} })],
    ['very deep nesting', message(`{"kind":"value","id":1,"value":${deep}}`)],
    ['__proto__', message('{"kind":"value","id":1,"value":{"__proto__":{"admin":true}}}')],
    ['an unknown tag', message(value({ $: 'Map' }))],
    ['a tag of a prototype', message(value({ $: 'constructor', at: 0, length: 0 }))],
    ['an unknown number', message(value({ $: 'number', v: '1e400' }))],
    [
      'an attachment past the end',
      message(value({ $: 'Float64Array', at: 0, length: 2 }), new Uint8Array(8)),
    ],
    [
      'an attachment before the start',
      message(value({ $: 'Uint8Array', at: -8, length: 1 }), new Uint8Array(8)),
    ],
    [
      'an attachment between doubles',
      message(value({ $: 'Uint8Array', at: 4, length: 1 }), new Uint8Array(8)),
    ],
    [
      'an endless attachment',
      message(value({ $: 'Float64Array', at: 0, length: 2 ** 52 }), new Uint8Array(8)),
    ],
    [
      'two attachments in one place',
      message(
        value([
          { $: 'Uint8Array', at: 0, length: 8 },
          { $: 'Uint8Array', at: 0, length: 8 },
        ]),
        new Uint8Array(8),
      ),
    ],
  ])('refuses %s', (_what, bytes) => {
    expect(() => decodeFrame(bytes)).toThrow(expect.objectContaining({ code: 'rpc/bad-frame' }))
  })
})
