import type { CableGeometry } from '../cableGeometry.ts'
import { headerComment, plain, separator } from '../header.ts'
import type { ConversionReport } from '../report.ts'

/** CABLE allowed so many lines in a procedure. */
const mostLines = 1000

/**
 * The text for CABLE: procedures that say which segments follow which, how long and how thick they are, and `geometry()`,
 * which calls them. MULTI has an index `[type]` on every quantity.
 */
export function writeCable(cable: CableGeometry, report: ConversionReport): string {
  const index = report.options.output === 'multi' ? '[type]' : ''
  const topology = [
    '    fcbs(0)',
    ...cable.rows.map(({ first, last, root }) => `    fcbs(${first}, ${last}, ${root})`),
  ]
  const lengths = cable.lengths.flatMap(({ first, last, dx }) =>
    assignments(`dx${index}`, first, last, { start: dx, end: dx }),
  )
  const diameters = cable.diameters.flatMap(({ first, last, firstDiameter, lastDiameter }) =>
    assignments(`diam${index}`, first, last, { start: firstDiameter, end: lastDiameter }),
  )
  const parts = [
    { name: 'init_topology', local: '', lines: topology },
    { name: 'init_dx', local: ' local i', lines: lengths },
    { name: 'init_diam', local: ' local i', lines: diameters },
  ].map(part => ({ ...part, pages: pagesOf(part.lines) }))
  const procedures = parts.flatMap(({ name, local, pages }) =>
    pages.map(
      (lines, page) => `\n\n${separator}\nproc ${name}_${page}() {${local}\n\n${lines.join('\n')}\n}\n`,
    ),
  )
  const calls = parts.flatMap(({ name, pages }) => pages.map((_, page) => `    ${name}_${page}()\n\n`))
  return headerComment(report) + procedures.join('') + geometry(report, index, calls)
}

function geometry({ soma, options }: ConversionReport, index: string, calls: readonly string[]): string {
  const area = `    area${index}[0] = PI*diam${index}[0]*dx${index}[0]`
  return `

${separator}
proc geometry() {

${calls.join('')}\t\t\t\t\t/* cylindrical soma geometry */
    diam${index}[0] = ${plain(soma.diameterUm)}
    dx${index}[0]   = ${plain(soma.lengthUm)}
    ra${index}      = ${plain(options.axialResistivityOhmCm)}
    farea(3)
${area}
    fcbs()

}

`
}

/** Gives segments a quantity that rises or falls by equal steps; three or more in a loop. */
function assignments(
  name: string,
  first: number,
  last: number,
  { start, end }: { readonly start: number; readonly end: number },
): string[] {
  if (first === last) return [`    ${name}[${first}] = ${plain((start + end) / 2)}`]
  if (first + 1 === last)
    return [`    ${name}[${first}] = ${plain(start)}`, `    ${name}[${last}] = ${plain(end)}`]
  const slope = (end - start) / (last - first)
  const step = start === end ? '' : ` ${slope < 0 ? '-' : '+'} ${plain(Math.abs(slope))}*(i-${first})`
  return [`    for (i=${first}; i<=${last}; i=i+1)\t{ ${name}[i] = ${plain(start)}${step} }`]
}

/** Lines in as many procedures as CABLE needs; one at least. */
function pagesOf(lines: readonly string[]): readonly (readonly string[])[] {
  const most = mostLines - 2
  const pages: (readonly string[])[] = []
  for (let i = 0; i < lines.length || pages.length === 0; i += most) pages.push(lines.slice(i, i + most))
  return pages
}
