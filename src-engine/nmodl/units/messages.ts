import { declareMessages } from '../../core/diagnostics/catalogue.ts'
import { suggest } from '../symbols/suggest.ts'

/** A value in the user's words, its unit, and the one that it should have. */
interface Mismatch {
  readonly value: string
  readonly found: string
  readonly needed: string
}

/** Everything that the check of units says. Units do not change a number, so none of it is an error. */
export const unitMessages = declareMessages({
  'nmodl/units-differ': {
    severity: 'warning',
    text: ({
      what,
      left,
      leftUnit,
      right,
      rightUnit,
    }: Record<'what' | 'left' | 'leftUnit' | 'right' | 'rightUnit', string>) =>
      `"${left}" is ${leftUnit} and "${right}" is ${rightUnit}; they cannot be ${what}.`,
    help: () =>
      'Look for a factor that is missing on one side, or for a wrong unit where a name is declared.',
  },
  'nmodl/units-assigned': {
    severity: 'warning',
    text: ({ name, needed, value, found }: Mismatch & { name: string }) =>
      `"${name}" is ${needed}, but "${value}" is ${found}.`,
    help: ({ name }) =>
      `Look for a factor that is missing on the right, or for a wrong unit where ${name} is declared.`,
  },
  'nmodl/units-need-factor': {
    severity: 'warning',
    text: ({ value, found, needed, factor }: Mismatch & { factor: string }) =>
      `"${value}" is ${found}, but ${needed} is needed: the factor ${factor} is missing.`,
    help: ({ value, factor }) =>
      `Write (${factor})*${/^\w+$/.test(value) ? value : `(${value})`}: a number alone in parentheses converts units.`,
  },
  'nmodl/units-argument-not-plain': {
    severity: 'warning',
    text: ({ name, value, found }: { name: string; value: string; found: string }) =>
      `"${name}" takes a plain number, but "${value}" is ${found}.`,
    help: ({ found }) =>
      found.startsWith('(')
        ? `Divide it by something in ${found}, if only by 1 ${found}.`
        : 'Convert it to a plain number first.',
  },
  'nmodl/units-argument': {
    severity: 'warning',
    text: ({ name, argument, value, found, needed }: Mismatch & { name: string; argument: string }) =>
      `"${name}" takes ${argument} ${inUnit(needed)}, but "${value}" is ${found}.`,
    help: () => 'Convert the value, or correct the unit in the list of arguments.',
  },
  'nmodl/units-power': {
    severity: 'warning',
    text: ({ value, found }: { value: string; found: string }) =>
      `"${value}" is ${found}, and only a whole power of it, written as a number, has a unit.`,
    help: ({ found }) => `Divide it by 1 ${found} first, so that it is a plain number.`,
  },
  'nmodl/units-exponent': {
    severity: 'warning',
    text: ({ value, found }: { value: string; found: string }) =>
      `The exponent "${value}" is ${found}; it must be a plain number.`,
    help: ({ found }) => `Divide by something in ${found}: 10 ${found} instead of 10, for example.`,
  },
  'nmodl/unit-unknown': {
    severity: 'warning',
    text: ({ name, known }: { name: string; known: Iterable<string> }) =>
      `"${name}" is not a known unit${suggest(name, known)}; what is measured in it is not checked.`,
    help: () => 'Define it in the UNITS block, as in (mV) = (millivolt).',
  },
  'nmodl/unit-undeclared': {
    severity: 'hint',
    text: ({ names }: { names: string }) =>
      `UNITS does not define ${names}: Hillock knows what is meant, NEURON's modlunit does not.`,
    help: () => 'For modlunit add to the UNITS block, as in (mV) = (millivolt).',
  },
  'nmodl/unit-spelling': {
    severity: 'hint',
    text: ({ shown, part }: { shown: string; part: string }) =>
      `"${part}" in (${shown}) is understood here, but NEURON reads it otherwise.`,
    help: () =>
      'Write powers as cm2, join factors with a minus sign, and put what divides after one slash, as in (/mM-ms).',
  },
  'nmodl/unit-redefined': {
    severity: 'warning',
    text: ({ name, meaning, instead }: { name: string; meaning: string; instead: string }) =>
      `"${name}" is already the unit ${meaning}, and ${instead} is something else.`,
    help: () => 'Choose another name: NEURON refuses a second meaning.',
  },
  'nmodl/units-fixed': {
    severity: 'warning',
    text: ({ name, found, needed }: { name: string; found: string; needed: string }) =>
      `"${name}" is ${needed} in every mechanism, but is declared ${found}.`,
    help: ({ name, needed }) =>
      `Write ${name} ${needed}; the number that arrives is in ${needed} whatever is declared.`,
  },
  'nmodl/unit-missing': {
    severity: 'warning',
    text: ({ title, needed }: { title: string; needed: string | undefined }) =>
      needed === undefined
        ? `${capital(title)} has no unit, but is not used as a plain number.`
        : `${capital(title)} has no unit, but is used ${inUnit(needed)}.`,
    help: ({ needed }) =>
      needed === undefined
        ? 'Declare its unit in parentheses after its name or value.'
        : `Declare it with ${needed} after its name or value.`,
  },
  'nmodl/units-missing': {
    severity: 'warning',
    text: ({ titles, left, right }: { titles: string; left: string; right: string }) =>
      `One of ${titles} needs a unit: without one, this joins ${left} with ${right}.`,
    help: () => 'Declare a unit in parentheses for each that is not a plain number.',
  },
  'nmodl/number-needs-unit': {
    severity: 'warning',
    text: ({ number, needed }: { number: string; needed: string }) =>
      `The number ${number} has no unit, but is used ${inUnit(needed)}.`,
    help: ({ number, needed }) =>
      `Write ${number} ${needed}; or put UNITSOFF before formulas that were fitted without units, and UNITSON after.`,
  },
  'nmodl/number-needs-parentheses': {
    severity: 'warning',
    text: ({ number }: { number: string }) =>
      `The number ${number} converts units here, but without parentheses it is a plain number.`,
    help: ({ number }) => `Write (${number}): a number alone in parentheses converts units.`,
  },
  'nmodl/units-quantity': {
    severity: 'warning',
    text: ({ value, found, first, needed }: Mismatch & { first: string }) =>
      `In this equation "${value}" is counted ${inUnit(found)}, but "${first}" ${inUnit(needed)}.`,
    help: () => 'Name the volumes that they fill in a COMPARTMENT statement, or correct their units.',
  },
  'nmodl/units-rate': {
    severity: 'warning',
    text: ({ direction, value, found, needed }: Mismatch & { direction: string }) =>
      `The ${direction} "${value}" is ${found}, but this reaction needs ${needed}.`,
    help: () =>
      'A rate is what flows a millisecond, divided by each concentration on its side and multiplied by the COMPARTMENT.',
  },
  'nmodl/units-diffusion': {
    severity: 'warning',
    text: ({ value, found }: { value: string; found: string }) =>
      `LONGITUDINAL_DIFFUSION takes area times diffusion constant in (um4/ms), but "${value}" is ${found}.`,
  },
  'nmodl/units-diffusion-volume': {
    severity: 'warning',
    text: ({ name, found }: { name: string; found: string | undefined }) =>
      found === undefined
        ? `"${name}" diffuses along the cable, but no COMPARTMENT says which volume it fills.`
        : `"${name}" diffuses along the cable, so its COMPARTMENT must be a volume a length, (um2), not ${found}.`,
  },
  'nmodl/units-connection': {
    severity: 'warning',
    text: ({ name, found, needed }: { name: string; found: string; needed: string }) =>
      `"${name}" is ${found} here, but that argument of NET_RECEIVE is ${needed}.`,
    help: () => 'FOR_NETCONS takes the arguments of NET_RECEIVE with their units.',
  },
})

/** `in (mM)`, but `as a plain number`. */
function inUnit(unit: string): string {
  return unit.startsWith('(') ? `in ${unit}` : `as ${unit}`
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
