import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { rootSections } from '../views.ts'
import { reductionMessages } from './diagnostics.ts'
import type { Neurites } from './neurites.ts'
import type { SectionCables } from './sectionCables.ts'

/** What keeps a cell from being reduced by any method, and what a user should know before. The soma may taper to nothing. */
export function checkReducible(
  { morphology, points, isBody, root }: SectionCables,
  { members }: Neurites,
): Diagnostic[] {
  const { count, firstSample, name } = morphology.sections
  const found: Diagnostic[] = []
  const thin: string[] = []
  for (let section = 0; section < count; section++) {
    if (isBody[section]) continue
    const own = points.diameter.subarray(firstSample[section]!, firstSample[section + 1]!)
    if (own.some(width => !(width > 0))) thin.push(name[section] ?? '')
  }
  const [first] = thin
  if (first !== undefined)
    found.push(diagnose(reductionMessages, 'reduction/no-width', { section: first, count: thin.length }))
  if (members.length === 0) found.push(diagnose(reductionMessages, 'reduction/nothing-to-reduce', {}))
  const others = rootSections(morphology).length - 1
  if (others > 0)
    found.push(
      diagnose(reductionMessages, 'reduction/other-trees', { count: others, root: name[root] ?? '' }),
    )
  return found
}
