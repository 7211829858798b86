import { closestName } from '../../src-engine/core/closestName.ts'
import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Discretisation, Location, ModelDocument, Region } from '../../src-engine/model/document.ts'
import { libraryMessages, ModelError } from './modelError.ts'
import { numberIn, type Quantity } from './quantity.ts'

/** What a new section is like: a cylinder, or a course of 3-D points [µm]. */
export type SectionShape = (
  | { readonly lengthUm: Quantity; readonly diameterUm: Quantity }
  | { readonly points: readonly (readonly [x: number, y: number, z: number, diameter: number])[] }
) & {
  /** Number of compartments; where it is not given, the cell's discretisation says it. */
  readonly nseg?: number
  /** Where its 0 end is attached. */
  readonly on?: Place
}

/** A section as the list of sections has it (src-engine/morphology/formats/sections). */
export type ListedSection = Readonly<Record<string, unknown>> & { readonly name: string }

/** Where a cell comes from: sections built in code, or a file. */
export type CellSource =
  | { readonly kind: 'sections'; readonly sections: readonly ListedSection[] }
  | { readonly kind: 'file'; readonly fileName: string; readonly bytes: Uint8Array }

/** What the model lends its cells. */
export interface CellContext {
  /** The unit of a parameter of a mechanism. @throws ModelError */
  unitOf(mechanism: string, parameter: string): string
  /** Names of a file's sections. */
  sectionsOf(source: CellSource): readonly string[]
}

/** A place on a cell. */
export interface Place {
  readonly cell: Cell
  readonly at: Location
}

/** An unbranched piece of cable of a cell. */
export class Section {
  readonly cell: Cell
  readonly name: string

  constructor(cell: Cell, name: string) {
    this.cell = cell
    this.name = name
  }

  /** The place at x, from 0 to 1. */
  at(x: number): Place {
    if (!(x >= 0 && x <= 1))
      throw new ModelError([diagnose(libraryMessages, 'library/bad-place', { section: this.name, x })])
    return { cell: this.cell, at: { section: this.name, x } }
  }
}

/** A point process on a cell, or an artificial cell: something that events come from or go to. */
export class Process {
  /** As the network names it: behind its cell's name and a dot, where that has one. */
  readonly id: string
  readonly mechanism: string

  constructor(id: string, mechanism: string) {
    this.id = id
    this.mechanism = mechanism
  }
}

/** A region by its name (`all`, `soma`, `dend` …), a section, or several. */
export type Where = Region | Section | readonly (Region | Section)[]

/** Parameters of a mechanism by name, in the mechanism's own units or with a unit. */
export type Parameters = Readonly<Record<string, Quantity>>

type Description = Pick<
  ModelDocument,
  'discretisation' | 'mechanisms' | 'properties' | 'pointProcesses' | 'pointers'
>

const propertyUnits: Readonly<Record<string, string>> = { Ra: 'ohm cm', cm: 'uF/cm2', nseg: '' }

/** A cell of a model: its sections, and what sits in and on its membrane. Made by `model.cell(…)`. */
export class Cell {
  /** '' for the only cell of a model. */
  readonly name: string
  readonly #context: CellContext
  readonly #sections: ListedSection[] = []
  readonly #file: CellSource | undefined
  readonly #handles = new Map<string, Section>()
  #names: ReadonlySet<string> | undefined
  #description: Description

  constructor(
    name: string,
    context: CellContext,
    { file, description }: { readonly file?: CellSource; readonly description?: Description } = {},
  ) {
    this.name = name
    this.#context = context
    this.#file = file
    this.#description = description ?? {
      discretisation: { kind: 'fixed', count: 1 },
      mechanisms: [],
      properties: [],
      pointProcesses: [],
    }
  }

  /** Adds a section: `cell.section('dend[0]', { lengthUm: 200, diameterUm: 2, nseg: 11, on: soma.at(1) })`. */
  section(name: string, shape: SectionShape): Section {
    if (this.#file) throw new ModelError([diagnose(libraryMessages, 'library/cell-is-whole', { name })])
    const { on, nseg } = shape
    const size =
      'points' in shape
        ? { points: shape.points }
        : {
            lengthUm: numberIn(shape.lengthUm, 'um', `the length of "${name}"`),
            diameterUm: numberIn(shape.diameterUm, 'um', `the diameter of "${name}"`),
          }
    this.#sections.push({ name, ...(on ? { parent: on.at.section, parentX: on.at.x } : {}), ...size })
    this.#names = undefined
    const section = new Section(this, name)
    this.#handles.set(name, section)
    if (nseg !== undefined) this.set('nseg', nseg, section)
    return section
  }

  /** A section by its name; `soma` also finds `soma[0]`. */
  get(name: string): Section {
    const names = (this.#names ??= new Set(this.#context.sectionsOf(this.source)))
    const found = names.has(name) ? name : names.has(`${name}[0]`) ? `${name}[0]` : undefined
    if (found === undefined) {
      const cell = this.name ? `Cell "${this.name}"` : 'The cell'
      const meant = closestName(name, names)
      throw new ModelError([diagnose(libraryMessages, 'library/unknown-section', { name, cell, meant })])
    }
    const section = this.#handles.get(found) ?? new Section(this, found)
    this.#handles.set(found, section)
    return section
  }

  /** All sections of the cell. */
  get sections(): readonly Section[] {
    return this.#context.sectionsOf(this.source).map(name => this.get(name))
  }

  /** The place at x of a section. */
  at(section: string, x: number): Place {
    return this.get(section).at(x)
  }

  /** How sections without an `nseg` of their own are cut into compartments; one each if nothing is said. */
  discretise(discretisation: Discretisation): this {
    this.#description = { ...this.#description, discretisation }
    return this
  }

  /**
   * Inserts a mechanism and sets parameters: `cell.insert('hh', soma, { gnabar: '120 mS/cm2' })`. Where it is inserted
   * already, only sets them; the last counts.
   */
  insert(mechanism: string, where: Where = 'all', parameters: Parameters = {}): this {
    const numbers = this.#numbers(mechanism, parameters)
    for (const region of regionsOf(where)) {
      const { mechanisms } = this.#description
      const use = { id: `use${mechanisms.length + 1}`, mechanism, region, parameters: numbers }
      this.#description = { ...this.#description, mechanisms: [...mechanisms, use] }
    }
    return this
  }

  /** Sets a property of the cable or of an ion: Ra [Ω·cm], cm [µF/cm²], nseg, ena [mV], nai [mM] … */
  set(property: string, value: Quantity, where: Where = 'all'): this {
    const unit = propertyUnits[property] ?? (property.startsWith('e') ? 'mV' : 'mM')
    const number = numberIn(value, unit, property)
    for (const region of regionsOf(where)) {
      const { properties } = this.#description
      const use = { id: `set${properties.length + 1}`, property, region, value: number }
      this.#description = { ...this.#description, properties: [...properties, use] }
    }
    return this
  }

  /** Puts a point process on a place: `cell.place('IClamp', soma.at(0.5), { del: 5, dur: 10, amp: '300 pA' })`. */
  place(mechanism: string, { at }: Place, parameters: Parameters = {}, id?: string): Process {
    const { pointProcesses } = this.#description
    const own = id ?? `${mechanism}${pointProcesses.length + 1}`
    const use = { id: own, mechanism, at, parameters: this.#numbers(mechanism, parameters) }
    this.#description = { ...this.#description, pointProcesses: [...pointProcesses, use] }
    return new Process(this.name ? `${this.name}.${own}` : own, mechanism)
  }

  /** The sections as they are saved and read. */
  get source(): CellSource {
    return this.#file ?? { kind: 'sections', sections: this.#sections }
  }

  /** What a document says of the cell. */
  get description(): Description {
    return this.#description
  }

  #numbers(mechanism: string, parameters: Parameters): Record<string, number> {
    return Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? value
          : numberIn(value, this.#context.unitOf(mechanism, name), `${mechanism}.${name}`),
      ]),
    )
  }
}

function regionsOf(where: Where): readonly Region[] {
  if (typeof where === 'string') return [where]
  return where instanceof Section ? [where.name] : where.flatMap(regionsOf)
}
