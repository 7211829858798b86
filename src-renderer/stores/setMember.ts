/** An object with one member set; undefined takes it out, so that what is not given is not there. */
export function setMember<Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  key: Key,
  value: Whole[Key] | undefined,
): Whole {
  if (value !== undefined) return whole[key] === value ? whole : { ...whole, [key]: value }
  if (!(key in whole)) return whole
  const { [key]: _, ...rest } = whole
  return rest as Whole
}
