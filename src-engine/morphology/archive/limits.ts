/** What a packed file may become [bytes]: many times the largest reconstruction; more is damage, or meant to harm. */
export const largestUnpackedBytes = 256 * 1024 * 1024

/** Entries that an archive may have. */
export const mostEntries = 200_000
