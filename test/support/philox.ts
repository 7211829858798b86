const mask = 0xffffffffn

/** Philox4x32-10 with whole numbers of any length: the words of a counter and a key. */
export function philoxWords(counter: readonly number[], key: readonly number[]): readonly number[] {
  let [c0 = 0n, c1 = 0n, c2 = 0n, c3 = 0n] = counter.map(BigInt)
  let [k0 = 0n, k1 = 0n] = key.map(BigInt)
  for (let round = 0; round < 10; round++) {
    const [a, b] = [0xd2511f53n * c0, 0xcd9e8d57n * c2]
    ;[c0, c1, c2, c3] = [(b >> 32n) ^ c1 ^ k0, b & mask, (a >> 32n) ^ c3 ^ k1, a & mask]
    k0 = (k0 + 0x9e3779b9n) & mask
    k1 = (k1 + 0xbb67ae85n) & mask
  }
  return [c0, c1, c2, c3].map(Number)
}

/** Number `sequence` of a stream with these ids, uniform between 0 and 1. */
export function streamNumber(ids: readonly [number, number, number], sequence: number): number {
  const [id1, id2, id3] = ids
  const words = philoxWords([Math.floor(sequence / 4), id3, id1, id2], [0, 0])
  return ((words[sequence % 4] ?? NaN) + 1) / (2 ** 32 + 1)
}

/** FNV-1a of a text, as a number below 2^32. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5n
  for (const character of text) hash = ((hash ^ BigInt(character.charCodeAt(0))) * 0x01000193n) & mask
  return Number(hash)
}
