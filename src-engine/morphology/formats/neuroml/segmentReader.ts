import type { ReaderInput } from '../format.ts'
import { Coordinates } from '../xml/coordinate.ts'
import type { XmlAttributes } from '../xml/readXml.ts'
import type { SegmentTable } from './cellRecord.ts'

interface End {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
  readonly line: number
}

/** Puts one `segment` after the other together out of its element and those in it. */
export class SegmentReader {
  readonly #input: ReaderInput
  readonly #numbers: Coordinates
  #attributes: XmlAttributes = {}
  #line = 0
  #parent: string | undefined
  #fraction = 1
  #proximal: End | undefined
  #distal: End | undefined
  /** A number of it could not be read, which has been said. */
  #isDamaged = false

  constructor(input: ReaderInput) {
    this.#input = input
    this.#numbers = new Coordinates(input)
  }

  begin(attributes: XmlAttributes, line: number): void {
    this.#attributes = attributes
    this.#line = line
    this.#parent = attributes['parent']
    this.#fraction = 1
    this.#proximal = undefined
    this.#distal = undefined
    this.#isDamaged = false
  }

  parent(attributes: XmlAttributes, line: number): void {
    this.#parent = attributes['segment'] ?? ''
    this.#fraction = this.fraction('parent', attributes, 'fractionAlong', line)
  }

  /** Where along the parent, 0…1; 1 if nothing is said. */
  fraction(element: string, attributes: XmlAttributes, attribute: string, line: number): number {
    if (attributes[attribute] === undefined) return 1
    const fraction = this.#numbers.read(element, attributes, attribute, line)
    if (Number.isNaN(fraction)) return 1
    if (fraction >= 0 && fraction <= 1) return fraction
    this.#input.report.say('neuroml/fraction', { fraction }, { line })
    return 1
  }

  end(element: 'proximal' | 'distal', attributes: XmlAttributes, line: number): void {
    const read = (attribute: string) => this.#numbers.read(element, attributes, attribute, line)
    const end = { x: read('x'), y: read('y'), z: read('z'), diameter: read('diameter'), line }
    if (Number.isNaN(end.x + end.y + end.z + end.diameter)) this.#isDamaged = true
    else if (element === 'proximal') this.#proximal = end
    else this.#distal = end
  }

  /** Adds the segment to the table, unless it is damaged. */
  finish(segments: SegmentTable): void {
    const { options, report } = this.#input
    const id = this.#attributes['id'] ?? ''
    const place = { line: this.#line }
    const isLenient = options.damagedLines === 'skip'
    if (this.#isDamaged) return
    if (!this.#distal) {
      report.say(isLenient ? 'neuroml/segment-skipped' : 'neuroml/no-distal', { id }, place)
      return
    }
    segments.ids.push(id)
    segments.names.push(this.#attributes['name'] ?? '')
    segments.parents.push(this.#parent)
    segments.fractions.push(this.#fraction)
    segments.cables.push(this.#attributes['cable'])
    segments.lines.push(this.#line)
    segments.hasProximal.push(this.#proximal !== undefined)
    const near = this.#proximal ?? { x: 0, y: 0, z: 0, diameter: 0, line: this.#line }
    segments.proximal.add(near.x, near.y, near.z, near.diameter, near.line)
    const far = this.#distal
    segments.distal.add(far.x, far.y, far.z, far.diameter, far.line)
  }
}
