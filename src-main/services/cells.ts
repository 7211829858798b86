import * as v from 'valibot'
import type { Checked } from '../../src-engine/core/checked.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { MorphologyCache } from '../engine/morphologyCache.ts'
import { RpcError } from '../rpc/errors.ts'
import type { Workspace } from './workspace.ts'

/** The cells of the open project. */
export interface ProjectCells {
  ids(): readonly string[]
  /** The name of its file. */
  name(id: string): string
  source(id: string): Uint8Array
  /** The cell, read out of its stored file, with the diagnostics of reading it. */
  read(id: string): Checked<Morphology>
  /** @throws RpcError where it cannot be read */
  morphology(id: string): Morphology
}

const bodySchema = v.object({ name: v.string() })

/** @param cache keeps cells that were read */
export function createProjectCells(workspace: Workspace, cache: MorphologyCache): ProjectCells {
  const name = (id: string): string => {
    const parsed = v.safeParse(bodySchema, workspace.store.documents.get('morphology', id))
    if (!parsed.success)
      throw new RpcError('morphologies/not-found', 'This cell is not in the project any more.')
    return parsed.output.name
  }
  const source = (id: string): Uint8Array => (name(id), workspace.store.blobs.get(id))
  const read = (id: string): Checked<Morphology> => cache.read(id, name(id), () => source(id))
  return {
    ids: () => workspace.store.documents.list('morphology').map(one => one.name),
    name,
    source,
    read,
    morphology: id => {
      const { value, diagnostics } = read(id)
      if (value) return value
      throw new RpcError(
        'morphologies/unreadable',
        `"${name(id)}" cannot be read: ${diagnostics[0]?.message ?? ''}`,
        diagnostics,
      )
    },
  }
}
