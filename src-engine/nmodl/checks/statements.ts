import type { Statement } from '../ast/nodes.ts'
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
      if (
        statement.kind === 'verbatim' &&
        !isTrivial(statement.text, statement === place.body.statements.at(-1))
      )
        report.add('nmodl/verbatim', {}, statement.span)
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

/** C code that does nothing: none at all, or a return at the very end. */
function isTrivial(code: string, isLast: boolean): boolean {
  const bare = code
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .trim()
  return bare === '' || (isLast && /^return\s*(0(\.0*)?)?\s*;$/.test(bare))
}

function checkResult(report: Report, { body, routine }: Place): void {
  if (routine?.kind !== 'function') return
  const { name, span } = routine.name
  let assigned = false
  visitStatements(body, statement => {
    if (statement.kind === 'assign' && statement.target.name === name) assigned = true
    if (statement.kind === 'verbatim' && statement.text.includes('return')) assigned = true
  })
  if (!assigned) report.add('nmodl/function-without-value', { name }, span)
}
