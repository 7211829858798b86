import { loadMachine, ProgramRefused, type NativeMachine } from '../../src-engine/native/binding.ts'

const { machine, problem } = loadMachine(undefined, {})

/** Why tests of the machine are skipped here, if they are. */
export const noMachine = problem

/** The machine at each instruction set that this processor has, and at 2, 4 and 8 lanes. */
export const machines: readonly NativeMachine[] = (machine?.info.available ?? []).flatMap(isa =>
  ['2', '4', '8'].flatMap(
    lanes => loadMachine(undefined, { HILLOCK_ISA: isa, HILLOCK_LANES: lanes }).machine ?? [],
  ),
)

/** `avx2, 8 lanes` */
export function nameOf({ info }: NativeMachine): string {
  return `${info.isa}, ${info.lanes} lanes`
}

/** Why the machine refuses to do it; undefined where it does it. Other errors pass. */
export function refusalOf(act: () => void): string | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof ProgramRefused) return error.message
    throw error
  }
}
