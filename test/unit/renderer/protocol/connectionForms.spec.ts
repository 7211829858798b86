// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import type { Component } from 'vue'
import {
  emptyModel,
  type ConnectionUse,
  type ModelDocument,
  type PlayTarget,
  type PointerUse,
} from '../../../../src-engine/model/document.ts'
import TargetRow from '../../../../src-renderer/features/protocol/courses/TargetRow.vue'
import {
  connectionChoices,
  targetVariables,
} from '../../../../src-renderer/features/protocol/courses/targetVariables.ts'
import ConnectionCard from '../../../../src-renderer/features/protocol/events/ConnectionCard.vue'
import PointerCard from '../../../../src-renderer/features/protocol/events/PointerCard.vue'
import type { ModelParts } from '../../../../src-renderer/features/protocol/modelParts.ts'
import { addPointProcess, removeItem } from '../../../../src-renderer/stores/modelEdits.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { fakeMechanisms } from '../../../support/fakeHost/mechanisms.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const at = { section: 'soma[0]', x: 0.5 }
const connection: ConnectionUse = {
  id: 'c',
  source: { kind: 'threshold', at, variable: 'v', threshold: 0 },
  target: 'expsyn1',
  delayMs: 2,
  weights: [0.01],
}
const course = (targets: readonly PlayTarget[]) =>
  ({ id: 'course', targets, values: [0, 1], timesMs: [0, 1], course: 'stepped' }) as const
const model: ModelDocument = {
  ...addPointProcess(emptyModel('m'), at, 'ExpSyn'),
  connections: [connection],
  plays: [course([{ connection: 'c', variable: 'weight' }, { variable: 'expsyn1.e' }])],
}
const parts: ModelParts = {
  document: model,
  mechanisms: new Map(fakeMechanisms.map(mechanism => [mechanism.name, mechanism])),
  sections: ['soma[0]'],
  regions: ['all'],
}

let close = (): void => undefined
afterEach(() => close())

async function open<Use>(component: Component, props: object) {
  const changes: Use[] = []
  const edits: ModelDocument[] = []
  const { host } = createFakeHost()
  const mounted = await mountPanel(component, host, {
    ...{ parts, selected: true, findings: [], ...props },
    onChange: (next: Use) => changes.push(next),
    onEdit: (_: string, change: (document: ModelDocument) => ModelDocument) => edits.push(change(model)),
  })
  close = mounted.close
  return { ...mounted, changes, edits }
}

describe('protocol card of a connection', () => {
  it('turns it off, and back on by leaving that out of the document', async () => {
    const { wrapper, changes } = await open<ConnectionUse>(ConnectionCard, { use: connection })
    await wrapper.find('input[type="checkbox"]').setValue(false)
    expect(changes).toEqual([{ ...connection, active: false }])
    close()
    const off = await open<ConnectionUse>(ConnectionCard, { use: { ...connection, active: false } })
    expect(off.wrapper.text()).toContain('→ expsyn1, off')
    await off.wrapper.find('input[type="checkbox"]').setValue(true)
    expect(off.changes).toEqual([connection])
  })

  it('has as its shortest delay its delay, unless another is given', async () => {
    const { wrapper, changes } = await open<ConnectionUse>(ConnectionCard, { use: connection })
    const field = wrapper.find('input[aria-label="shortest delay"]')
    expect((field.element as HTMLInputElement).value).toBe('2')
    await field.setValue('0.5')
    await field.trigger('blur')
    expect(changes.at(-1)).toEqual({ ...connection, leastDelayMs: 0.5 })
    close()
    const own = await open<ConnectionUse>(ConnectionCard, { use: { ...connection, leastDelayMs: 0.5 } })
    const again = own.wrapper.find('input[aria-label="shortest delay"]')
    await again.setValue('2')
    await again.trigger('blur')
    expect(own.changes.at(-1)).toEqual(connection)
  })

  it('shows the courses that lead to it, and lets its weight follow another', async () => {
    const { wrapper, edits } = await open(ConnectionCard, { use: connection })
    expect(wrapper.text()).toContain('follows course')
    await wrapper.findAll('button').find(button => button.text().includes('weight follow'))!.trigger('click') // prettier-ignore
    expect(edits[0]?.plays?.at(-1)?.targets).toEqual([{ connection: 'c', variable: 'weight' }])
  })
})

describe('protocol card', () => {
  it('opens when its arrow is pressed, though the press selects it, which opens it too', async () => {
    const { wrapper } = await open(ConnectionCard, { use: connection, selected: false, folded: true })
    const arrow = wrapper.find('button.fold')
    const isOpen = () => arrow.attributes('aria-expanded')
    const press = async () => {
      await arrow.trigger('pointerdown')
      await wrapper.setProps({ selected: true })
      await arrow.trigger('click', { detail: 1 })
    }
    await press()
    expect(isOpen()).toBe('true')
    await press()
    expect(isOpen()).toBe('false')
    // By the keyboard, a click comes without a press.
    await arrow.trigger('click', { detail: 0 })
    expect(isOpen()).toBe('true')
  })
})

describe('protocol course of a connection', () => {
  it('can lead to its weights, its delay, its threshold, and whether it is active', () => {
    const names = (target: PlayTarget) => targetVariables(parts, target).map(({ name, unit }) => [name, unit])
    const [weight] = parts.mechanisms.get('ExpSyn')?.events.weights ?? []
    const all = [['weight', weight?.unit], ['delay', 'ms'], ['threshold', 'mV'], ['active', '']] // prettier-ignore
    expect(names({ connection: 'c', variable: '' })).toEqual(expect.arrayContaining(all))
    expect(names({ connection: 'gone', variable: '' })).toEqual([])
    expect(connectionChoices(parts)[0]?.items).toEqual([
      { id: 'c', title: 'c', note: 'v soma[0](0.5) → expsyn1' },
    ])
  })

  it('moves from a process to a connection, which is offered where there is one', async () => {
    const target: PlayTarget = { variable: 'v', region: 'all', scale: [1, 2] }
    const { wrapper, changes } = await open<PlayTarget>(TargetRow, { target, what: 'course' })
    await wrapper.findAll('select')[0]!.setValue('connection')
    expect(changes).toEqual([{ connection: 'c', variable: 'weight' }])
    close()
    const none = { ...parts, document: { ...model, connections: [] } }
    const without = await open<PlayTarget>(TargetRow, { target, what: 'course', parts: none })
    expect(without.wrapper.find('option[value="connection"]').attributes()).toHaveProperty('disabled')
  })

  it('loses its target with the connection, and with the process that the connection leads to', () => {
    expect(removeItem(model, 'c').plays?.[0]?.targets).toEqual([{ variable: 'expsyn1.e' }])
    expect(removeItem(model, 'expsyn1').plays?.[0]?.targets).toEqual([])
  })
})

describe('protocol card of a pointer', () => {
  const pointer: PointerUse = {
    id: 'p',
    of: { process: 'gap1' },
    pointer: 'vgap',
    to: { cell: 'other', at, variable: 'v' },
  }

  it('says into which cell it leads, and turns it to the one that there is', async () => {
    const { wrapper, changes } = await open<PointerUse>(PointerCard, { use: pointer })
    expect(wrapper.text()).toContain('gap1.vgap → v other.soma[0](0.5)')
    await wrapper.find('button[aria-label="Look for the place in this project’s cell"]').trigger('click')
    expect(changes).toEqual([{ ...pointer, to: { at, variable: 'v' } }])
  })
})
