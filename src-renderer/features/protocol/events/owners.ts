import type { PointerUse, RandomIdsUse } from '../../../../src-engine/model/document.ts'
import type { MechanismInfo } from '../../../../src-main/contract/index.ts'
import type { SearchGroup } from '../../../components/searchMatches.ts'
import { translate } from '../../../i18n/index.ts'
import { insertedWith, processChoices, processesOf, type ModelParts } from '../modelParts.ts'

/** Whose pointer or stream an entry is about. */
export type Owner = PointerUse['of'] | RandomIdsUse['of']

/** An owner as one text, for lists to choose from. */
export function ownerKey(of: Owner): string {
  return 'process' in of ? of.process : `${of.mechanism} ${of.region}`
}

/** Processes and inserted mechanisms that have something, to choose from. */
export function ownerChoices(
  parts: ModelParts,
  has: (info: MechanismInfo) => boolean,
): readonly SearchGroup[] {
  const inserted = insertedWith(parts, has).map(({ mechanism, region, info }) => ({
    id: `${mechanism} ${region}`,
    title: translate('biophysics.elsewhere', { mechanism, region }),
    note: info.title,
  }))
  const processes = processChoices(parts, has)
  return inserted.length > 0
    ? [...processes, { title: translate('protocol.inserted'), items: inserted }]
    : processes
}

/** The owner behind a key, and its mechanism. */
export function ownerOf(
  parts: ModelParts,
  key: string,
): { readonly of: PointerUse['of']; readonly info: MechanismInfo } | undefined {
  const process = processesOf(parts).find(({ id }) => id === key)
  if (process) return { of: { process: process.id }, info: process.info }
  const found = insertedWith(parts, () => true).find(one => `${one.mechanism} ${one.region}` === key)
  return found && { of: { mechanism: found.mechanism, region: found.region }, info: found.info }
}
