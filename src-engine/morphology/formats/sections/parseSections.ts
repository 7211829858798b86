import type { ImportReport } from '../../importReport.ts'
import type { ListedSection, Point } from '../../listed/listedSection.ts'

type Plain = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const known = new Set(['name', 'parent', 'parentX', 'lengthUm', 'diameterUm', 'points'])

/** Reads and checks the list; undefined where the report says why it cannot be. */
export function parseSections(text: string, report: ImportReport): readonly ListedSection[] | undefined {
  const list = sectionsIn(text, report)
  if (!list) return undefined
  if (list.length === 0) report.say('morphology/no-sections', {})
  const indices = new Map<string, number>()
  list.forEach((section, index) => {
    const name = isObject(section) && typeof section['name'] === 'string' ? section['name'] : undefined
    if (name === undefined) return
    if (indices.has(name)) report.say('sections/repeated-name', { section: name })
    indices.set(name, index)
  })
  const sections = list.map((section, index) => parseSection(section, index, indices, report))
  const whole = sections.filter(section => section !== undefined)
  if (report.failed || whole.length < sections.length) return undefined
  return refuseCircles(whole, report) ? undefined : whole
}

function sectionsIn(text: string, report: ImportReport): readonly unknown[] | undefined {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    report.say('sections/not-readable', { what: error instanceof Error ? error.message : String(error) })
    return undefined
  }
  if (isObject(body) && body['format'] === 'hillock-sections' && body['version'] === 1) {
    const { sections } = body
    if (Array.isArray(sections)) return sections as readonly unknown[]
    report.say('sections/not-readable', { what: '"sections" is not a list' })
  } else report.say('sections/not-readable', { what: 'it is not "hillock-sections" of version 1' })
  return undefined
}

function parseSection(
  section: unknown,
  index: number,
  indices: ReadonlyMap<string, number>,
  report: ImportReport,
): ListedSection | undefined {
  const refuse = (name: string, what: string) => {
    report.say('sections/bad-section', { section: name, what })
    return undefined
  }
  if (!isObject(section)) return refuse(String(index), 'it is not an object')
  const { name, parent, parentX = 1 } = section
  if (typeof name !== 'string' || !/^[A-Za-z_]\w*(\[\d+\])?$/.test(name))
    return refuse(String(name ?? index), 'its name must be a word, with a number in brackets or without')
  const strange = Object.keys(section).find(key => !known.has(key))
  if (strange !== undefined) return refuse(name, `"${strange}" means nothing here`)
  if (!isNumber(parentX) || parentX < 0 || parentX > 1)
    return refuse(name, 'parentX must lie between 0 and 1')
  const shape = shapeOf(section)
  if (typeof shape === 'string') return refuse(name, shape)
  if (parent === undefined) return { name, parent: -1, parentX: 0, shape }
  const found = typeof parent === 'string' ? indices.get(parent) : undefined
  if (found === undefined) {
    report.say('sections/unknown-parent', { section: name, parent: String(parent) })
    return undefined
  }
  return { name, parent: found, parentX, shape }
}

/** The shape, or what is wrong with it. */
function shapeOf({ lengthUm, diameterUm, points }: Plain): ListedSection['shape'] | string {
  if (points === undefined) {
    if (!isNumber(lengthUm) || lengthUm <= 0) return 'its length must be above 0'
    if (!isNumber(diameterUm) || diameterUm <= 0) return 'its diameter must be above 0'
    return { lengthUm, diameterUm }
  }
  if (lengthUm !== undefined || diameterUm !== undefined)
    return 'it has points, so its length and diameter follow from them'
  if (!Array.isArray(points) || points.length < 2) return 'it must have at least two points'
  const list = points as readonly unknown[]
  const whole = list.filter(
    (point): point is Point => Array.isArray(point) && point.length === 4 && point.every(isNumber),
  )
  if (whole.length < list.length) return 'each point must be four numbers [x, y, z, diameter]'
  if (whole.some(([, , , diameter]) => diameter < 0)) return 'a diameter must not be negative'
  return whole
}

function refuseCircles(sections: readonly ListedSection[], report: ImportReport): boolean {
  const reachesRoot = new Uint8Array(sections.length)
  for (const [index, { name }] of sections.entries()) {
    const path = new Set<number>()
    let at = index
    while (at >= 0 && reachesRoot[at] === 0 && !path.has(at)) {
      path.add(at)
      at = sections[at]?.parent ?? -1
    }
    if (path.has(at)) {
      report.say('sections/circle', { section: name })
      return true
    }
    for (const one of path) reachesRoot[one] = 1
  }
  return false
}
