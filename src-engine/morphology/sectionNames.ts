import { sectionType } from './morphology.ts'

/** The array that sections of a type belong to: `soma`, `axon`, `dend`, `apic`, `dend_7`, `minus_2`. */
export function arrayName(type: number): string {
  switch (type) {
    case sectionType.soma:
      return 'soma'
    case sectionType.axon:
      return 'axon'
    case sectionType.dend:
      return 'dend'
    case sectionType.apic:
      return 'apic'
    default:
      return type < 0 ? `minus_${-type}` : `dend_${type}`
  }
}
