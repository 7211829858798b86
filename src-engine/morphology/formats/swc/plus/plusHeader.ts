import { NotKept } from '../../xml/notKept.ts'
import type { ImportReport } from '../../../importReport.ts'
import { plusDeclaration, plusLibrary, type PlusType } from './plusTypes.ts'

/** An element’s start or end, with attributes without entities other than the five of XML. */
const tag =
  /<(\/?)([A-Za-z][\w:.-]{0,60})((?:\s+[\w:.-]{1,60}\s*=\s*(?:"[^"<]{0,1000}"|'[^'<]{0,1000}'))*)\s*(\/?)>/g
const attribute = /([\w:.-]{1,60})\s*=\s*(?:"([^"<]{0,1000})"|'([^'<]{0,1000})')/g
/** An element that is not closed by then is none. */
const longestElement = 2000

/** Elements that hold others which count. */
const wrappers = new Set(['swcPlus', 'ExtendedTypes', 'customTypes', 'swcPoints'])

/** What the comments of an SWC+ file say: the XML in them, line after line (rules S21 to S24). */
export class PlusHeader {
  /** Whether the file says that it is SWC+. */
  isPlus = false
  readonly #declared = new Map<number, PlusType>()
  readonly notKept = new NotKept()
  #hasLibrary = false
  #pending = ''
  /** The element whose contents are passed over; empty outside of one. */
  #passedOver = ''

  /** Takes in a comment, without its sign #. */
  add(comment: string, line: number): void {
    const isVersion = /^\s*SWC\+\s+version\b/i.test(comment)
    if (isVersion) this.isPlus = this.#hasLibrary = true
    if (/<swcPlus[\s>]/.test(comment)) this.isPlus = true
    if (!this.isPlus || isVersion) return
    const text = `${this.#pending} ${comment}`
    this.#pending = ''
    const open = text.lastIndexOf('<')
    const isBroken = open >= 0 && !text.includes('>', open) && text.length < longestElement
    const whole = isBroken ? text.slice(0, open) : text
    if (isBroken) this.#pending = text.slice(open)
    for (const [, slash, element, attributes, closed] of whole.matchAll(tag)) {
      if (slash === '/') this.#close(element!)
      else this.#open(element!, attributes!, closed === '/', line)
    }
  }

  /** The type of a number; undefined for those that mean what they do in any SWC file. */
  type(id: number): PlusType | undefined {
    return this.#declared.get(id) ?? (this.#hasLibrary ? plusLibrary.get(id) : undefined)
  }

  /** Says once of each kind what is passed over. */
  sayNotKept(report: ImportReport): void {
    this.notKept.forEach(({ element, count }, line) =>
      report.say('swc/not-kept', { what: element, count }, { line }),
    )
  }

  #open(element: string, attributes: string, isClosed: boolean, line: number): void {
    if (this.#passedOver !== '' || wrappers.has(element)) return
    const values = new Map<string, string>()
    for (const [, key, double, single] of attributes.matchAll(attribute))
      values.set(key!, withoutEntities(double ?? single ?? ''))
    const declaration = plusDeclaration(element, values)
    if (declaration) {
      this.#declared.set(declaration.id, declaration.type)
      for (const key of declaration.notKept) this.notKept.add(`attribute “${key}” of types`, line)
      return
    }
    this.notKept.add(`element “${element}”`, line)
    if (!isClosed) this.#passedOver = element
  }

  #close(element: string): void {
    if (element === this.#passedOver) this.#passedOver = ''
  }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function withoutEntities(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '')
}
