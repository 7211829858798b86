import { describe, expect, it } from 'vitest'
import type { Program } from '../../../../src-engine/program/program.ts'
import { verifyProgram } from '../../../../src-engine/program/verify.ts'
import { hhCurrent, hhState } from '../../../support/hhModel.ts'
import { machines, refusalOf } from '../../../support/machines.ts'
import {
  bindByHand,
  column,
  handProgram,
  programOfEveryOperation,
  register,
  scalar,
  type HandColumn,
  type Words,
} from '../../../support/programs.ts'

const columns: readonly HandColumn[] = [
  { space: 'own', name: 'x', access: 'read' },
  { space: 'own', name: 'y', access: 'write' },
  { space: 'node', name: 'v', access: 'read' },
]
const given = { columns, constants: [1], uniforms: [{ name: 'dt', written: false }], hoisted: 1 }

const inLoopGiven = { ...given, faults: [{ code: 'test/fault', facts: {} }] }

const inLoop = (body: readonly Words[]) => handProgram({ ...inLoopGiven, body })

/** A loop that does what is given after it could be left. */
const aLoop = (body: readonly Words[]): readonly Words[] => [
  ['loop', 0, scalar(0)],
  ['leaveUnless', body.length + 1, scalar(0)],
  ...body,
  ['again', body.length + 1],
]

const faults: readonly (readonly [message: string, program: Program])[] = [
  [
    'body operation 0 (add): register 3 is read before it is written',
    handProgram({ ...given, body: [['add', 0, register(3), column(0)]] }),
  ],
  [
    'body operation 0 (add): register 9 does not exist',
    handProgram({ ...given, body: [['add', 0, register(9), column(0)]] }),
  ],
  [
    'body operation 0 (neg): register -1 does not exist',
    handProgram({ ...given, body: [['neg', -1, column(0)]] }),
  ],
  [
    'body operation 0 (neg): column 5 does not exist',
    handProgram({ ...given, body: [['neg', 0, column(5)]] }),
  ],
  [
    'body operation 0 (neg): column own y may not be read',
    handProgram({ ...given, body: [['neg', 0, column(1)]] }),
  ],
  [
    'body operation 0 (store): column own x may not be written',
    handProgram({ ...given, body: [['store', 0, scalar(0)]] }),
  ],
  [
    'body operation 0 (neg): column node v is reached through an index table only',
    handProgram({ ...given, body: [['neg', 0, column(2)]] }),
  ],
  [
    'body operation 0 (addAt): column own y is an own column and has no index table',
    handProgram({ ...given, body: [['addAt', 1, scalar(0)]] }),
  ],
  [
    'body operation 0 (gather): column own x is an own column and has no index table',
    handProgram({ ...given, body: [['gather', 0, column(0)]] }),
  ],
  [
    'body operation 0 (gather): its first operand is a column',
    handProgram({ ...given, body: [['gather', 0, scalar(0)]] }),
  ],
  [
    'body operation 0 (neg): scalar 3 does not exist',
    handProgram({ ...given, body: [['neg', 0, scalar(3)]] }),
  ],
  [
    'body operation 0 (neg): hoisted value 0 is read before it is computed',
    handProgram({ ...given, body: [['neg', 0, scalar(2)]] }),
  ],
  [
    'prologue operation 0 (neg): the prologue may read scalars only',
    handProgram({ ...given, prologue: [['neg', 0, column(0)]], body: [] }),
  ],
  [
    'prologue operation 0 (store): the prologue may only compute',
    handProgram({ ...given, prologue: [['store', 1, scalar(0)]], body: [] }),
  ],
  [
    'prologue operation 0 (neg): hoisted value 1 does not exist',
    handProgram({ ...given, prologue: [['neg', 1, scalar(0)]], body: [] }),
  ],
  [
    'body operation 0 (setUniform): uniform dt may not be written',
    handProgram({ ...given, body: [['setUniform', 0, scalar(0)]] }),
  ],
  [
    'body operation 0 (skipUnless): the skip leads beyond the end',
    handProgram({ ...given, body: [['skipUnless', 1, scalar(0)]] }),
  ],
  [
    'body operation 2 (neg): register 0 is read before it is written',
    handProgram({
      ...given,
      body: [
        ['skipUnless', 1, column(0)],
        ['neg', 0, column(0)],
        ['neg', 1, register(0)],
      ],
    }),
  ],
  [
    'body operation 1 (setUniform): a uniform is set where a skip may pass by, which only a sequential program may do',
    handProgram({
      ...given,
      uniforms: [{ name: 'n', written: true }],
      body: [
        ['skipUnless', 1, column(0)],
        ['setUniform', 0, scalar(0)],
      ],
    }),
  ],
  [
    'body operation 0: operation code 99 does not exist',
    { ...handProgram({ ...given, body: [] }), body: Int32Array.from([99, 0, 0, 0, 0]) },
  ],
  [
    'its operations break off in the middle',
    { ...handProgram({ ...given, body: [] }), body: Int32Array.from([1, 0]) },
  ],
  [
    'it reads t but does not say so',
    handProgram({ ...given, uniforms: [{ name: 't', written: false }], body: [] }),
  ],
  [
    'column own a has 0 elements',
    handProgram({ ...given, columns: [{ space: 'own', name: 'a', access: 'read', length: 0 }], body: [] }),
  ],
  [
    'column node v has 2 elements',
    handProgram({ ...given, columns: [{ space: 'node', name: 'v', access: 'read', length: 2 }], body: [] }),
  ],
  [
    'column own a: fault 1 does not exist',
    handProgram({
      ...given,
      columns: [{ space: 'own', name: 'a', access: 'read', outOfRange: 1 }],
      body: [],
    }),
  ],
  [
    'body operation 0 (element): column own x has no fault for an index out of range',
    handProgram({ ...given, body: [['element', 0, column(0), scalar(0), scalar(0)]] }),
  ],
  [
    'body operation 0 (element): its first operand is a column',
    handProgram({ ...given, body: [['element', 0, scalar(0), scalar(0), scalar(0)]] }),
  ],
  [
    'body operation 0 (storeElement): column own x may not be written',
    handProgram({ ...given, body: [['storeElement', 0, scalar(0), scalar(0), scalar(0)]] }),
  ],
  ['body operation 0 (fault): fault 1 does not exist', inLoop([['fault', 1, scalar(0)]])],
  [
    'body operation 0 (emit): event kind 9 does not exist',
    inLoop([['emit', 9, scalar(0), scalar(0), scalar(0)]]),
  ],
  [
    'a loop has no end',
    inLoop([
      ['loop', 0, scalar(0)],
      ['leaveUnless', 0, scalar(0)],
    ]),
  ],
  ['body operation 0 (leaveUnless): it does not belong to a loop', inLoop([['leaveUnless', 0, scalar(0)]])],
  [
    'body operation 1 (again): it does not belong to a loop, or the loop cannot be left',
    inLoop([
      ['loop', 0, scalar(0)],
      ['again', 0],
    ]),
  ],
  [
    'body operation 2 (again): it does not lead to its loop’s beginning',
    inLoop([
      ['loop', 0, scalar(0)],
      ['leaveUnless', 1, scalar(0)],
      ['again', 2],
    ]),
  ],
  [
    'body operation 1 (leaveUnless): it does not lead just behind its loop',
    inLoop([
      ['loop', 0, scalar(0)],
      ['leaveUnless', 0, scalar(0)],
      ['again', 1],
    ]),
  ],
  [
    'body operation 0 (loop): a loop’s limit is a constant',
    inLoop([
      ['loop', 0, scalar(1)],
      ['leaveUnless', 1, scalar(0)],
      ['again', 1],
    ]),
  ],
  [
    'body operation 0 (loop): a loop’s limit is no number of rounds',
    handProgram({ ...inLoopGiven, constants: [1.5], body: aLoop([]) }),
  ],
  [
    'body operation 0 (skipUnless): the skip leads into a loop or out of one',
    inLoop([['skipUnless', 2, column(0)], ...aLoop([])]),
  ],
  [
    'body operation 1 (skipUnless): the skip leads into a loop or out of one',
    inLoop([
      ['loop', 0, scalar(0)],
      ['skipUnless', 1, column(0)],
      ['leaveUnless', 1, scalar(0)],
      ['again', 2],
    ]),
  ],
  [
    'body operation 2 (skipUnless): the skip leads into a loop or out of one',
    inLoop(aLoop([['skipUnless', 1, column(0)]])),
  ],
  // The rest of a loop may never have run.
  [
    'body operation 4 (neg): register 0 is read before it is written',
    inLoop([...aLoop([['neg', 0, column(0)]]), ['neg', 1, register(0)]]),
  ],
  // In the first round nothing has been written further down.
  [
    'body operation 2 (neg): register 0 is read before it is written',
    inLoop(
      aLoop([
        ['neg', 1, register(0)],
        ['neg', 0, column(0)],
      ]),
    ),
  ],
  [
    'body operation 2 (setUniform): a uniform is set where a skip may pass by, which only a sequential program may do',
    handProgram({
      ...inLoopGiven,
      uniforms: [{ name: 'n', written: true }],
      body: aLoop([['setUniform', 0, scalar(0)]]),
    }),
  ],
  [
    'too many loops within one another',
    inLoop(Array.from({ length: 33 }, (): Words => ['loop', 0, scalar(0)])),
  ],
  ['it asks for 70000 registers', handProgram({ ...given, registers: 70000, body: [] })],
]

describe('program verify', () => {
  it.each(
    [hhCurrent, hhState, programOfEveryOperation().program].map(program => [program.name, program] as const),
  )('accepts %s', (_, program) => {
    expect(verifyProgram(program)).toBeUndefined()
  })

  it('accepts a register written on both ways around a skip', () => {
    const body = [
      ['neg', 0, column(0)],
      ['skipUnless', 1, column(0)],
      ['abs', 0, column(0)],
      ['store', 1, register(0)],
    ] as const
    expect(verifyProgram(handProgram({ ...given, body }))).toBeUndefined()
  })

  it('accepts what a loop reads of the round before, if it was there before the loop', () => {
    const body: readonly Words[] = [
      ['neg', 0, column(0)],
      ...aLoop([
        ['neg', 1, register(0)],
        ['abs', 0, register(1)],
      ]),
      ['store', 1, register(0)],
    ]
    expect(verifyProgram(inLoop(body))).toBeUndefined()
  })

  it.each(faults)('refuses: %s', (message, program) => {
    expect(verifyProgram(program)).toContain(message)
  })

  it.skipIf(machines.length === 0).each(faults)('the machine refuses in the same words: %s', (_, program) => {
    const machine = machines[0]!
    const { model, call } = bindByHand(machine, program, {
      count: 1,
      fill: () => 0,
      tables: { node: { indices: [0], extent: 1 } },
    })
    expect(refusalOf(() => machine.runOnce(model, 0, call))).toBe(verifyProgram(program))
  })
})
