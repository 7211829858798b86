import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { english, mergeMessages, type MessageTree } from '../../../../src-renderer/i18n/index.ts'

const root = resolve(import.meta.dirname, '../../../../src-renderer')

function has(tree: MessageTree, key: string): boolean {
  let at: MessageTree | string | undefined = tree
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined
  return typeof at === 'string'
}

describe('i18n messages', () => {
  it('has a text for every key that a view names', () => {
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(name =>
      /\.(vue|ts)$/.test(name),
    )
    const missing = files.flatMap(name => {
      const text = readFileSync(join(root, name), 'utf8')
      const keys = [...text.matchAll(/\b(?:t|translate)\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? '')
      return keys.filter(key => !has(english, key)).map(key => `${name}: ${key}`)
    })
    expect(missing).toEqual([])
  })

  it('puts groups of several files together', () => {
    expect(mergeMessages({ a: { x: '1' }, b: '2' }, { a: { y: '3' } })).toEqual({
      a: { x: '1', y: '3' },
      b: '2',
    })
  })
})
