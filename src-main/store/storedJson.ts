import { RpcError } from '../rpc/errors.ts'

/** The value in a JSON column. @throws RpcError `store/project-damaged` where it is none */
export function parseStored(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RpcError(
      'store/project-damaged',
      `A part of the project "${path}" is damaged. Open a backup copy of it.`,
      [],
      { cause: error },
    )
  }
}
