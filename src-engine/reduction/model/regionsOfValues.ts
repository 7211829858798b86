import { arrayOf } from '../../model/regions.ts'

/** Sections that have the same value, as few regions as say it. */
export interface RegionWithValue<T> {
  readonly region: string
  readonly value: T
}

/**
 * Says values of sections by regions: `all` where every section has the same, an array where all of it has, else section by
 * section. Sections without a value are in no region.
 *
 * @param keyOf equal texts stand for equal values
 */
export function regionsOfValues<T>(
  names: readonly string[],
  valueOf: (section: number) => T | undefined,
  keyOf: (value: T) => string,
): readonly RegionWithValue<T>[] {
  const values = names.map((_, section) => valueOf(section))
  const keys = values.map(value => (value === undefined ? undefined : keyOf(value)))
  const [first] = values
  if (first !== undefined && keys.every(key => key === keys[0])) return [{ region: 'all', value: first }]
  const arrays = new Map<string, number[]>()
  names.forEach((name, section) => {
    const array = arrayOf(name)
    arrays.set(array, [...(arrays.get(array) ?? []), section])
  })
  return [...arrays].flatMap(([array, sections]) => {
    const [one = -1] = sections
    const value = values[one]
    // A lone section's name may mean another thing as a region.
    if (sections.length > 1 && value !== undefined && sections.every(section => keys[section] === keys[one]))
      return [{ region: array, value }]
    return sections.flatMap(section => {
      const own = values[section]
      return own === undefined ? [] : [{ region: names[section] ?? '', value: own }]
    })
  })
}
