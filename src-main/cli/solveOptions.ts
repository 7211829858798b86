import { InvalidArgumentError } from 'commander'

/** What `hillock solve` was asked. */
export interface SolveOptions {
  readonly from?: number
  readonly until?: number
  readonly dt?: number
  readonly set: Readonly<Record<string, number>>
  readonly record: readonly string[]
  readonly every: number
  readonly fit?: string
  readonly vary: readonly string[]
  readonly csv?: string
  readonly json?: boolean
}

/** `k=0.3` or `x[2]=1`; the last of a name counts. */
export function parseValue(
  text: string,
  before: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const [, name = '', value = ''] = /^([A-Za-z]\w*(?:\[\d+\])?)=(.+)$/.exec(text.trim()) ?? []
  const number = Number(value)
  if (name === '' || value.trim() === '' || !Number.isFinite(number))
    throw new InvalidArgumentError('write it as NAME=VALUE.')
  return { ...before, [name]: number }
}

/** `a,b,x[3]`: names of variables, added to those that came before. */
export function parseNames(text: string, before: readonly string[]): readonly string[] {
  const names = text.split(',').map(name => name.trim())
  if (!names.every(name => /^[A-Za-z]\w*(?:\[\d+\])?$/.test(name)))
    throw new InvalidArgumentError('write it as NAME,NAME[3],…')
  return [...before, ...names]
}
