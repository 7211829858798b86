import { describe, expect, it } from 'vitest'
import { searchMatches } from '../../../../src-renderer/components/searchMatches.ts'

const groups = [
  { title: 'Stimuli', items: [{ id: 'a', title: 'IClamp', note: 'current clamp' }, { id: 'b', title: 'SEClamp' }] },
  { title: 'Recording', items: [{ id: 'c', title: 'Probe', words: 'record vector clamp' }] },
] // prettier-ignore
const ids = (query: string) => searchMatches(groups, query).flatMap(({ items }) => items.map(({ id }) => id))

describe('components search matches', () => {
  it('shows everything while nothing is typed, in the order given', () => {
    expect(ids('')).toEqual(['a', 'b', 'c'])
  })

  it('wants every word, in the title, the note, the hidden words or the heading', () => {
    expect(ids('current clamp')).toEqual(['a'])
    expect(ids('vector')).toEqual(['c'])
    expect(ids('stimuli')).toEqual(['a', 'b'])
    expect(ids('nothing')).toEqual([])
  })

  it('puts first whose title begins with it, with its group', () => {
    expect(ids('pro')[0]).toBe('c')
    expect(ids('se')).toEqual(['b'])
  })

  it('puts last what cannot be chosen now', () => {
    const items = [
      { id: 'x', title: 'Series', unavailable: 'needs a process' },
      { id: 'y', title: 'A series' },
    ]
    const [group] = searchMatches([{ title: '', items }], 'series')
    expect(group?.items.map(({ id }) => id)).toEqual(['y', 'x'])
  })
})
