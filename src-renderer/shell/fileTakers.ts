import type { Feature, FileTaker } from './feature.ts'

/** The feature that takes a file with this name, by its ending. */
export function takerOf(name: string, features: readonly Feature[]): FileTaker | undefined {
  const lower = name.toLowerCase()
  return features.find(feature => feature.files?.extensions.some(ending => lower.endsWith(ending)))?.files
}

/** Every ending that some feature takes, in their order. */
export function knownEndings(features: readonly Feature[]): readonly string[] {
  return [...new Set(features.flatMap(feature => feature.files?.extensions ?? []))]
}
