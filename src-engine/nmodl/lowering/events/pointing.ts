import type { Builtin, Call } from '../language.ts'
import type { MechanismModel } from '../../model/mechanismModel.ts'

/** Own column: 1 where a POINTER has been set. A mechanism that asks for it can do without: rule EV9. */
function pointingName(pointer: string): string {
  return `${pointer}.pointing`
}

/** Whether pointers are set, where the file asks. */
export function pointingNumbers(model: MechanismModel, called: ReadonlySet<string>) {
  if (!called.has('nrn_pointing')) return []
  return model.pointers.map(pointer => ({ name: pointingName(pointer), length: undefined }))
}

export const pointingBuiltins: Readonly<Record<string, Builtin>> = {
  /** `nrn_pointing(p)`. */
  nrn_pointing: {
    run: (execution, call) => execution.read(pointingName(pointerOf(call)), call.span),
  },
}

function pointerOf({ arguments: [first] }: Call): string {
  return first?.kind === 'name' ? first.name : ''
}
