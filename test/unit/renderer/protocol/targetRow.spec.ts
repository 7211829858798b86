// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import type { PlayTarget } from '../../../../src-engine/model/document.ts'
import TargetRow from '../../../../src-renderer/features/protocol/courses/TargetRow.vue'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import type { ModelParts } from '../../../../src-renderer/features/protocol/modelParts.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

let close = (): void => undefined
afterEach(() => close())

async function open(target: PlayTarget) {
  const changes: PlayTarget[] = []
  const { host } = createFakeHost()
  const parts: Partial<ModelParts> = {
    document: emptyModel('cell'),
    mechanisms: new Map(),
    regions: ['all'],
    sections: ['soma[0]'],
  }
  const props = { target, parts, what: 'play', onChange: (next: PlayTarget) => changes.push(next) }
  const mounted = await mountPanel(TargetRow, host, props)
  close = mounted.close
  return { ...mounted, changes }
}

describe('protocol target of a play', () => {
  it.each([
    [{ variable: 'v', region: 'all', scale: 2 }, 'each', [2]],
    [{ variable: 'v', region: 'all', scale: [3, 4] }, 'one', 3],
  ] as const)('has one factor or one for each compartment: %o', async (target, kind, scale) => {
    const { wrapper, changes } = await open(target)
    await wrapper.find('select[aria-label="Factors"]').setValue(kind)
    expect(changes).toEqual([{ ...target, scale }])
  })

  it('edits factors in a table, which only a region has', async () => {
    const { wrapper, changes } = await open({ variable: 'v', region: 'all', scale: [3, 4] })
    const table = wrapper.find('table[aria-label="Factors of v"], [aria-label="Factors of v"]')
    expect(table.findAll('input').map(input => (input.element as HTMLInputElement).value)).toEqual(
      expect.arrayContaining(['3', '4']),
    )
    await wrapper.findAll('select')[0]!.setValue('own')
    expect(changes.at(-1)).not.toHaveProperty('scale')
  })
})
