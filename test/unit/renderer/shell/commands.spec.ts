import { describe, expect, it } from 'vitest'
import { fuzzyMatch } from '../../../../src-renderer/shell/commands/fuzzyMatch.ts'
import {
  findCommand,
  matchesShortcut,
  parseShortcut,
  showShortcut,
} from '../../../../src-renderer/shell/commands/keymap.ts'

const press = (
  key: string,
  keys: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...keys,
})

describe('shell shortcuts', () => {
  it('mean Ctrl here and ⌘ on a Mac', () => {
    const undo = parseShortcut('Mod+Z')
    expect(matchesShortcut(press('z', { ctrlKey: true }), undo, false)).toBe(true)
    expect(matchesShortcut(press('z', { metaKey: true }), undo, true)).toBe(true)
    expect(matchesShortcut(press('z', { ctrlKey: true }), undo, true)).toBe(false)
    expect(matchesShortcut(press('Z', { ctrlKey: true, shiftKey: true }), undo, false)).toBe(false)
  })

  it('are written as the system writes them', () => {
    expect(showShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
    expect(showShortcut('Mod+Shift+Z', true)).toBe('⇧⌘Z')
    expect(showShortcut('Space', false)).toBe('Space')
    expect(showShortcut('F5', false)).toBe('F5')
  })

  it('find the first enabled command, by any of its shortcuts', () => {
    const commands = [
      { id: 'off', title: '', shortcut: 'Mod+Y', enabled: () => false, run: () => undefined },
      { id: 'redo', title: '', shortcut: ['Mod+Shift+Z', 'Mod+Y'], run: () => undefined },
    ]
    expect(findCommand(press('y', { ctrlKey: true }), commands, false)?.id).toBe('redo')
    expect(findCommand(press('y'), commands, false)).toBeUndefined()
  })
})

describe('shell fuzzy match', () => {
  const best = (query: string, titles: readonly string[]): string | undefined =>
    titles
      .flatMap(title => {
        const match = fuzzyMatch(query, title)
        return match ? [{ title, score: match.score }] : []
      })
      .toSorted((a, b) => b.score - a.score)[0]?.title

  const titles = [
    'Colour the cell by type',
    'Colour the cell by voltage',
    'Open a cell…',
    'Show Problems',
    'Undo',
  ]

  it.each([
    ['und', 'Undo'],
    ['cv', 'Colour the cell by voltage'],
    ['oc', 'Open a cell…'],
    ['volt', 'Colour the cell by voltage'],
    ['SHOW PRO', 'Show Problems'],
  ])('finds for "%s" "%s"', (query, title) => {
    expect(best(query, titles)).toBe(title)
  })

  it('marks the letters that fit, in their order', () => {
    expect(fuzzyMatch('opcl', 'Open a cell…')?.at).toEqual([0, 1, 7, 9])
    expect(fuzzyMatch('lec', 'Open a cell…')).toBeUndefined()
  })

  it('answers soon for long texts that nearly fit', () => {
    expect(fuzzyMatch(`${'a'.repeat(40)}b`, 'a'.repeat(300))).toBeUndefined()
  })
})
