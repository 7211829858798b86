import type { Component } from 'vue'
import type { ModelDocument } from '../../../src-engine/model/document.ts'
import { entriesOf, type ListName } from '../../stores/modelLists.ts'
import { sectionOf, type SectionId } from './addItems.ts'
import CircuitCard from './circuits/CircuitCard.vue'
import PlayCard from './courses/PlayCard.vue'
import ArtificialCellCard from './events/ArtificialCellCard.vue'
import ConnectionCard from './events/ConnectionCard.vue'
import FunctionTableCard from './events/FunctionTableCard.vue'
import PointerCard from './events/PointerCard.vue'
import SeriesCard from './events/SeriesCard.vue'
import TransferCard from './events/TransferCard.vue'
import type { ModelParts } from './modelParts.ts'
import RandomIdsCard from './random/RandomIdsCard.vue'
import StreamCard from './random/StreamCard.vue'
import ElectrodeCard from './recording/ElectrodeCard.vue'
import ProbeCard from './recording/ProbeCard.vue'
import ProcessProbeCard from './recording/ProcessProbeCard.vue'
import ProcessSpikesCard from './recording/ProcessSpikesCard.vue'
import SpikesCard from './recording/SpikesCard.vue'
import StimulusCard from './stimuli/StimulusCard.vue'

/** An entry with the card that shows it. */
export interface ShownEntry {
  readonly list: ListName
  readonly card: Component
  readonly use: { readonly id: string }
}

const cards: readonly { readonly list: ListName; readonly card: Component; readonly section?: SectionId }[] =
  [
    { list: 'pointProcesses', card: StimulusCard },
    { list: 'plays', card: PlayCard, section: 'courses' },
    { list: 'series', card: SeriesCard, section: 'courses' },
    { list: 'circuits', card: CircuitCard, section: 'circuits' },
    { list: 'probes', card: ProbeCard, section: 'probes' },
    { list: 'processProbes', card: ProcessProbeCard, section: 'probes' },
    { list: 'spikes', card: SpikesCard, section: 'spikes' },
    { list: 'processSpikes', card: ProcessSpikesCard, section: 'spikes' },
    { list: 'electrodes', card: ElectrodeCard, section: 'electrodes' },
    { list: 'artificialCells', card: ArtificialCellCard, section: 'events' },
    { list: 'connections', card: ConnectionCard, section: 'events' },
    { list: 'transfers', card: TransferCard, section: 'couplings' },
    { list: 'pointers', card: PointerCard, section: 'couplings' },
    { list: 'functionTables', card: FunctionTableCard, section: 'tables' },
    { list: 'streams', card: StreamCard, section: 'random' },
    { list: 'randomIds', card: RandomIdsCard, section: 'random' },
  ]

/** What a part of the panel shows, in the order of the document. */
export function shownIn(section: SectionId, { document, mechanisms }: ModelParts): readonly ShownEntry[] {
  const sectionOfEntry = (list: ListName, use: { readonly id: string }, own: SectionId | undefined) =>
    own ?? sectionOf(mechanisms.get(mechanismOf(document, use.id) ?? ''))
  return cards.flatMap(({ list, card, section: own }) =>
    entriesOf(document, list)
      .filter(use => sectionOfEntry(list, use, own) === section)
      .map(use => ({ list, card, use })),
  )
}

function mechanismOf({ pointProcesses }: ModelDocument, id: string): string | undefined {
  return pointProcesses.find(use => use.id === id)?.mechanism
}
