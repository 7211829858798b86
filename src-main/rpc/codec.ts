import { RpcError } from './errors.ts'
import { assertFrame, type Frame } from './frame.ts'

/**
 * One frame as bytes: a JSON header, then the typed arrays as they lie in memory.
 *
 *     0   4  "HLK1"
 *     4   4  length of the header [bytes], little-endian
 *     8      header: JSON in UTF-8, padded with spaces so that what follows begins at a multiple of 8
 *            attachments, each beginning at a multiple of 8 from the message's start
 *
 * What JSON lacks stands in the header as an object with the member `$`:
 *
 *     {"$":"undefined"}  {"$":"number","v":"NaN"|"Infinity"|"-Infinity"|"-0"}
 *     {"$":"Float64Array","at":16,"length":3}       at: bytes from the first attachment
 *     {"$":"object","v":{…}}                        a plain object that itself has a member `$`
 *
 * Anything else (functions, class instances, dates, maps) is refused on both sides.
 */
const magic = 0x314b_4c48 // "HLK1", little-endian

/** Deeper values than any of ours; a bound, so that a hostile header cannot exhaust the stack. */
const deepest = 100

const arrays = {
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const

type ArrayName = keyof typeof arrays
type AnyArray = InstanceType<(typeof arrays)[ArrayName]>

/** @throws RpcError `rpc/bad-frame` where a value cannot cross the wire */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const attachments: AnyArray[] = []
  const place = { end: 0 }
  const header = new TextEncoder().encode(JSON.stringify(toWire(frame, attachments, place, 0)))
  const start = align(8 + header.length)
  const bytes = new Uint8Array(start + place.end)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, start - 8, true)
  bytes.set(header, 8)
  bytes.fill(32, 8 + header.length, start)
  let at = start
  for (const array of attachments) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += align(array.byteLength)
  }
  return bytes
}

/**
 * The frame in a message, which may come from anywhere. Typed arrays are views on the message where it is aligned.
 *
 * @throws RpcError `rpc/bad-frame`
 */
export function decodeFrame(message: unknown): Frame {
  const bytes = alignedBytes(message)
  if (bytes.length < 8) throw bad('it is too short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== magic) throw bad('it does not begin with HLK1')
  const start = 8 + view.getUint32(4, true)
  if (start > bytes.length || start % 8 !== 0) throw bad('its header does not fit')
  const frame = fromWire(parseHeader(bytes.subarray(8, start)), { bytes, start, end: start }, 0)
  assertFrame(frame)
  return frame
}

function toWire(value: unknown, attachments: AnyArray[], place: { end: number }, depth: number): unknown {
  if (depth > deepest) throw bad('it is nested too deeply')
  switch (typeof value) {
    case 'undefined':
      return { $: 'undefined' }
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) }
    case 'object':
      break
    default:
      throw bad(`a ${typeof value} cannot be sent`)
  }
  if (value === null) return null
  if (Array.isArray(value)) {
    // Not `map`, which would skip holes.
    return Array.from(value, item => toWire(item, attachments, place, depth + 1))
  }
  if (ArrayBuffer.isView(value)) return attach(value, attachments, place)
  return plainToWire(value, attachments, place, depth)
}

function plainToWire(value: object, attachments: AnyArray[], place: { end: number }, depth: number): unknown {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw bad('an object with a class of its own cannot be sent')
  }
  const wire: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') throw bad('a member is called "__proto__"')
    wire[name] = toWire(member, attachments, place, depth + 1)
  }
  return Object.hasOwn(wire, '$') ? { $: 'object', v: wire } : wire
}

function attach(value: ArrayBufferView, attachments: AnyArray[], place: { end: number }): unknown {
  // A Node Buffer is a Uint8Array; its tag says so too.
  const name = (value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag]
  if (name === undefined || !Object.hasOwn(arrays, name)) throw bad(`a ${name ?? 'view'} cannot be sent`)
  const array = value as AnyArray
  const at = place.end
  attachments.push(array)
  place.end += align(array.byteLength)
  return { $: name, at, length: array.length }
}

interface Attachments {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly start: number
  /** End of the last attachment taken: each begins after the one before, so that no byte is shared. */
  end: number
}

function fromWire(value: unknown, attachments: Attachments, depth: number): unknown {
  if (depth > deepest) throw bad('it is nested too deeply')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => fromWire(item, attachments, depth + 1))
  const tagged = value as Record<string, unknown>
  if (!Object.hasOwn(tagged, '$')) return membersFromWire(tagged, attachments, depth)
  switch (tagged.$) {
    case 'undefined':
      return undefined
    case 'number':
      return specialNumber(tagged.v)
    case 'object':
      if (typeof tagged.v !== 'object' || tagged.v === null) throw bad('an escaped object is none')
      return membersFromWire(tagged.v as Record<string, unknown>, attachments, depth + 1)
    default:
      return takeAttachment(tagged, attachments)
  }
}

function membersFromWire(value: Record<string, unknown>, attachments: Attachments, depth: number): unknown {
  const members: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') throw bad('a member is called "__proto__"')
    members[name] = fromWire(member, attachments, depth + 1)
  }
  return members
}

function specialNumber(text: unknown): number {
  switch (text) {
    case 'NaN':
      return NaN
    case 'Infinity':
      return Infinity
    case '-Infinity':
      return -Infinity
    case '-0':
      return -0
    default:
      throw bad('a special number is unknown')
  }
}

function takeAttachment(tag: Record<string, unknown>, attachments: Attachments): AnyArray {
  const { $: name, at, length } = tag
  if (typeof name !== 'string' || !Object.hasOwn(arrays, name)) throw bad('a tag is unknown')
  if (!isCount(at) || !isCount(length)) throw bad('an attachment has no place')
  const ArrayOf = arrays[name as ArrayName]
  const from = attachments.start + at
  const to = from + length * ArrayOf.BYTES_PER_ELEMENT
  if (at % 8 !== 0 || from < attachments.end || to > attachments.bytes.length) {
    throw bad('an attachment lies outside of it')
  }
  attachments.end = to
  return new ArrayOf(attachments.bytes.buffer, attachments.bytes.byteOffset + from, length)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** Bytes whose first one lies at a multiple of 8, so that any typed array can be a view on them. */
function alignedBytes(message: unknown): Uint8Array<ArrayBuffer> {
  if (message instanceof ArrayBuffer) return new Uint8Array(message)
  if (!(message instanceof Uint8Array)) throw bad('it is not binary')
  const { buffer } = message
  return buffer instanceof ArrayBuffer && message.byteOffset % 8 === 0
    ? new Uint8Array(buffer, message.byteOffset, message.byteLength)
    : new Uint8Array(message)
}

function parseHeader(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw bad('its header is not JSON')
  }
}

function align(length: number): number {
  return Math.ceil(length / 8) * 8
}

function bad(why: string): RpcError {
  return new RpcError('rpc/bad-frame', `A message that is not part of the protocol came in: ${why}.`)
}
