import { type ModelDocument, modelLists } from '../../src-engine/model/document.ts'

/** A list of the document whose entries have ids. */
export type ListName = (typeof modelLists)[number]

/** What one of the document's lists holds. */
export type EntryOf<Name extends ListName> = NonNullable<ModelDocument[Name]>[number]

/** A list of the document; one that is left out is empty. */
export function entriesOf<Name extends ListName>(
  document: ModelDocument,
  name: Name,
): readonly EntryOf<Name>[] {
  return (document[name] ?? []) as readonly EntryOf<Name>[]
}

/** The lowest free id with this stem: `clamp1`, `clamp2` … unique among everything that the model names. */
export function freeId(document: ModelDocument, stem: string): string {
  const taken = new Set(modelLists.flatMap(name => entriesOf(document, name).map(({ id }) => id)))
  let number = 1
  while (taken.has(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/** Puts an entry behind the others of its list. */
export function addEntry<Name extends ListName>(
  document: ModelDocument,
  name: Name,
  entry: EntryOf<Name>,
): ModelDocument {
  return { ...document, [name]: [...entriesOf(document, name), entry] }
}

/** Puts an entry in the place of the one with its id. */
export function setEntry<Name extends ListName>(
  document: ModelDocument,
  name: Name,
  entry: EntryOf<Name>,
): ModelDocument {
  const entries = entriesOf(document, name)
  const before = entries.find(({ id }) => id === entry.id)
  if (!before || before === entry) return document
  return { ...document, [name]: entries.map(one => (one === before ? entry : one)) }
}

/** Takes an entry out of its list. */
export function dropEntry(document: ModelDocument, name: ListName, id: string): ModelDocument {
  const entries: readonly { readonly id: string }[] = entriesOf(document, name)
  const left = entries.filter(entry => entry.id !== id)
  return left.length === entries.length ? document : { ...document, [name]: left }
}
