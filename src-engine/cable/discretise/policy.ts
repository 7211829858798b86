import type { Discretisation } from '../../model/document.ts'

/** What a policy may look at to cut one section. */
export interface SectionCable {
  readonly lengthUm: number
  /** The section's length constant for sinusoids of a frequency [µm]. */
  lambdaUm(frequencyHz: number): number
}

/** The settings that belong to one kind of discretisation. */
export type SettingsOf<Kind extends Discretisation['kind']> = Extract<Discretisation, { kind: Kind }>

/** A rule that says into how many compartments a section is cut. */
export interface DiscretisationPolicy<Kind extends Discretisation['kind']> {
  readonly id: Kind
  readonly title: string
  /** One sentence, shown in forms. */
  readonly summary: string
  readonly defaults: SettingsOf<Kind>
  /** Number of compartments; a whole number of 1 or more for a section of positive length. */
  count(section: SectionCable, settings: SettingsOf<Kind>): number
}
