import type { ReaderInput } from '../format.ts'
import { NotKept } from '../xml/notKept.ts'
import type { XmlAttributes, XmlHandler } from '../xml/readXml.ts'
import { newCellRecord, type CableRecord, type CellRecord, type SegmentGroup } from './cellRecord.ts'
import { SegmentReader } from './segmentReader.ts'

/** What the element that we are in is to us. */
type Context =
  | 'outside'
  | 'cell'
  | 'morphology'
  | 'segment'
  | 'group'
  | 'path'
  | 'subTree'
  | 'cable'
  | 'cableGroup'
  | 'groupName'
  | 'ignored'

/** Marks a group of segments as an unbranched run: the term of NeuroLex for a neurite's stretch. */
const cableMark = 'sao864921383'

const micrometre = /^\s*(micromet(er|re)s?|microns?|um|µm|μm)\s*$/i

/** Takes up the cells of a NeuroML file of any version: segments, groups of segments, cables (rules X11 to X14). */
export class NeuromlHandler implements XmlHandler {
  readonly cells: CellRecord[] = []
  readonly #input: ReaderInput
  readonly #segment: SegmentReader
  readonly #contexts: Context[] = []
  readonly #notKept = new NotKept()
  #cell: CellRecord = newCellRecord('', 0)
  #group: SegmentGroup | undefined
  #path = { from: '', to: '' }
  #cable: CableRecord | undefined
  #cableGroup = ''

  constructor(input: ReaderInput) {
    this.#input = input
    this.#segment = new SegmentReader(input)
  }

  open(name: string, attributes: XmlAttributes, line: number): void {
    const context = this.#contexts.at(-1)
    const units = attributes['length_units'] ?? attributes['lengthUnits']
    if (units !== undefined && !micrometre.test(units))
      this.#input.report.say('neuroml/length-units', { units }, { line })
    const next = context ? this.#enter(context, name, attributes, line) : this.#root(name, attributes, line)
    this.#contexts.push(next ?? 'ignored')
    if (!next) this.#notKept.add(name, line)
  }

  close(): void {
    switch (this.#contexts.pop()) {
      case 'segment':
        this.#segment.finish(this.#cell.segments)
        break
      case 'path':
        this.#group?.paths.push(this.#path)
        break
      case 'subTree':
        // Without an end: everything beyond its first segment. With one: the way from the root to that.
        if (this.#path.to === '') this.#group?.subTrees.push(this.#path.from)
        else this.#group?.paths.push(this.#path)
        break
      default:
    }
  }

  text(characters: string): void {
    const name = this.#contexts.at(-1) === 'groupName' ? characters.trim() : ''
    if (name !== '') this.#cable?.groups.push(name)
  }

  /** Says what the file holds that is not kept: one line for each kind of element. */
  remarkNotKept(): void {
    this.#notKept.forEach((facts, line) => this.#input.report.say('neuroml/not-kept', facts, { line }))
  }

  #root(name: string, attributes: XmlAttributes, line: number): Context {
    return name === 'cell' || name === 'morphology' ? this.#beginCell(name, attributes, line) : 'outside'
  }

  /** The context of an element; undefined if it is not kept. */
  #enter(context: Context, name: string, attributes: XmlAttributes, line: number): Context | undefined {
    switch (context) {
      case 'outside':
        if (name === 'cells') return 'outside'
        if (name === 'cell' || name === 'cell2CaPools' || name === 'morphology')
          return this.#beginCell(name, attributes, line)
        return undefined
      case 'cell':
      case 'morphology':
        return this.#inMorphology(name, attributes, line)
      case 'segment':
        return this.#inSegment(name, attributes, line)
      case 'group':
        return this.#inGroup(name, attributes)
      case 'path':
      case 'subTree':
        if (name === 'from' || name === 'to') this.#path[name] = attributes['segment'] ?? ''
        return 'ignored'
      case 'cable':
        return name === 'group' ? 'groupName' : undefined
      case 'cableGroup':
        if (name === 'cable') this.#cableOf(attributes).groups.push(this.#cableGroup)
        return name === 'cable' ? 'ignored' : undefined
      default:
        return 'ignored'
    }
  }

  #beginCell(name: string, attributes: XmlAttributes, line: number): Context {
    const id = attributes['id'] ?? attributes['name'] ?? ''
    this.#cell = newCellRecord(id, line)
    this.cells.push(this.#cell)
    return name === 'morphology' ? 'morphology' : 'cell'
  }

  #inMorphology(name: string, attributes: XmlAttributes, line: number): Context | undefined {
    switch (name) {
      case 'morphology':
      case 'segments':
      case 'cables':
        return 'morphology'
      case 'segment':
        this.#segment.begin(attributes, line)
        return 'segment'
      case 'segmentGroup':
        this.#group = this.#groupOf(attributes, line)
        return 'group'
      case 'cable':
        this.#cable = this.#cableOf(attributes)
        this.#cable.name = attributes['name'] ?? ''
        this.#cable.fraction = this.#segment.fraction(name, attributes, fractionName(attributes), line)
        return 'cable'
      case 'cablegroup':
        this.#cableGroup = attributes['name'] ?? ''
        return 'cableGroup'
      default:
        return undefined
    }
  }

  #inSegment(name: string, attributes: XmlAttributes, line: number): Context | undefined {
    if (name === 'parent') this.#segment.parent(attributes, line)
    else if (name === 'proximal' || name === 'distal') this.#segment.end(name, attributes, line)
    else return undefined
    return 'ignored'
  }

  #inGroup(name: string, attributes: XmlAttributes): Context | undefined {
    switch (name) {
      case 'member':
        this.#group?.members.push(attributes['segment'] ?? '')
        return 'ignored'
      case 'include':
        this.#group?.includes.push(attributes['segmentGroup'] ?? '')
        return 'ignored'
      case 'path':
      case 'subTree':
        this.#path = { from: '', to: '' }
        return name
      default:
        return undefined
    }
  }

  /** The group of an id; the same where it comes up twice. */
  #groupOf(attributes: XmlAttributes, line: number): SegmentGroup {
    const id = attributes['id'] ?? ''
    const known = this.#cell.groups.get(id)
    const group = known ?? { id, line, isCable: false, members: [], includes: [], paths: [], subTrees: [] }
    if (attributes['neuroLexId'] === cableMark) group.isCable = true
    this.#cell.groups.set(id, group)
    return group
  }

  /** The cable of an id, which a group may name before it comes. */
  #cableOf(attributes: XmlAttributes): CableRecord {
    const id = attributes['id'] ?? ''
    const cable = this.#cell.cables.get(id) ?? { name: '', fraction: 1, groups: [] }
    this.#cell.cables.set(id, cable)
    return cable
  }
}

function fractionName(attributes: XmlAttributes): string {
  return attributes['fractAlongParent'] === undefined ? 'fract_along_parent' : 'fractAlongParent'
}
