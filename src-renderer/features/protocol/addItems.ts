import type { Location, ModelDocument } from '../../../src-engine/model/document.ts'
import type { MechanismInfo } from '../../../src-main/contract/index.ts'
import type { SearchGroup, SearchItem } from '../../components/searchMatches.ts'
import { translate } from '../../i18n/index.ts'
import { addPointProcess, addProbe, startingParameters } from '../../stores/modelEdits.ts'
import { addEntry, type EntryOf, freeId, type ListName } from '../../stores/modelLists.ts'
import { circuitTemplates, newCircuit } from './circuits/circuitEdits.ts'
import { newPlay } from './courses/newPlay.ts'
import type { ModelParts } from './modelParts.ts'
import * as make from './newEntries.ts'
import { addSpikes } from './protocolEdits.ts'
import { playableAnywhere } from './recordable.ts'
import { addGapJunction } from './events/gapJunction.ts'

/** A part of the panel. */
export type SectionId =
  | 'stimuli'
  | 'synapses'
  | 'courses'
  | 'probes'
  | 'spikes'
  | 'electrodes'
  | 'events'
  | 'couplings'
  | 'circuits'
  | 'random'
  | 'tables'

/** Where new things go: a place on the cell, a second one, and a point beside it [µm]. */
export interface NewPlaces {
  readonly at: Location
  readonly other: Location
  readonly beside: { readonly xUm: number; readonly yUm: number; readonly zUm: number }
}

/** Something that can be added to the model. */
export interface AddItem extends SearchItem {
  readonly section: SectionId
  /** The model with it; undefined where the model has nothing that it needs. */
  readonly add: (parts: ModelParts, places: NewPlaces) => ModelDocument | undefined
}

/** The section that a point process is shown in. */
export function sectionOf(info: MechanismInfo | undefined): SectionId {
  if (info?.events.receives) return 'synapses'
  return info?.name === 'GapJunction' ? 'couplings' : 'stimuli'
}

type Make<Name extends ListName> = (parts: ModelParts, places: NewPlaces) => EntryOf<Name> | undefined

function entry<Name extends ListName>(list: Name, of: Make<Name>): AddItem['add'] {
  return (parts, places) => {
    const made = of(parts, places)
    return made && addEntry(parts.document, list, made)
  }
}

/** Adds something of the document's lists, named by its words. */
function item(id: string, section: SectionId, add: AddItem['add']): AddItem {
  return {
    ...{ id, section, add },
    title: translate(`protocol.add.${id}.title`),
    note: translate(`protocol.add.${id}.note`),
    words: translate(`protocol.add.${id}.words`),
  }
}

const fixed = (): readonly AddItem[] => [
  item('play', 'courses', entry('plays', parts => {
    const { document } = parts
    const current = document.pointProcesses.find(({ mechanism }) => mechanism === 'IClamp')
    const variable = current ? `${current.id}.amp` : (playableAnywhere(parts)[0]?.name ?? 'celsius')
    return newPlay(document, { variable })
  })),
  item('series', 'courses', entry('series', parts => make.newSeries(parts))),
  item('probe', 'probes', ({ document }, { at }) => addProbe(document, at)),
  item('membraneCurrent', 'probes', ({ document }, { at }) => addProbe(document, at, 'i_membrane_')),
  item('processProbe', 'probes', entry('processProbes', make.newProcessProbe)),
  item('spikes', 'spikes', ({ document }, { at }) => addSpikes(document, at)),
  item('processSpikes', 'spikes', entry('processSpikes', make.newProcessSpikes)),
  item('electrode', 'electrodes', entry('electrodes', ({ document }, { beside }) => ({
    id: freeId(document, 'electrode'),
    at: beside,
    sources: 'line',
    medium: { kind: 'resistive', sigmaSPerM: 0.3 },
  }))),
  item('connection', 'events', entry('connections', (parts, { at }) => make.newConnection(parts, at))),
  item('gapJunction', 'couplings', ({ document }, { at, other }) => addGapJunction(document, at, other)),
  item('transfer', 'couplings', entry('transfers', (parts, { at }) => make.newTransfer(parts, at))),
  item('pointer', 'couplings', entry('pointers', (parts, { at }) => make.newPointer(parts, at))),
  item('functionTable', 'tables', entry('functionTables', parts => make.newFunctionTable(parts))),
  item('stream', 'random', entry('streams', make.newStream)),
  item('randomIds', 'random', entry('randomIds', make.newRandomIds)),
  ...circuitTemplates.map(template =>
    item(`circuit.${template}`, 'circuits', entry('circuits', ({ document }, { at }) => newCircuit(document, template, at))),
  ),
] // prettier-ignore

/** Everything that can be added: the point processes and artificial cells of the library and the project, then the rest. */
export function addItems({ mechanisms }: Pick<ModelParts, 'mechanisms'>): readonly AddItem[] {
  const processes = [...mechanisms.values()].flatMap((info): AddItem[] => {
    const words = { id: `process:${info.name}`, title: info.name, note: info.title }
    if (info.kind === 'point' && info.name !== 'GapJunction')
      return [
        {
          ...words,
          section: sectionOf(info),
          add: ({ document }, { at }) => addPointProcess(document, at, info.name),
        },
      ]
    if (info.kind !== 'artificial') return []
    return [
      {
        ...words,
        section: 'events',
        add: ({ document }) =>
          addEntry(document, 'artificialCells', {
            id: freeId(document, info.name.toLowerCase()),
            mechanism: info.name,
            parameters: startingParameters(info.name),
          }),
      },
    ]
  })
  return [...processes, ...fixed()]
}

/** The order in which things are offered, and shown. */
export const sectionIds: readonly SectionId[] = [
  'stimuli',
  'synapses',
  'courses',
  'circuits',
  'probes',
  'spikes',
  'electrodes',
  'events',
  'couplings',
  'tables',
  'random',
]

/** What can be added, by the part of the panel that it comes to. What needs something first says so. */
export function addGroups(
  items: readonly AddItem[],
  parts: ModelParts,
  places: NewPlaces,
  only?: SectionId,
): readonly SearchGroup[] {
  const offered = items.map(one => {
    const possible = one.add(parts, places) !== undefined
    return possible ? one : { ...one, unavailable: translate(`protocol.needs.${one.id}`) }
  })
  return sectionIds
    .filter(section => only === undefined || section === only)
    .map(section => ({
      title: translate(`protocol.section.${section}.title`),
      items: offered.filter(one => one.section === section),
    }))
    .filter(({ items: members }) => members.length > 0)
}

/** Id of what is in the second document and not in the first. */
export function addedId(before: ModelDocument, after: ModelDocument): string | undefined {
  const ids = (document: ModelDocument) =>
    Object.values(document).flatMap((list: unknown) =>
      Array.isArray(list) ? list.map(({ id }: { readonly id: string }) => id) : [],
    )
  const known = new Set(ids(before))
  return ids(after).find(id => !known.has(id))
}
