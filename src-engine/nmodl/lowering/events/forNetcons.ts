import type { Value } from '../../../program/graph.ts'
import { namesAssigned } from '../assignedNames.ts'
import type { StatementRunner } from '../language.ts'
import { runBody } from '../statements.ts'

/** Own columns: the first of the instance's connections in the space `weight`, and how many they are. */
export const firstConnection = 'netcons.first'
export const connectionCount = 'netcons.count'

/** Column of the space `weight`: the number of the row itself. */
export const rowNumber = 'netcons.row'

const counter = 'netcons.k'

/**
 * `FOR_NETCONS (w, a) { … }`: once for each connection to this instance, with its numbers by name and by reference:
 * rule EV6. The connection whose event is being handled has its numbers in NET_RECEIVE's own arguments, which may have
 * been assigned already; they are meant where the loop comes to it.
 */
export const runForNetcons: StatementRunner<'for-netcons'> = (execution, statement) => {
  const { builder, model, names } = execution
  const { body, span } = statement
  const outer = model.weights.map(({ name }) => name.name)
  const inner = statement.arguments.map(({ name }) => name.name)
  const first = builder.column('own', firstConnection)
  const last = builder.apply('add', first, builder.column('own', connectionCount))
  const row = builder.column('weight', rowNumber)
  names.inScope(() => {
    names.declare(counter, first)
    const holds = (): Value => builder.apply('lt', execution.read(counter, span), last)
    const round = (): void => {
      const k = execution.read(counter, span)
      const isPresent = builder.apply('eq', k, row)
      const isOther = execution.conjunction(execution.when(), builder.apply('not', isPresent))
      const changed = names.inScope(() => {
        const before = outer.map(name => {
          const theirs = builder.elementInTurn('weight', name, k, isOther)
          return builder.apply('select', isPresent, execution.read(name, span), theirs)
        })
        inner.forEach((name, index) => names.declare(name, before[index]))
        runBody(execution, body)
        return inner.map((name, index) => {
          const value = execution.read(name, span)
          return value === before[index] ? undefined : value
        })
      })
      outer.forEach((name, index) => {
        const value = changed[index]
        if (value === undefined) return
        execution.effect({ kind: 'storeElement', space: 'weight', name, index: k, value, when: isOther })
        execution.write(name, builder.apply('select', isPresent, value, execution.read(name, span)))
      })
      execution.write(counter, builder.apply('add', k, builder.constant(1)))
    }
    const assigned = namesAssigned(execution, body, [])
    execution.loop(span, [...assigned, ...outer, counter], holds, round)
  })
}
