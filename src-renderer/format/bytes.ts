const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** A size for people: `812 B`, `4.2 MB` (powers of 1000, as file managers count). */
export function formatBytes(bytes: number): string {
  let value = bytes
  let index = 0
  while (value >= 999.5 && index < units.length - 1) {
    value /= 1000
    index++
  }
  const digits = index === 0 || value >= 100 ? 0 : 1
  return `${value.toFixed(digits)} ${units[index] ?? 'B'}`
}
