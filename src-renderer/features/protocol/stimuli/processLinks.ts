import type { ModelDocument } from '../../../../src-engine/model/document.ts'

/** An entry that has to do with a process. */
export interface ProcessLink {
  readonly list: 'connections' | 'pointers' | 'series' | 'randomIds' | 'transfers'
  readonly id: string
}

/** The connections, pointers, series, random ids and transfers of a process, in this order. */
export function linksOf(document: ModelDocument, process: string): readonly ProcessLink[] {
  const { connections = [], pointers = [], series = [], randomIds = [], transfers = [] } = document
  const isOwn = (of: object) => 'process' in of && of.process === process
  const links = (list: ProcessLink['list'], entries: readonly { readonly id: string }[]) =>
    entries.map(({ id }) => ({ list, id }))
  return [
    ...links('connections', connections.filter(one => one.target === process || isOwn(one.source))),
    ...links('pointers', pointers.filter(({ of }) => isOwn(of))),
    ...links('series', series.filter(isOwn)),
    ...links('randomIds', randomIds.filter(({ of }) => isOwn(of))),
    ...links('transfers', transfers.filter(({ to }) => isOwn(to))),
  ] // prettier-ignore
}
