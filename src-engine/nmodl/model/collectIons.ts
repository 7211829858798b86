import type { Span } from '../../core/source/span.ts'
import type { NeuronStatement } from '../ast/blocks.ts'
import type { Report } from '../report.ts'
import type { IonDeclaration, MembraneCurrent } from './mechanismModel.ts'

/** What the NEURON block says of ions and currents. */
export interface IonsAndCurrents {
  readonly ions: readonly IonDeclaration[]
  readonly currents: readonly MembraneCurrent[]
  /** Variables of ions by name; `read` where the ion's own number is wanted. */
  readonly ionVariables: ReadonlyMap<
    string,
    { readonly ion: string; readonly read: boolean; readonly span: Span }
  >
}

/** Gathers USEION, NONSPECIFIC_CURRENT and ELECTRODE_CURRENT, and checks that the names fit the ion. */
export function collectIons(report: Report, neuron: readonly NeuronStatement[]): IonsAndCurrents {
  const ions: IonDeclaration[] = []
  const currents: MembraneCurrent[] = []
  const ionVariables = new Map<string, { ion: string; read: boolean; span: Span }>()
  for (const statement of neuron) {
    if (statement.kind === 'nonspecific_current' || statement.kind === 'electrode_current') {
      const kind = statement.kind === 'nonspecific_current' ? 'nonspecific' : 'electrode'
      for (const { name, span } of statement.names) currents.push({ name, kind, ion: undefined, span })
    }
    if (statement.kind !== 'useion') continue
    const ion = statement.ion.name
    const names = new Set([`e${ion}`, `i${ion}`, `${ion}i`, `${ion}o`])
    if (ions.some(other => other.ion === ion))
      report.add('nmodl/duplicate-name', { name: ion }, statement.ion.span)
    for (const { name, span } of [...statement.reads, ...statement.writes]) {
      if (!names.has(name)) report.add('nmodl/ion-variable', { name, ion }, span)
    }
    for (const { name, span } of statement.reads) ionVariables.set(name, { ion, read: true, span })
    for (const { name, span } of statement.writes) {
      if (name === `i${ion}`) {
        currents.push({ name, kind: 'ion', ion, span })
        if (!ionVariables.has(name)) ionVariables.set(name, { ion, read: false, span })
      } else if (names.has(name) && !ionVariables.has(name)) {
        ionVariables.set(name, { ion, read: false, span })
      }
    }
    const { reads, writes, valence, span } = statement
    ions.push({
      ion,
      reads: reads.map(read => read.name),
      writes: writes.map(write => write.name),
      valence,
      span,
    })
  }
  for (const [index, { name, span }] of currents.entries()) {
    if (currents.findIndex(other => other.name === name) < index)
      report.add('nmodl/duplicate-name', { name }, span)
  }
  const [electrode] = currents.filter(({ kind }) => kind === 'electrode')
  const [other] = currents.filter(({ kind }) => kind !== 'electrode')
  if (electrode && other)
    report.add('nmodl/mixed-currents', { name: other.name, electrode: electrode.name }, other.span)
  return { ions, currents, ionVariables }
}
