import { createI18n } from 'vue-i18n'

/** Messages of one file: keys in groups, sentences at the leaves. */
export interface MessageTree {
  [key: string]: string | MessageTree
}

/** Puts two message files together, group by group. */
export function mergeMessages(first: MessageTree, second: MessageTree): MessageTree {
  const merged: MessageTree = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const before = merged[key]
    merged[key] =
      typeof before === 'object' && typeof value === 'object' ? mergeMessages(before, value) : value
  }
  return merged
}

const files = import.meta.glob<MessageTree>('./en*.json', { eager: true, import: 'default' })

/** All English texts: every `en*.json` of this folder. */
export const english: MessageTree = Object.values(files).reduce(mergeMessages, {})

/** The texts of the window. One language so far; another one is another set of files. */
export const texts = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en: english },
})

/** A text for code outside components: names of edits, commands. */
export function translate(key: string, names: Readonly<Record<string, string | number>> = {}): string {
  return texts.global.t(key, names)
}
