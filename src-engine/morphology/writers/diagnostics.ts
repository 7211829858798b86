import { declareMessages } from '../../core/diagnostics/catalogue.ts'

const percent = (before: number, after: number) => {
  const part = before === 0 ? NaN : ((after - before) / before) * 100
  return Number.isFinite(part) ? ` (${part >= 0 ? '+' : '−'}${Math.abs(part).toPrecision(2)} %)` : ''
}

const each = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** What a written file could not hold, found by reading it back. */
export const writeMessages = declareMessages({
  'write/sections-differ': {
    severity: 'warning',
    text: ({ title, before, after }: { title: string; before: number; after: number }) =>
      `Read from ${title} again, the cell has ${each(after, 'section', 'sections')} where it had ${before}.`,
    help: () =>
      'A section that goes on without a branch becomes one with the next, and one that carries a branch in its middle becomes two. Write JSON to keep the sections as they are.',
  },
  'write/names-differ': {
    severity: 'hint',
    text: ({ title, count, from, to }: { title: string; count: number; from: string; to: string }) =>
      `Read from ${title} again, ${each(count, 'section has another name', 'sections have other names')}, for example "${to}" for "${from}".`,
    help: () => 'Write hoc or JSON to keep the names.',
  },
  'write/types-differ': {
    severity: 'warning',
    text: ({ title, count, section }: { title: string; count: number; section: string }) =>
      `${title} cannot say the type of ${each(count, 'section', 'sections')}, for example of "${section}".`,
    help: () => 'Write SWC or JSON to keep the types.',
  },
  'write/attached-elsewhere': {
    severity: 'warning',
    text: ({ title, count, section, from, to }: MovedFacts) =>
      `${title} attaches ${each(count, 'section', 'sections')} elsewhere, for example "${section}" at ${to} in place of ${from}.`,
    help: () => 'Write hoc or JSON to keep every place of attachment.',
  },
  'write/wires-differ': {
    severity: 'hint',
    text: ({ title, count }: { title: string; count: number }) =>
      `${title} draws the wires to ${each(count, 'section', 'sections')} otherwise; they have no electrical effect.`,
  },
  'write/points-differ': {
    severity: 'hint',
    text: ({ title, count, section }: { title: string; count: number; section: string }) =>
      `In ${title} the points of ${each(count, 'section', 'sections')} differ, for example of "${section}".`,
  },
  'write/annotations-lost': {
    severity: 'warning',
    text: ({ title, count, kind }: { title: string; count: number; kind: string }) =>
      `${title} does not hold ${count} of the ${kind}.`,
    help: () => 'Write Neurolucida ASC or JSON to keep them.',
  },
  'write/tapers-lost': {
    severity: 'warning',
    text: ({ title, count }: { title: string; count: number }) =>
      `${title} knows only cylinders: ${each(count, 'piece of cable that tapers becomes one', 'pieces of cable that taper become some')} of its mean diameter.`,
    help: () =>
      'Lengths are kept; areas and resistances are a little smaller. Write hoc or NeuroML to keep the tapers.',
  },
  'write/coordinates-lost': {
    severity: 'warning',
    text: ({ title }: { title: string }) =>
      `${title} holds lengths and diameters, no coordinates, names or types; the soma becomes one cylinder.`,
    help: () => 'Write hoc to keep the shape of the cell.',
  },
  'write/length-differs': {
    severity: 'warning',
    text: ({ title, before, after }: SizeFacts) =>
      `Read from ${title} again, the cell is ${after.toFixed(2)} µm long in place of ${before.toFixed(2)}${percent(before, after)}.`,
    help: () => 'Branches that start away from their parent get a cable there in formats that cannot say so.',
  },
  'write/area-differs': {
    severity: 'warning',
    text: ({ title, before, after }: SizeFacts) =>
      `Read from ${title} again, the cell has ${after.toFixed(2)} µm² of membrane in place of ${before.toFixed(2)}${percent(before, after)}.`,
    help: () => 'Branches that start with another diameter than their parent ends have a step there.',
  },
  'write/refused-again': {
    severity: 'warning',
    text: ({ title, why }: { title: string; why: string }) =>
      `Written as ${title}, the cell cannot be read again: ${why}`,
    help: () => 'Write JSON, which holds everything.',
  },
})

interface MovedFacts {
  readonly title: string
  readonly count: number
  readonly section: string
  readonly from: string
  readonly to: string
}

interface SizeFacts {
  readonly title: string
  readonly before: number
  readonly after: number
}
