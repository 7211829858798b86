import { describe, expect, it } from 'vitest'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import {
  bindByHand,
  column,
  handProgram,
  register,
  scalar,
  type HandBinding,
} from '../../../support/programs.ts'
import type { Program } from '../../../../src-engine/program/program.ts'

/** Runs a program and gives back its columns, slot after slot, and its uniforms. */
function run(program: Program, binding: HandBinding) {
  const { oracle } = bindByHand({ arenaOffset: () => 0 }, program, binding)
  interpret(program, oracle)
  const columns = program.columns.map((slot, index) => {
    const length = slot.space === 'own' ? binding.count : (binding.tables?.[slot.space]?.extent ?? 0)
    return Array.from(oracle.arena.subarray(oracle.columns[index], (oracle.columns[index] ?? 0) + length))
  })
  return { columns, uniforms: Array.from(oracle.uniforms, address => oracle.arena[address]) }
}

describe('program interpret', () => {
  it('computes lane by lane from columns, constants and uniforms', () => {
    const program = handProgram({
      constants: [10],
      uniforms: [{ name: 'celsius', written: false }],
      columns: [
        { space: 'own', name: 'x', access: 'read' },
        { space: 'own', name: 'y', access: 'write' },
      ],
      body: [
        ['mulAdd', 0, column(0), scalar(0), scalar(1)],
        ['store', 1, register(0)],
      ],
    })
    expect(run(program, { count: 3, fill: (_, lane) => lane + 1, uniform: () => 0.5 }).columns[1]).toEqual([
      10.5, 20.5, 30.5,
    ])
  })

  it('computes hoisted values once from uniforms', () => {
    const program = handProgram({
      uniforms: [{ name: 'dt', written: false }],
      hoisted: 2,
      columns: [{ space: 'own', name: 'y', access: 'write' }],
      prologue: [
        ['neg', 0, scalar(0)],
        ['mul', 1, scalar(1), scalar(1)],
      ],
      body: [['store', 0, scalar(2)]],
    })
    expect(run(program, { count: 2, fill: () => 0, uniform: () => 3 }).columns[0]).toEqual([9, 9])
  })

  it('adds to shared elements in lane order', () => {
    const program = handProgram({
      columns: [
        { space: 'own', name: 'x', access: 'read' },
        { space: 'node', name: 'rhs', access: 'both' },
      ],
      body: [['addAt', 1, column(0)]],
    })
    const tables = { node: { indices: [2, 0, 2], extent: 4 } }
    // 1e16 + 1 + 1 depends on the order
    const fill = (slot: number, index: number) => (slot === 0 ? [1e16, 5, 1][index]! : index === 2 ? 1 : 0)
    expect(run(program, { count: 3, tables, fill }).columns[1]).toEqual([5, 0, 1 + 1e16 + 1, 0])
  })

  it('skips operations only in lanes where the condition is 0', () => {
    const program = handProgram({
      columns: [
        { space: 'own', name: 'x', access: 'read' },
        { space: 'own', name: 'y', access: 'both' },
      ],
      body: [
        ['skipUnless', 1, column(0)],
        ['store', 1, column(0)],
      ],
    })
    const fill = (slot: number, lane: number) => (slot === 0 ? [0, 2, NaN][lane]! : 7)
    expect(run(program, { count: 3, fill }).columns[1]).toEqual([7, 2, NaN])
  })

  const counter = (sequential: boolean) =>
    handProgram({
      sequential,
      constants: [1],
      uniforms: [{ name: 'count', written: true }],
      hoisted: 1,
      columns: [{ space: 'own', name: 'y', access: 'write' }],
      prologue: [['add', 0, scalar(1), scalar(0)]],
      body: [
        ['store', 0, scalar(2)],
        ['setUniform', 0, scalar(2)],
      ],
    })

  it('lets a lane of a sequential program see what the lane before it wrote', () => {
    expect(run(counter(true), { count: 3, fill: () => 0 })).toEqual({ columns: [[1, 2, 3]], uniforms: [3] })
  })

  it('stores a uniform after all lanes of any other program', () => {
    expect(run(counter(false), { count: 3, fill: () => 0 })).toEqual({ columns: [[1, 1, 1]], uniforms: [1] })
  })
})
