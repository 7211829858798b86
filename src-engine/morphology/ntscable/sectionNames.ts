import type { NtscableOptions } from './options.ts'

/** The array of a neurite's sections: `dendrite_1` as 1.x named it, `dend1` as 2.0 did. */
export function neuriteName({ style }: NtscableOptions, neurite: number): string {
  return `${style === 'through' ? 'dendrite_' : 'dend'}${neurite + 1}`
}

/** `dendrite_1[0]`. */
export function sectionName(options: NtscableOptions, neurite: number, index: number): string {
  return `${neuriteName(options, neurite)}[${index}]`
}
