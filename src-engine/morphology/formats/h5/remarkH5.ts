import type { Hdf5Group } from '../../hdf5/hdf5Group.ts'
import type { ImportReport } from '../../importReport.ts'

const families: Readonly<Record<number, string>> = { 1: 'a glial cell', 2: 'a dendritic spine' }

/** Says what the file tells of itself, and what it holds that is not kept (rules B12, B13). */
export function remarkH5(root: Hdf5Group, report: ImportReport): void {
  const metadata = root.groups.get('metadata')
  if (metadata) {
    const version = metadata.attributes.get('version')
    const family = families[metadata.attributes.get('cell_family')?.[0] ?? 0]
    if (!version) report.say('h5/no-version', {})
    else if (version[0] !== 1) report.say('h5/old-version', { version: [...version].join('.') })
    if (family !== undefined) report.say('h5/other-cell', { family })
  }
  const organelles = [...(root.groups.get('organelles')?.groups.keys() ?? [])].sort()
  const extras = [
    ...(root.tables.has('perimeters') ? ['perimeters of the points'] : []),
    ...organelles.map(name => organelleNames[name] ?? `“${name}”`),
  ]
  if (extras.length > 0) report.say('h5/not-kept', { what: extras.join(', ') })
}

const organelleNames: Readonly<Record<string, string>> = {
  mitochondria: 'mitochondria',
  endoplasmic_reticulum: 'endoplasmic reticulum',
  postsynaptic_density: 'postsynaptic densities',
}
