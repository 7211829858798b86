import { ProgramBuilder } from '../../src-engine/program/builder.ts'
import type { Value } from '../../src-engine/program/graph.ts'
import { interpret } from '../../src-engine/program/interpret.ts'
import { printProgram } from '../../src-engine/program/print.ts'
import type { Program } from '../../src-engine/program/program.ts'
import { bindByHand } from './programs.ts'

/** Makes values of x, each of which is stored. */
export type Make = (b: ProgramBuilder, x: Value) => readonly Value[]

/** A program that stores some values made of x. */
export function programOf(make: Make): Program {
  const builder = new ProgramBuilder('test')
  make(builder, builder.column('own', 'x')).forEach((value, index) =>
    builder.effect({ kind: 'store', name: `y${index}`, value }),
  )
  return builder.finish()!
}

/** How often a program computes something in each lane. */
export const countOf = (operation: string, make: Make) =>
  (printProgram(programOf(make)).split('body\n')[1] ?? '').split(`= ${operation} `).length - 1

/** What a program stores, for each x. */
export function resultsOf(make: Make, xs: readonly number[]): readonly (readonly number[])[] {
  const program = programOf(make)
  const x = program.columns.findIndex(({ name }) => name === 'x')
  const { oracle } = bindByHand({ arenaOffset: () => 0 }, program, {
    count: xs.length,
    fill: (slot, lane) => (slot === x ? xs[lane]! : 0),
  })
  interpret(program, oracle)
  const results = program.columns.filter(({ access }) => access === 'write').length
  return xs.map((_, lane) =>
    Array.from({ length: results }, (_none, index) => {
      const slot = program.columns.findIndex(({ name }) => name === `y${index}`)
      return oracle.arena[oracle.columns[slot]! + lane]!
    }),
  )
}
