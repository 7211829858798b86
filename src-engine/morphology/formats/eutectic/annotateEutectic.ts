import type { TracedAnnotations } from '../../traced/tracedAnnotations.ts'
import type { EutecticPoints } from './scanEutectic.ts'

/** Keeps what is no tree and no soma: outlines from OS over OCP to OE, and dots (DS DCP DE), each a marker. */
export function annotateEutectic(table: EutecticPoints, annotations: TracedAnnotations): void {
  const { others, otherTypes } = table
  for (let i = 0; i < otherTypes.length; i++) {
    const type = otherTypes[i]!
    if (type.startsWith('D')) {
      const [x, y, z, diameter] = [others.x[i]!, others.y[i]!, others.z[i]!, others.diameter[i]!]
      annotations.markers.push({ kind: type, name: '', x, y, z, diameter, line: others.line[i]!, row: -1 })
      continue
    }
    const start = i
    while (otherTypes[i] !== 'OE' && isInside(otherTypes[i + 1])) i++
    annotations.addOutline('', otherTypes[i] === 'OE', others, { start, end: i + 1 }, -1)
  }
}

/** Whether an outline goes on with a point of this type. */
function isInside(type: string | undefined): boolean {
  return type === 'OCP' || type === 'OE'
}
