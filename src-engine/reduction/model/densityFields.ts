import type { CompiledMechanism, MechanismField } from '../../kernel/compiledMechanism.ts'

/** Units of what there is for each area of membrane, in the usual spellings: S/cm2, mho/cm2, mA/cm2, pmol/cm2/s. */
const perArea = /\/\s*(cm|um|micron|m)\^?2/i
/** Permeabilities: cm/s. */
const permeability = /^(cm|um|micron)\s*\/\s*(s|sec|ms)$/i

/**
 * Whether a number of a mechanism is for each area of membrane, so that it must grow where membrane was lost: conductances,
 * permeabilities, currents and rates of pumps.
 */
export function isDensity({ role, unit }: MechanismField): boolean {
  if (role !== 'parameter') return false
  const text = unit.replace(/[()]/g, '').trim()
  return perArea.test(text) || permeability.test(text)
}

/**
 * Whether a number is the depth of the shell that a current through the membrane fills: the current of each area grows where
 * membrane was lost, and so must the shell, or concentrations would be others.
 */
export function isShellDepth({ role, name }: MechanismField, { ions }: CompiledMechanism): boolean {
  const fillsShell = ions.some(({ ion, writes }) => writes.includes(`${ion}i`))
  return role === 'parameter' && fillsShell && /^(depth|shell(depth|thick(ness)?)?)$/i.test(name)
}

/** Whether a number is multiplied with the factor of its section's membrane. */
export function takesFactor(field: MechanismField, mechanism: CompiledMechanism): boolean {
  return isDensity(field) || isShellDepth(field, mechanism)
}
