import type { Morphology } from '../../morphology.ts'

/** Gives out names for the compartments of a cell. */
export interface CompartmentIds {
  /** @param pieces how many compartments the section will have at most */
  next(section: number, pieces: number): string
}

/**
 * Names for compartments: that of the section, `soma`, `dend[3]`; where it has several, with a running number, `dend_3_0`,
 * `dend_3_1`. Each is given once.
 */
export function compartmentIds({ sections }: Morphology): CompartmentIds {
  const used = new Set(['none', '.'])
  const given = new Int32Array(sections.count)
  const unique = (wanted: string) => {
    let id = wanted
    for (let number = 2; used.has(id); number++) id = `${wanted}__${number}`
    used.add(id)
    return id
  }
  return {
    next(section, pieces) {
      const name = sections.name[section]!.replace(/[^A-Za-z0-9_[\]]/g, '_')
      if (pieces === 1) return unique(name.replace(/^soma\[0\]$/, 'soma'))
      const stem = name.replace(/\[(\d+)\]$/, '_$1').replace(/[[\]]/g, '_')
      return unique(`${stem}_${given[section]!++}`)
    },
  }
}
