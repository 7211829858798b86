import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Body } from '../../ast/statements.ts'
import type { NetReceiveBlock } from '../../ast/blocks.ts'
import { Execution, type Setting } from '../execution.ts'
import { readIons, writeIons } from '../ions.ts'
import { finished, type LoweredHook } from '../loweredHook.ts'
import { runBody } from '../statements.ts'
import { callState } from './watch.ts'

/** NET_RECEIVE, for one instance and one of its connections: rules EV1 and EV2. */
export function lowerNetReceive(setting: Setting, builder: ProgramBuilder): LoweredHook | undefined {
  const { netReceive } = setting.model
  return netReceive && lowerHandler(setting, builder, netReceive, [netReceive.body])
}

/** INITIAL inside NET_RECEIVE, for one connection at the start of a run. */
export function lowerNetInitial(setting: Setting, builder: ProgramBuilder): LoweredHook | undefined {
  const { netReceive } = setting.model
  const bodies = (netReceive?.body.statements ?? []).flatMap(statement =>
    statement.kind === 'net-initial' ? [statement.body] : [],
  )
  return netReceive && bodies.length > 0 ? lowerHandler(setting, builder, netReceive, bodies) : undefined
}

/** The arguments are names that stand for the connection's numbers; those that were assigned go back to it. */
function lowerHandler(
  setting: Setting,
  builder: ProgramBuilder,
  netReceive: NetReceiveBlock,
  bodies: readonly Body[],
): LoweredHook {
  const execution = new Execution(builder, setting)
  const { names } = execution
  readIons(execution)
  names.inScope(() => {
    names.declare('flag', builder.uniform('flag'))
    for (const name of callState) names.declare(name, builder.constant(0))
    for (const { name } of netReceive.arguments) names.declare(name.name, builder.column('weight', name.name))
    for (const body of bodies) runBody(execution, body)
    for (const { name } of netReceive.arguments) {
      const value = execution.read(name.name, name.span)
      if (value === builder.column('weight', name.name)) continue
      execution.effect({ kind: 'assignAt', space: 'weight', name: name.name, value })
    }
  })
  writeIons(execution)
  return finished(execution)
}
