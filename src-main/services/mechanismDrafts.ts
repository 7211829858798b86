import * as v from 'valibot'
import { mechanismsSpec, type MechanismsService } from '../contract/mechanisms.ts'
import type { Workspace } from './workspace.ts'

/** Texts that are being written: on the disk at every pause, and there again after a restart. */
export function createDraftMembers(
  workspace: Workspace,
): Pick<MechanismsService, 'drafts' | 'keepDraft' | 'discardDraft'> {
  return {
    drafts: async () =>
      workspace.store.drafts.list().flatMap(({ body }) => {
        const parsed = v.safeParse(mechanismsSpec.keepDraft.arg, body)
        return parsed.success ? [parsed.output] : []
      }),
    keepDraft: async draft => workspace.store.drafts.keep(draft.key, draft),
    discardDraft: async ({ key }) => workspace.store.drafts.discard(key),
  }
}
