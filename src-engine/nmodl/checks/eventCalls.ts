import type { Body } from '../ast/statements.ts'
import type { Expression } from '../ast/expressions.ts'
import type { RoutineBlock } from '../ast/blocks.ts'
import { expressionsOf, visitExpression, visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { functions } from '../symbols/functions.ts'
import { placesOf, type PlaceKind } from './places.ts'

type Call = Extract<Expression, { kind: 'call' }>

/** A routine that sends events is called only where events can be sent: in NET_RECEIVE, some of them in INITIAL too. */
export function checkEventCalls(report: Report, model: MechanismModel): void {
  const sends = new Map<string, readonly Call[]>()
  for (const [name, routine] of model.routines) sends.set(name, callsIn(routine.body).filter(sendsEvent))
  if ([...sends.values()].every(calls => calls.length === 0)) return
  for (const place of placesOf(model)) {
    if (place.routine || place.kind === 'net-receive') continue
    for (const routine of reachedFrom(place.body, model)) {
      for (const call of sends.get(routine.name.name) ?? []) {
        if (isAllowed(call, place.kind)) continue
        const facts = { what: call.callee.name, routine: routine.name.name, where: place.title }
        report.add('nmodl/misplaced-event', facts, call.span)
      }
    }
  }
}

function sendsEvent(call: Call): boolean {
  const place = functions.get(call.callee.name)?.place
  return place !== undefined && place !== 'anywhere'
}

function isAllowed(call: Call, kind: PlaceKind): boolean {
  return kind === 'initial' && functions.get(call.callee.name)?.place === 'events-and-initial'
}

/** Every routine that runs when a body does. */
function reachedFrom(body: Body, model: MechanismModel): readonly RoutineBlock[] {
  const reached = new Set<Body>([body])
  const routines: RoutineBlock[] = []
  // A set may grow while it is gone through: what is added is visited too.
  for (const next of reached) {
    const called = callsIn(next).map(call => call.callee.name)
    visitStatements(next, statement => {
      if (statement.kind === 'solve') called.push(statement.block.name)
    })
    for (const name of called) {
      const routine = model.routines.get(name)
      const block = routine ?? model.solvables.get(name)
      if (!block || reached.has(block.body)) continue
      reached.add(block.body)
      if (routine) routines.push(routine)
    }
  }
  return routines
}

function callsIn(body: Body): readonly Call[] {
  const calls: Call[] = []
  visitStatements(body, statement => {
    for (const expression of expressionsOf(statement)) {
      visitExpression(expression, inner => {
        if (inner.kind === 'call') calls.push(inner)
      })
    }
  })
  return calls
}
