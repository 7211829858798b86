import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseFeatures } from '../../../../../src-engine/morphology/measure/features/chooseFeatures.ts'
import { featureHelp } from '../../../../../src-engine/morphology/measure/features/featureHelp.ts'
import { morphologyFeatures } from '../../../../../src-engine/morphology/measure/features/registry.ts'

/** NeuroM 4's features of segments, sections, bifurcations, neurites and cells (neurom/features), but for Sholl's. */
const neurom = `soma_volume soma_surface_area soma_radius max_radial_distance section_radial_distances
  section_term_radial_distances section_bif_radial_distances segment_radial_distances total_length_per_neurite
  total_area_per_neurite total_volume_per_neurite trunk_origin_azimuths trunk_origin_elevations trunk_vectors trunk_angles
  trunk_angles_inter_types trunk_angles_from_vector trunk_origin_radii trunk_section_lengths number_of_neurites
  neurite_volume_density total_width total_height total_depth volume_density aspect_ratio circularity shape_factor
  length_fraction_above_soma number_of_segments number_of_sections number_of_bifurcations number_of_forking_points
  number_of_leaves total_length total_area total_volume section_lengths section_term_lengths section_bif_lengths
  section_branch_orders section_bif_branch_orders section_term_branch_orders section_path_distances segment_lengths
  segment_areas segment_volumes segment_radii segment_taper_rates section_taper_rates segment_meander_angles
  segment_midpoints segment_path_lengths local_bifurcation_angles remote_bifurcation_angles partition_asymmetry
  bifurcation_partitions sibling_ratios partition_pairs diameter_power_relations terminal_path_lengths section_volumes
  section_areas section_tortuosity section_end_distances principal_direction_extents section_strahler_orders`
  .split(/\s+/)
  .filter(Boolean)

/** L-Measure's functions, without Type and XYZ, which copy the file, and Hausdorff and Helix, whose definition is not known. */
const lMeasure =
  `Soma_Surface N_stems N_bifs N_branch N_tips Width Height Depth Diameter Diameter_pow Length SectionArea
  EucDistance PathDistance Branch_Order Terminal_degree Taper_1 Taper_2 Branch_pathlength Contraction Fragmentation
  Daughter_Ratio Parent_Daughter_Ratio Partition_asymmetry Rall_Power Pk Pk_classic Pk_2 Bif_ampl_local Bif_ampl_remote
  Bif_tilt_local Bif_tilt_remote Bif_torque_local Bif_torque_remote Last_parent_diam Diam_threshold HillmanThreshold
  Fractal_Dim`
    .split(/\s+/)
    .filter(Boolean)

describe('morphology measure table', () => {
  it('M1 has every feature of NeuroM under its name', () => {
    expect(chooseFeatures(neurom).unknown).toEqual([])
  })
  it('M14 has L-Measure’s functions under their names', () => {
    expect(chooseFeatures(lMeasure).unknown).toEqual([])
  })
  it('M3 gives every feature an id of its own, a definition and a source', () => {
    expect(new Set(morphologyFeatures.map(({ id }) => id)).size).toBe(morphologyFeatures.length)
    for (const { id, title, definition, source, scaling, unit } of morphologyFeatures) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(title, id).not.toBe('')
      expect(definition, id).toMatch(/\.$/)
      expect(Object.keys(source).length, id).toBeGreaterThan(0)
      const power = { µm: 1, 'µm²': 2, 'µm³': 3, 'µm^1.5': 1.5, rad: 0, '°': 0, '1': 0 }[unit]
      expect(scaling, id).toBe(power)
    }
  })
  it('M14 is certain of what NeuroM’s sources say, and only of that', () => {
    for (const { id, source, certain } of morphologyFeatures) {
      if (
        source.neurom === undefined &&
        source.paper === undefined &&
        id !== 'contraction' &&
        id !== 'terminal-degree'
      )
        expect(certain, id).toBe(false)
    }
  })
  it('chooses by id, by the name of another program, by scope, and says what nothing is called', () => {
    expect(chooseFeatures(['tortuosity']).features.map(({ id }) => id)).toEqual(['tortuosity'])
    expect(chooseFeatures(['sibling_ratios', 'bif_tilt_local']).features.map(({ id }) => id)).toEqual([
      'local-tilt',
      'sibling-ratio-first',
      'sibling-ratio-mean',
    ])
    expect(chooseFeatures(['all']).features).toEqual(morphologyFeatures)
    expect(chooseFeatures(['neurite']).features.every(({ scope }) => scope === 'neurite')).toBe(true)
    expect(chooseFeatures(['length-of-everything', 'pk']).unknown).toEqual(['length-of-everything'])
  })
  it('is the table of the help page', () => {
    // Brought up to date by writeFeatureHelp.ts.
    const page = readFileSync(
      resolve(import.meta.dirname, '../../../../../resources/help/measure.md'),
      'utf8',
    )
    expect(page).toContain(featureHelp())
    expect(page.endsWith(`${featureHelp()}\n`)).toBe(true)
  })
})
