import { declareMessages } from '../../core/diagnostics/catalogue.ts'
import { suggest, type UnknownName } from '../symbols/suggest.ts'

/** What is said about declarations. */
export const declarationMessages = declareMessages({
  'nmodl/unnamed': {
    severity: 'hint',
    text: ({ name }: { name: string }) =>
      `The NEURON block names no mechanism, so it is named "${name}" after its file.`,
    help: ({ name }) => `Write SUFFIX ${name} in the NEURON block.`,
  },
  'nmodl/second-block': {
    severity: 'error',
    text: ({ block }: { block: string }) => `A file can have only one ${block} block.`,
    help: () => 'Join the two.',
  },
  'nmodl/second-name': {
    severity: 'warning',
    text: ({ name, first }: { name: string; first: string }) =>
      `The mechanism is named "${first}" before; it is "${name}", the last name given.`,
    help: () => 'Keep one of SUFFIX, POINT_PROCESS and ARTIFICIAL_CELL.',
  },
  'nmodl/duplicate-name': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" is declared more than once.`,
    help: () => 'Remove or rename one of the declarations.',
  },
  'nmodl/local-hides': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" is also a LOCAL of the file, which is meant wherever the name stands.`,
    help: () => 'Remove or rename one of the two.',
  },
  'nmodl/constant-written': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" is defined in UNITS and assigned later, so it is no constant but one number for all instances.`,
    help: ({ name }) => `Use another name for what changes, or give ${name} its value here alone.`,
  },
  'nmodl/global-undeclared': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `"${name}" is listed as GLOBAL but declared nowhere; it is taken as ASSIGNED.`,
    help: ({ name }) => `Declare ${name} in ASSIGNED.`,
  },
  'nmodl/undeclared-range': {
    severity: 'warning',
    text: ({ name, word, known }: UnknownName & { word: string }) =>
      `"${name}" is listed as ${word} but declared nowhere${suggest(name, known)}; the entry is ignored.`,
    help: ({ name }) => `Declare ${name} in PARAMETER, ASSIGNED or STATE, or take it out of the list.`,
  },
  'nmodl/range-and-global': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" is listed both as RANGE and as GLOBAL.`,
    help: () => 'RANGE gives each instance its own value, GLOBAL gives all of them the same; keep one.',
  },
  'nmodl/ion-variable': {
    severity: 'error',
    text: ({ name, ion }: { name: string; ion: string }) =>
      `"${name}" is not a variable of the ion "${ion}".`,
    help: ({ ion }) => `The ion has e${ion}, i${ion}, ${ion}i and ${ion}o.`,
  },
  'nmodl/unknown-unit': {
    severity: 'error',
    text: ({ name, known }: UnknownName) => `"${name}" is not a known unit${suggest(name, known)}.`,
    help: () => 'Define it in the UNITS block, as in (mV) = (millivolt).',
  },
  'nmodl/unit-dimension': {
    severity: 'error',
    text: ({ from, to }: { from: string; to: string }) =>
      `"${from}" cannot be expressed in "${to}": they measure different things.`,
  },
  'nmodl/ignored-default': {
    severity: 'hint',
    text: ({ name }: { name: string }) =>
      `The value given to "${name}" here is not used: the simulation sets ${name}.`,
  },
  'nmodl/neuron-rounds-default': {
    severity: 'hint',
    text: ({ name, value, rounded }: { name: string; value: string; rounded: string }) =>
      `"${name}" starts at ${value} as written; NEURON 8 keeps only six digits, ${rounded}.`,
    help: ({ name, rounded }) => `To lay traces on NEURON's, set ${name} in both, or write ${rounded}.`,
  },
})
