import type { Statement } from '../ast/statements.ts'
import { visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import { placesOf, type Place, type PlaceKind } from './places.ts'

/** Statements that can stand only in some blocks, with how messages name them. */
const homes: Readonly<
  Partial<Record<Statement['kind'], { readonly word: string; readonly kinds: readonly PlaceKind[] }>>
> = {
  reaction: { word: 'A reaction', kinds: ['kinetic'] },
  conserve: { word: 'CONSERVE', kinds: ['kinetic'] },
  compartment: { word: 'COMPARTMENT', kinds: ['kinetic'] },
  'longitudinal-diffusion': { word: 'LONGITUDINAL_DIFFUSION', kinds: ['kinetic'] },
  equation: { word: 'An equation that begins with "~"', kinds: ['linear', 'nonlinear'] },
  derivative: { word: 'An equation for a slope', kinds: ['derivative'] },
  watch: { word: 'WATCH', kinds: ['net-receive'] },
  'for-netcons': { word: 'FOR_NETCONS', kinds: ['net-receive'] },
  'net-initial': { word: 'INITIAL', kinds: ['net-receive'] },
  conductance: { word: 'CONDUCTANCE', kinds: ['breakpoint'] },
  table: { word: 'TABLE', kinds: ['function', 'procedure'] },
}

/** Statements stand where they mean something, and what cannot be run is said to be so. */
export function checkStatements(report: Report, model: MechanismModel): void {
  for (const place of placesOf(model)) {
    visitStatements(place.body, statement => {
      checkHome(report, place, statement)
    })
    checkResult(report, place)
  }
}

function checkHome(report: Report, place: Place, statement: Statement): void {
  const home = homes[statement.kind]
  if (!home || home.kinds.includes(place.kind)) return
  const what = statement.kind === 'derivative' ? `The equation for "${statement.state.name}'"` : home.word
  report.add('nmodl/misplaced-statement', { what, where: `in ${place.title}` }, statement.span)
}

function checkResult(report: Report, { body, routine }: Place): void {
  if (routine?.kind !== 'function') return
  const { name, span } = routine.name
  let assigned = false
  visitStatements(body, statement => {
    if (statement.kind === 'assign' && statement.target.name === name) assigned = true
    if (statement.kind === 'verbatim') assigned = true
  })
  if (!assigned) report.add('nmodl/function-without-value', { name }, span)
}
