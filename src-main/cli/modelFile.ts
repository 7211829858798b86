import * as v from 'valibot'
import type { ModelDocument } from '../../src-engine/index.ts'
import { modelLists } from '../../src-engine/model/document.ts'
import { modelDocumentSchema } from '../contract/models.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { readInput } from './readInput.ts'

const schema = v.strictObject(v.partial(modelDocumentSchema).entries)
const decoder = new TextDecoder()

/** What a model file may hold: any part of a model document. */
export type ModelFile = Partial<ModelDocument>

/** Reads a model file; one that is not a part of a model document is the input's fault. */
export function readModelFile(path: string): ModelFile {
  const refuse = (why: string): never => {
    throw new CommandEnd(exitCode.input, `${path}: error cli/bad-model ${why}`)
  }
  let body: unknown
  try {
    body = JSON.parse(decoder.decode(readInput(path)))
  } catch (error) {
    if (error instanceof CommandEnd) throw error
    return refuse(`"${path}" is not JSON: ${(error as Error).message}.`)
  }
  const parsed = v.safeParse(schema, body)
  if (parsed.success) {
    if (parsed.output.run?.startFrom !== undefined)
      return refuse('run.startFrom: conditions are kept in projects; go on from a state with --from-state.')
    return parsed.output as ModelFile
  }
  const [issue] = parsed.issues
  return refuse(`${v.getDotPath(issue) ?? 'the document'}: ${issue.message}.`)
}

/** A model with what a file adds: its lists go behind the model's own, its other entries take their place. */
export function addModelFile(model: ModelDocument, file: ModelFile): ModelDocument {
  const joined = modelLists.map(name => [name, [...(model[name] ?? []), ...(file[name] ?? [])]] as const)
  return {
    ...model,
    ...file,
    version: 1,
    globals: { ...model.globals, ...file.globals },
    ...Object.fromEntries(joined),
  }
}
