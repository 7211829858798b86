import type {
  Discretisation,
  MechanismUse,
  ModelDocument,
  Region,
} from '../../../src-engine/model/document.ts'
import { freeId } from '../../stores/modelLists.ts'

/** Inserts a density mechanism in a region, with its defaults. Where it is inserted already, nothing changes. */
export function insertMechanism(document: ModelDocument, mechanism: string, region: Region): ModelDocument {
  if (document.mechanisms.some(use => use.mechanism === mechanism && use.region === region)) return document
  const use: MechanismUse = { id: freeId(document, `${mechanism}-`), mechanism, region, parameters: {} }
  return { ...document, mechanisms: [...document.mechanisms, use] }
}

/** Takes a use of a mechanism away. */
export function removeMechanism(document: ModelDocument, id: string): ModelDocument {
  const mechanisms = document.mechanisms.filter(use => use.id !== id)
  return mechanisms.length === document.mechanisms.length ? document : { ...document, mechanisms }
}

/** Sets a RANGE parameter of a use; undefined goes back to the mechanism's default. */
export function setParameter(
  document: ModelDocument,
  id: string,
  name: string,
  value: number | undefined,
): ModelDocument {
  const before = document.mechanisms.find(use => use.id === id)
  if (!before || before.parameters[name] === value) return document
  const { [name]: _, ...rest } = before.parameters
  const parameters = value === undefined ? rest : { ...before.parameters, [name]: value }
  return {
    ...document,
    mechanisms: document.mechanisms.map(use => (use.id === id ? { ...use, parameters } : use)),
  }
}

/** Sets a property of the cable or of an ion in a region; undefined takes the region's own value away. */
export function setProperty(
  document: ModelDocument,
  property: string,
  region: Region,
  value: number | undefined,
): ModelDocument {
  const at = document.properties.findIndex(use => use.property === property && use.region === region)
  const before = document.properties[at]
  if (before?.value === value) return document
  if (value === undefined) return { ...document, properties: document.properties.filter((_, i) => i !== at) }
  const properties = before
    ? document.properties.with(at, { ...before, value })
    : [...document.properties, { id: freeId(document, 'property'), property, region, value }]
  return { ...document, properties }
}

/** Changes how sections are cut into compartments. */
export function setDiscretisation(document: ModelDocument, discretisation: Discretisation): ModelDocument {
  return { ...document, discretisation }
}
