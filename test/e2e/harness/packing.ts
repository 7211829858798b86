/**
 * Values as JSON and back, typed arrays included: what crosses from the page to the harness. Both functions run in
 * the page too, out of their own text, so they use nothing from outside.
 */
export function pack(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', text: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(pack)
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return { $: (value as unknown as { [Symbol.toStringTag]: string })[Symbol.toStringTag], text: btoa(text) }
  }
  return { $: 'object', members: Object.entries(value).map(([name, member]) => [name, pack(member)]) }
}

/** The value that `pack` was given. */
export function unpack(packed: unknown): unknown {
  if (typeof packed !== 'object' || packed === null) return packed
  if (Array.isArray(packed)) return packed.map(unpack)
  const {
    $: kind,
    text = '',
    members = [],
  } = packed as { $: string; text?: string; members?: [string, unknown][] }
  if (kind === 'undefined') return undefined
  if (kind === 'number') return Number(text)
  if (kind === 'object') return Object.fromEntries(members.map(([name, member]) => [name, unpack(member)]))
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  const ArrayOf = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[kind]
  return ArrayOf ? new ArrayOf(bytes.buffer) : undefined
}
