import type { ModelDocument } from '../../../../src-engine/model/document.ts'

/** An entry that has to do with a process. */
export interface ProcessLink {
  readonly list: 'plays' | 'connections' | 'pointers' | 'series' | 'randomIds' | 'transfers'
  readonly id: string
}

/** The courses that lead to a process, then its connections, pointers, series, random ids and transfers. */
export function linksOf(document: ModelDocument, process: string): readonly ProcessLink[] {
  const {
    plays = [],
    connections = [],
    pointers = [],
    series = [],
    randomIds = [],
    transfers = [],
  } = document
  const isOwn = (of: object) => 'process' in of && of.process === process
  const links = (list: ProcessLink['list'], entries: readonly { readonly id: string }[]) =>
    entries.map(({ id }) => ({ list, id }))
  const follows = ({ variable }: { readonly variable: string }) =>
    variable.startsWith(`${process}.`) && !variable.slice(process.length + 1).includes('.')
  return [
    ...links('plays', plays.filter(({ targets }) => targets.some(follows))),
    ...links('connections', connections.filter(one => one.target === process || isOwn(one.source))),
    ...links('pointers', pointers.filter(({ of }) => isOwn(of))),
    ...links('series', series.filter(isOwn)),
    ...links('randomIds', randomIds.filter(({ of }) => isOwn(of))),
    ...links('transfers', transfers.filter(({ to }) => isOwn(to))),
  ] // prettier-ignore
}
