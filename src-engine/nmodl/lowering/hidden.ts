import type { MechanismModel, Variable } from '../model/mechanismModel.ts'
import { calledIn } from './calledNames.ts'
import { pointingNumbers } from './events/pointing.ts'
import { watchStates } from './events/watch.ts'
import { pastsKept } from './lag.ts'
import { pastsIn, slopesRead } from './methods/discrete.ts'
import { pastName, slopeName } from './names.ts'
import { randomNumbers } from './random/randomNumbers.ts'

/** A number that a mechanism must remember although no text declares it. */
type Hidden = Pick<Variable, 'name' | 'length'> &
  Partial<Pick<Variable, 'storage' | 'initial'>> & {
    /** Whether it is the simulation's, and all mechanisms see the same. */
    readonly shared?: boolean
  }

const own: Variable['storage'] = { kind: 'own' }

/** What each part of the language must remember, one function each; `called`: what statements of the file call. */
const hiddenNumbers: readonly ((model: MechanismModel, called: ReadonlySet<string>) => readonly Hidden[])[] =
  [histories, slopes, pastsKept, watchStates, pointingNumbers, randomNumbers]

/** The model together with the numbers that its statements need to be remembered from hook to hook. */
export function withHidden(model: MechanismModel): MechanismModel {
  const variables = new Map(model.variables)
  const called = calledIn(model)
  for (const numbers of hiddenNumbers) {
    for (const { name, length, storage = own, initial = 0, shared = false } of numbers(model, called)) {
      variables.set(name, {
        name,
        role: shared ? 'external' : 'assigned',
        storage,
        length,
        // What others see is stored whatever this mechanism does with it.
        visible: shared,
        written: true,
        unit: '',
        initial,
        limits: undefined,
        comment: '',
        span: { start: 0, end: 0 },
      })
    }
  }
  return { ...model, variables }
}

/** `x@1`, `x@2`, … of DISCRETE. */
function histories(model: MechanismModel): readonly Hidden[] {
  const blocks = [...model.solvables.values()].filter(block => block.kind === 'discrete')
  return blocks.flatMap(block =>
    [...pastsIn(block)].flatMap(([state, depth]) =>
      Array.from({ length: depth }, (_, back) => ({
        name: pastName(state, back + 1),
        length: model.variables.get(state)?.length,
      })),
    ),
  )
}

/** `x'`, where a statement reads it. */
function slopes(model: MechanismModel): readonly Hidden[] {
  return [...slopesRead(model)].map(state => ({
    name: slopeName(state),
    length: model.variables.get(state)?.length,
  }))
}
