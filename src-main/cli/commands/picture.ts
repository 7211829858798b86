import { Command, Option } from 'commander'
import {
  type Checked,
  type DendrogramAxis,
  drawCell,
  drawDendrogram,
  electrotonicAnatomy,
  type Morphology,
  orderDistances,
  pathDistances,
  type PictureView,
  readMorphology,
} from '../../../src-engine/index.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { endOnErrors } from '../output.ts'
import { readInput } from '../readInput.ts'
import { parsePositive } from '../simulateOptions.ts'
import { writeWhole } from '../writeTraces.ts'

interface PictureCommandOptions {
  readonly view: PictureView
  readonly dendrogram?: boolean
  readonly along: 'path' | 'order' | 'electrotonic'
  readonly rm: number
  readonly ra: number
  readonly cm: number
  readonly width: number
  readonly height: number
  readonly background?: string
  readonly out: string
}

/** `hillock picture FILE --out X.svg`: a cell as it looks, or as a dendrogram. */
export function pictureCommand(): Command {
  return new Command('picture')
    .description('Draws a reconstructed cell as SVG: as it looks from one side, or as a dendrogram.')
    .argument('<file>', 'the reconstruction, or ARCHIVE.zip:PATH')
    .requiredOption('--out <file>', 'the SVG file to write')
    .addOption(
      new Option('--view <plane>', 'the plane that is seen').choices(['xy', 'xz', 'yz']).default('xy'),
    )
    .option('--dendrogram', 'draw a dendrogram: how far everything is, not where')
    .addOption(
      new Option('--along <distance>', 'what a dendrogram shows along its axis')
        .choices(['path', 'order', 'electrotonic'])
        .default('path'),
    )
    .option('--rm <value>', 'membrane resistance for electrotonic distances [Ω·cm²]', parsePositive, 20000)
    .option('--ra <value>', 'axial resistivity for electrotonic distances [Ω·cm]', parsePositive, 150)
    .option('--cm <value>', 'membrane capacitance for electrotonic distances [µF/cm²]', parsePositive, 1)
    .option('--width <pixels>', 'width of the picture', parsePositive, 900)
    .option('--height <pixels>', 'greatest height of the picture', parsePositive, 900)
    .option('--background <colour>', 'colour behind the cell, as CSS writes it (default: none)')
    .action((file: string, options: PictureCommandOptions) => {
      const { value: morphology, diagnostics } = readMorphology(file, readInput(file))
      endOnErrors(diagnostics, file)
      if (!morphology) throw new CommandEnd(exitCode.input)
      const { width: widthPx, height: heightPx, background } = options
      const look = { widthPx, heightPx, background }
      if (!options.dendrogram) return writeWhole(options.out, [drawCell(morphology, options.view, look)])
      const axis = axisOf(morphology, options)
      endOnErrors(axis.diagnostics, file)
      if (axis.value) writeWhole(options.out, [drawDendrogram(morphology, axis.value, look)])
    })
}

function axisOf(morphology: Morphology, options: PictureCommandOptions): Checked<DendrogramAxis> {
  if (options.along === 'path')
    return { value: { distances: pathDistances(morphology), label: 'path length [µm]' }, diagnostics: [] }
  if (options.along === 'order')
    return { value: { distances: orderDistances(morphology), label: 'branch order' }, diagnostics: [] }
  const cable = { rmOhmCm2: options.rm, raOhmCm: options.ra, cmUfCm2: options.cm }
  const { value, diagnostics } = electrotonicAnatomy(morphology, cable)
  if (!value) return { value: undefined, diagnostics }
  const { startDistance: start, endDistance: end } = value.constants
  return { value: { distances: { start, end }, label: 'electrotonic distance [λ]' }, diagnostics }
}
