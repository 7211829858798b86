import { positionAt, type SourceText } from '../../../core/source/sourceText.ts'
import type { Span } from '../../../core/source/span.ts'
import type { Body } from '../../ast/statements.ts'
import { expressionsOf, visitExpression, visitStatements } from '../../ast/visit.ts'
import type { MechanismModel } from '../../model/mechanismModel.ts'
import { bodiesOf } from '../bodiesOf.ts'
import { turnOf } from './flows.ts'

/** Something that only makes sense in steps of one length, and where it stands. */
export interface Obstacle {
  readonly text: string
  readonly span: Span
}

/** An obstacle as a text in the user's names: `line 12: SOLVE pump calls a PROCEDURE once a step`. */
export function describeObstacle(source: SourceText, { text, span }: Obstacle): string {
  return `line ${positionAt(source, span.start).line}: ${text}`
}

/**
 * What keeps a mechanism from steps of adaptive length by the look of its text; undefined where nothing does. As
 * NEURON decides it, and beyond that where NEURON would integrate something else than what is written.
 */
export function findObstacle(model: MechanismModel): Obstacle | undefined {
  return blockedSolve(model) ?? blockedStatement(model) ?? usesStepLength(model)
}

function blockedSolve(model: MechanismModel): Obstacle | undefined {
  for (const solve of model.solves) {
    if (turnOf(model, solve) !== undefined) continue
    const { block, steadyState, span } = solve
    const target = model.solvables.get(block.name)
    const text = !target
      ? `SOLVE ${block.name} calls a PROCEDURE once a step`
      : steadyState
        ? `SOLVE ${block.name} looks for a steady state once a step`
        : `SOLVE ${block.name} solves a ${target.kind.toUpperCase()} block`
    return { text, span }
  }
  return undefined
}

function blockedStatement(model: MechanismModel): Obstacle | undefined {
  let found: Obstacle | undefined
  for (const body of bodiesOf(model)) {
    visitStatements(body, ({ kind, span }) => {
      if (kind === 'lag') found ??= { text: 'LAG counts steps of one length', span }
    })
  }
  return found
}

/** Where the currents or the rates are made of dt: of a step that has not been taken yet. */
function usesStepLength(model: MechanismModel): Obstacle | undefined {
  const { breakpoint, routines, solvables, solves } = model
  const hasStepLength = model.variables.get('dt')?.storage.kind === 'uniform'
  const looked = new Set<string>()
  let found: Obstacle | undefined
  const lookInto = (name: string) => {
    if (looked.has(name)) return
    looked.add(name)
    look((routines.get(name) ?? solvables.get(name))?.body)
  }
  const look = (body: Body | undefined): void => {
    if (!body) return
    visitStatements(body, statement => {
      for (const expression of expressionsOf(statement))
        visitExpression(expression, inner => {
          if (hasStepLength && inner.kind === 'name' && inner.name === 'dt')
            found ??= { text: 'what flows is computed from dt, the length of a step', span: inner.span }
          if (inner.kind === 'call') lookInto(inner.callee.name)
        })
      if (statement.kind !== 'solve' || solves.includes(statement)) return
      const { block, span } = statement
      const kind = solvables.get(block.name)?.kind
      if (kind === 'derivative' || kind === 'kinetic')
        found ??= { text: `a routine solves ${block.name}, a step at a time`, span }
      lookInto(block.name)
    })
  }
  look(breakpoint)
  for (const solve of solves) if (turnOf(model, solve) !== 'step') lookInto(solve.block.name)
  return found
}
