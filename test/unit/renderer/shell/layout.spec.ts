import { Circle } from '@lucide/vue'
import { describe, expect, it } from 'vitest'
import { defaultSizes, panelsOf } from '../../../../src-renderer/shell/defaultLayout.ts'
import { takerOf } from '../../../../src-renderer/shell/fileTakers.ts'
import { readStoredLayout, storeLayout } from '../../../../src-renderer/shell/storedLayout.ts'

const panel = (id: string, order: number, openAtStart = true) =>
  ({ id, title: id, icon: Circle, component: Circle, defaultArea: 'left', order, openAtStart }) as const

describe('shell layout', () => {
  it('keeps its sides readable from a small laptop to a wall', () => {
    for (const [width, height] of [[1024, 700], [1440, 900], [3840, 2160]] as const) {
      const sizes = defaultSizes(width, height)
      expect(width - sizes.left - sizes.right).toBeGreaterThan(width * 0.45)
      expect(sizes.below).toBeLessThan(height / 2)
    } // prettier-ignore
  })

  it('opens the panels of an area in their order, without those that open on demand', () => {
    const panels = [panel('b', 2), panel('hidden', 0, false), panel('a', 1)]
    expect(panelsOf('left', panels).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(panelsOf('right', panels)).toEqual([])
  })

  it('comes back as it was stored', () => {
    const layout = { panels: { cell: { id: 'cell' } } } as unknown as Parameters<typeof storeLayout>[0]
    expect(readStoredLayout(storeLayout(layout), new Set(['cell']))).toEqual(layout)
  })

  it.each([['', 'nothing'], ['{', 'broken text'], ['{"version":99}', 'a newer version'], ['null', 'null']])(
    'is the default one for %j (%s)',
    text => {
      expect(readStoredLayout(text, new Set(['cell']))).toBeUndefined()
    },
  ) // prettier-ignore

  it('is the default one where a panel no longer exists', () => {
    const text = '{"version":1,"layout":{"panels":{"gone":{"id":"gone"}}}}'
    expect(readStoredLayout(text, new Set(['cell']))).toBeUndefined()
  })
})

describe('shell files', () => {
  it('go to the feature that knows their ending, in any case', () => {
    const take = (): void => undefined
    const features = [
      { id: 'morphology', title: '', icon: Circle, files: { extensions: ['.swc', '.asc'], take } },
    ]
    expect(takerOf('Cell.SWC', features)?.take).toBe(take)
    expect(takerOf('cell.swc.txt', features)).toBeUndefined()
  })
})
