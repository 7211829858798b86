import { sectionType } from '../morphology.ts'

const words: readonly (readonly [RegExp, number])[] = [
  [/soma|cell_?body|perikaryon|^cell$/, sectionType.soma],
  [/apic/, sectionType.apic],
  [/axon|^ax|_ax|hill|^ais|^iseg|^node|^internode|^myelin|^paranode/, sectionType.axon],
  [/dend|basal|oblique|tuft|neurite|trunk/, sectionType.dend],
]

/** The type that the name of a section or of its array tells: soma, axon, apical or other dendrite, or undefined (0). */
export function typeOfName(name: string): number {
  const array = name.replace(/\[.*/, '').toLowerCase()
  return words.find(([word]) => word.test(array))?.[1] ?? sectionType.undefined
}
