import type { EventUse, IonUse } from '../../../src-engine/kernel/compiledMechanism.ts'

/** Turns a message key and its names into words. */
export type Translate = (key: string, names?: Record<string, string>) => string

/** `reads ena · writes ina · valence 1`. */
export function describeIon({ reads, writes, valence }: IonUse, t: Translate): string {
  return [
    ...(reads.length > 0 ? [t('mechanisms.reads', { names: reads.join(', ') })] : []),
    ...(writes.length > 0 ? [t('mechanisms.writes', { names: writes.join(', ') })] : []),
    ...(valence === undefined ? [] : [t('mechanisms.valence', { valence: String(valence) })]),
  ].join(' · ')
}

/** One line for each part that a mechanism takes in events; none where it takes none. */
export function describeEvents(
  { weights, receives, sends, fires }: EventUse,
  t: Translate,
): readonly string[] {
  const names = weights.map(({ name, unit }) => (unit ? `${name} (${unit})` : name)).join(', ')
  return [
    ...(receives ? [names ? t('mechanisms.receivesWith', { names }) : t('mechanisms.receives')] : []),
    ...(sends ? [t('mechanisms.sends')] : []),
    ...(fires ? [t('mechanisms.fires')] : []),
  ]
}
