import { describe, expect, it } from 'vitest'
import { InternalError } from '../../../../src-engine/core/errors.ts'
import type { CompiledMechanism } from '../../../../src-engine/kernel/compiledMechanism.ts'
import {
  bindProgram,
  ionColumnNames,
  ownColumns,
  sharesWrittenUniforms,
  uniformNames,
} from '../../../../src-engine/kernel/instance.ts'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import { builtinCatalogue } from '../../../support/engine.ts'

const hh = builtinCatalogue.get('hh')!

/** A mechanism whose state program writes a GLOBAL, and whose current program may read it. */
function withGlobal(reads: boolean): CompiledMechanism {
  const state = new ProgramBuilder('counter.state')
  state.effect({ kind: 'setUniform', name: 'last', value: state.column('own', 'x') })
  const current = new ProgramBuilder('counter.current')
  const read = reads ? current.uniform('last', true) : current.uniform('celsius')
  current.effect({ kind: 'store', name: 'y', value: read })
  return {
    ...hh,
    name: 'counter',
    ions: [],
    programs: { current: current.finish(), state: state.finish() },
  }
}

describe('kernel instance', () => {
  it('names the columns that a mechanism’s programs touch', () => {
    expect([...ownColumns(hh).keys()]).toEqual(expect.arrayContaining(['gnabar', 'm', 'h', 'n']))
    expect(ionColumnNames(hh, 'na').sort()).toEqual(['ena', 'ina'])
    expect(uniformNames(hh)).toEqual(expect.arrayContaining(['celsius', 'dt']))
  })

  it('binds slots to addresses and tables', () => {
    const program = hh.programs.current!
    const call = bindProgram(program, 3, {
      count: 5,
      column: (space, name) => `${space} ${name}`.length,
      table: space => (space === 'node' ? 0 : 1),
      uniform: name => name.length,
    })
    expect(call.program).toBe(3)
    expect([...call.columns]).toEqual(program.columns.map(({ space, name }) => `${space} ${name}`.length))
    expect([...call.tables]).toEqual(
      program.columns.map(({ space }) => (space === 'own' ? -1 : space === 'node' ? 0 : 1)),
    )
  })

  it('says which slot has no place', () => {
    const nowhere = { count: 1, column: () => undefined, table: () => 0, uniform: () => 0 }
    expect(() => bindProgram(hh.programs.current!, 0, nowhere)).toThrow(InternalError)
  })

  it('knows instances that see each other through a GLOBAL', () => {
    expect(sharesWrittenUniforms(hh)).toBe(false)
    expect(sharesWrittenUniforms(withGlobal(false))).toBe(false)
    expect(sharesWrittenUniforms(withGlobal(true))).toBe(true)
  })
})
