import { sectionType } from '../../morphology.ts'
import type { PointColumns } from '../../pointColumns.ts'
import { OpenBranches } from '../../traced/openBranches.ts'
import type { TracedCell } from '../../traced/tracedCell.ts'
import type { ReaderInput } from '../format.ts'
import { Coordinates } from '../xml/coordinate.ts'
import { NotKept } from '../xml/notKept.ts'
import type { XmlAttributes, XmlHandler } from '../xml/readXml.ts'
import { newContour, type Contour } from './contours.ts'

/** What the element that we are in is to us; `wrapper` may hold trees, `ignored` is passed over with all it holds. */
type Context = 'document' | 'wrapper' | 'branch' | 'contour' | 'marker' | 'spine' | 'class' | 'ignored'

const typeOfName: Readonly<Record<string, number>> = {
  axon: sectionType.axon,
  dendrite: sectionType.dend,
  apical: sectionType.apic,
  'apical dendrite': sectionType.apic,
}

/** A marker or spine that is being read. */
interface OpenMark {
  readonly kind: string
  readonly name: string
  readonly row: number
}

/** Takes up the elements of a Neurolucida XML file (rules X1 to X9): branches, contours, markers and spines. */
export class NlxmlHandler implements XmlHandler {
  readonly contours: Contour[] = []
  readonly #cell: TracedCell
  readonly #input: ReaderInput
  readonly #numbers: Coordinates
  readonly #contexts: Context[] = []
  readonly #notKept = new NotKept()
  #tree: OpenBranches | undefined
  #mark: OpenMark = { kind: '', name: '', row: -1 }
  /** Spines of the element `spine` that we are in start here. */
  #firstSpine = 0
  /** What its property `Class` says. */
  #spineClass = ''

  constructor(cell: TracedCell, input: ReaderInput) {
    this.#cell = cell
    this.#input = input
    this.#numbers = new Coordinates(input)
  }

  open(name: string, attributes: XmlAttributes, line: number): void {
    const context = this.#contexts.at(-1) ?? 'document'
    this.#contexts.push(this.#enter(context, name, attributes, line))
  }

  close(): void {
    switch (this.#contexts.pop()) {
      case 'branch':
        this.#tree?.end()
        if (this.#tree?.depth === 0) this.#tree = undefined
        break
      case 'spine':
        this.#finishSpine()
        break
      default:
    }
  }

  text(characters: string): void {
    const word = this.#contexts.at(-1) === 'class' ? characters.trim() : ''
    if (word !== '') this.#spineClass = word
  }

  /** Says what the file holds that is not kept: one line for each kind of element. */
  remarkNotKept(): void {
    this.#notKept.forEach((facts, line) => this.#input.report.say('nlxml/not-kept', facts, { line }))
  }

  #enter(context: Context, name: string, attributes: XmlAttributes, line: number): Context {
    if (name === 'point') return this.#point(context, attributes, line)
    switch (context) {
      case 'document':
      case 'wrapper':
        return this.#member(context, name, attributes, line)
      case 'branch':
        if (name === 'tree' || name === 'branch') {
          this.#tree?.begin(line, name === 'tree' ? this.#typeWithin(attributes) : undefined)
          return 'branch'
        }
        return name === 'property' ? 'ignored' : this.#common(name, attributes, line)
      case 'contour':
        return name === 'marker' || name === 'varicosity' ? this.#common(name, attributes, line) : 'ignored'
      case 'spine':
        return name === 'property' && attributes['name'] === 'Class' ? 'class' : 'ignored'
      case 'class':
        return 'class'
      default:
        return 'ignored'
    }
  }

  /** An element right under the root, or in one there that is not known and may hold trees. */
  #member(context: 'document' | 'wrapper', name: string, attributes: XmlAttributes, line: number): Context {
    if (name === 'mbf' && this.#contexts.length === 0) return 'document'
    if (name !== 'tree') {
      const common = this.#common(name, attributes, line, context === 'document')
      return common === 'ignored' ? 'wrapper' : common
    }
    this.#tree = new OpenBranches(this.#cell, this.#input.report, this.#typeOf(attributes, line))
    this.#tree.begin(line)
    return 'branch'
  }

  /** What may stand in trees and beside them. */
  #common(name: string, attributes: XmlAttributes, line: number, isCounted = true): Context {
    const row = this.#tree?.row ?? -1
    switch (name) {
      case 'contour':
        this.contours.push(newContour(attributes['name'] ?? '', attributes['closed'] !== 'false', line))
        return 'contour'
      case 'marker':
      case 'varicosity':
        this.#mark = { kind: attributes['type'] ?? name, name: attributes['name'] ?? '', row }
        return 'marker'
      case 'spine':
        this.#mark = { kind: attributes['classification'] ?? '', name: '', row }
        this.#spineClass = ''
        this.#firstSpine = this.#cell.annotations.spines.length
        return 'spine'
      default:
        if (isCounted) this.#notKept.add(name, line)
        return 'ignored'
    }
  }

  #point(context: Context, attributes: XmlAttributes, line: number): Context {
    const { annotations, points } = this.#cell
    const { kind, name, row } = this.#mark
    if (context === 'branch') {
      if (this.#tree?.hasSplit) this.#input.report.say('nlxml/point-after-branch', {}, { line })
      else this.#addPoint(points, attributes, line, true)
    } else if (context === 'contour') {
      const contour = this.contours.at(-1)
      if (contour) this.#addPoint(contour.points, attributes, line, false)
    } else if (context === 'marker') {
      const place = this.#place(attributes, line)
      if (place) annotations.markers.push({ kind, name, ...place, line, row })
    } else if (context === 'spine' && annotations.spines.length === this.#firstSpine) {
      const place = this.#place(attributes, line)
      if (place) annotations.spines.push({ kind: '', ...place, line, row })
    }
    return 'ignored'
  }

  #addPoint(points: PointColumns, attributes: XmlAttributes, line: number, needsDiameter: boolean): void {
    const place = this.#place(attributes, line)
    if (!place) return
    if (needsDiameter && attributes['d'] === undefined)
      this.#input.report.say('morphology/missing-diameter', {}, { line })
    points.add(place.x, place.y, place.z, place.diameter, line)
  }

  /** The numbers of a point; z and diameter are 0 where there are none. */
  #place(
    attributes: XmlAttributes,
    line: number,
  ): { x: number; y: number; z: number; diameter: number } | undefined {
    const x = this.#numbers.read('point', attributes, 'x', line)
    const y = this.#numbers.read('point', attributes, 'y', line)
    const z = attributes['z'] === undefined ? 0 : this.#numbers.read('point', attributes, 'z', line)
    const diameter = attributes['d'] === undefined ? 0 : this.#numbers.read('point', attributes, 'd', line)
    return Number.isNaN(x + y + z + diameter) ? undefined : { x, y, z, diameter }
  }

  /** The class may be written after the point. */
  #finishSpine(): void {
    const spine = this.#cell.annotations.spines[this.#firstSpine]
    const kind = this.#mark.kind || this.#spineClass
    if (spine) this.#cell.annotations.spines[this.#firstSpine] = { ...spine, kind }
  }

  #typeWithin(attributes: XmlAttributes): number | undefined {
    return typeOfName[(attributes['type'] ?? '').trim().toLowerCase()]
  }

  #typeOf(attributes: XmlAttributes, line: number): number {
    const known = this.#typeWithin(attributes)
    if (known === undefined)
      this.#input.report.say('nlxml/tree-without-type', { type: attributes['type'] ?? '' }, { line })
    return known ?? sectionType.undefined
  }
}
