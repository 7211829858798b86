import { describe, expect, it } from 'vitest'
import { morphologyMessages } from '../../../../src-engine/morphology/diagnostics.ts'
import type { ReadOptions } from '../../../../src-engine/morphology/formats/format.ts'
import { scanDouglas2d } from '../../../../src-engine/morphology/formats/douglas/scanDouglas2d.ts'
import { scanDouglas3d } from '../../../../src-engine/morphology/formats/douglas/scanDouglas3d.ts'
import { scanNevin } from '../../../../src-engine/morphology/formats/nevin/scanNevin.ts'
import { casesOfText } from './casesOfText.ts'
import { casesOfBytes } from './casesOfBytes.ts'
import { bytesOf, codesOf, codesOfScan } from './support.ts'

interface Case {
  /** Says the code. */
  readonly bad: string | Uint8Array
  /** The same without the fault: does not say it. */
  readonly good: string | Uint8Array
  readonly name?: string
  readonly options?: ReadOptions
  /** What is asked, where it is a scanner alone. */
  readonly scan?: Parameters<typeof codesOfScan>[0]
}

const swc = '1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 15 0 0 1 2\n'
const outline = '("CellBody" (10 5 0 1) (0 9 0 1) (-10 5 0 1) (-11 -5 0 1) (0 -8 0 1) (9 -4 0 1))\n'
const tree = '((Dendrite) (5 0 0 2) (50 0 0 2))\n'
const asc = outline + tree
const nts = ` Point Type Tag X Y Z Thick
1 SOS 1 10 5 0 .1
2 SCP 1 0 9 0 .1
3 SCP 1 -10 5 0 .1
4 SCP 1 -11 -5 0 .1
5 SCP 1 0 -8 0 .1
6 SOE 1 9 -4 0 .1
7 MTO 3 5 0 0 2
8 BP 3 15 0 0 2
9 NE 3 25 5 0 1
10 CP 3 20 0 0 1
11 NE 3 25 -5 0 1
`

const douglas3d = '3d\nmto 0 0 0 10\ndcp 50 0 0 10\nne 90 0 0 5\n'
const douglas2d = `branchID br.ord. seglth segdiam term
2.1 0 0.0023 0.0017 som
1.1 0 0.0012 0.0003 ne
end 1 1 1 1
`
const nevin = '/*\n */ \n1 S 0 0 0 5\n2 C 9 0 0 1\n3 T 20 0 0 1\n'

const tracedDouglas = `3d
mto 50 0 0 2
scp 0 50 0 2
scp -50 0 0 2
mae 0 -40 0 2
mto 50 0 0 20
bp 200 0 0 10
ne 300 50 0 4
ne 250 -50 0 8
`
const tracedNevin = '1 S 0 0 0 8\n2 S 9 0 0 8\n3 T 12 0 0 4\n4 C 9 9 0 2\n5 T 9 20 0 2\n'
const v1 = `[2,41] (5,0,0) 1
[1,42] (0,6,0) 1
[1,42] (-5,1,0) 1
[1,42] (1,-5,0) 1
[2,1] (5,0,0) 1
[1,2] (20,0,0) 1
[10,5] (20,0,0) 1
[1,2] (20,0,0) 1
[1,2] (30,9,0) 1
[2,2] (20,0,0) 1
[1,2] (30,-9,0) 1
`

const listOf = (parts: string) => `{"format": "hillock-sections", "version": 1, "sections": [${parts}]}`
const trunk = '{"name": "dend", "lengthUm": 10, "diameterUm": 1}'
const twig = '{"name": "twig", "parent": "dend", "lengthUm": 10, "diameterUm": 1}'
const list = listOf(`${trunk}, ${twig}`)

const xml = `<mbf version="4.0">
<contour name="CellBody"><point x="10" y="5"/><point x="0" y="9"/><point x="-10" y="5"/><point x="-9" y="-6"/></contour>
<tree type="Axon"><point x="5" y="0" z="0" d="2"/><point x="50" y="0" z="0" d="2"/></tree>
</mbf>
`

const nml = `<neuroml id="n"><cell id="one"><morphology id="m">
<segment id="0" name="soma"><proximal x="0" y="0" z="0" diameter="9"/><distal x="9" y="0" z="0" diameter="9"/></segment>
<segment id="1" name="dend"><parent segment="0"/><distal x="30" y="0" z="0" diameter="1"/></segment>
<segment id="2" name="dend"><parent segment="1"/><distal x="60" y="0" z="0" diameter="1"/></segment>
<segmentGroup id="dend[0]" neuroLexId="sao864921383"><member segment="1"/><member segment="2"/></segmentGroup>
</morphology></cell></neuroml>
`
const cableOf = (...segments: number[]) =>
  `<segmentGroup id="run" neuroLexId="sao864921383">${segments.map(id => `<member segment="${id}"/>`).join('')}</segmentGroup>`
const withNml = (more: string) => nml.replace('<segmentGroup', `${more}<segmentGroup`)
const lenient = { damagedLines: 'skip', missingParents: 'root' } as const

/** A square outline of four points, which NEURON’s method makes thin. */
const square = '("CellBody" (1 1 0 0) (-1 1 0 0) (-1 -1 0 0) (1 -1 0 0))'
const disc = (z: number, tilt = 0) =>
  `("Soma" (5 5 ${z} 0) (-5 5 ${z + tilt} 0) (-5 -5 ${z} 0) (5 -5 ${z} 0))\n`

/** Said by a door of its own, which its spec file tries. */
type SaidElsewhere = 'archive/no-such-entry'

const cases: Record<Exclude<keyof typeof morphologyMessages, SaidElsewhere>, Case> = {
  'swc/no-points': { bad: '# nothing here\n', good: swc },
  'swc/unreadable-line': { bad: `${swc}4 3 15 5 0 1\n`, good: `${swc}4 3 15 5 0 1 3\n` },
  'swc/line-skipped': {
    bad: `${swc}4 3 15 5 0 1\n`,
    good: `${swc}4 3 15 5 0 1 3\n`,
    options: { damagedLines: 'skip' },
  },
  'swc/not-a-number': { bad: swc.replace('15', 'nan'), good: swc },
  'swc/decimal-comma': { bad: swc.replace('15 0', '15,5 0'), good: swc.replace('15 0', '15.5 0') },
  'swc/separated-by-commas': { bad: swc.replaceAll(' ', ','), good: swc },
  'swc/negative-id': { bad: swc.replace('3 3', '-3 3'), good: swc },
  'swc/repeated-id': { bad: swc.replace('3 3', '2 3'), good: swc },
  'swc/loop': { bad: swc.replace('5 0 0 1 1', '5 0 0 1 3'), good: swc },
  'swc/missing-parent': { bad: swc.replace('1 2\n', '1 9\n'), good: swc },
  'swc/missing-parent-root': {
    bad: swc.replace('1 2\n', '1 9\n'),
    good: swc,
    options: { missingParents: 'root' },
  },
  'swc/parent-zero': { bad: swc.replace('-1', '0'), good: swc },
  'swc/root-is-own-parent': { bad: swc.replace('-1', '1'), good: swc },
  'swc/order-changed': { bad: swc.split('\n').reverse().join('\n'), good: swc },
  'swc/extra-root': { bad: `${swc}4 3 90 0 0 1 -1\n5 3 99 0 0 1 4\n`, good: swc },
  'swc/extra-root-joined': {
    bad: `${swc}4 3 90 0 0 1 -1\n5 3 99 0 0 1 4\n`,
    good: swc,
    options: { extraRoots: 'neuron' },
  },
  'swc/no-soma': { bad: swc.replace('1 1', '1 3'), good: swc },
  'swc/root-is-not-soma': {
    bad: '1 3 0 0 0 1 -1\n2 3 5 0 0 1 1\n3 1 9 0 0 5 2\n4 1 12 0 0 5 3\n',
    good: swc,
  },
  'swc/attached-at-near-end': {
    bad: '1 1 0 0 0 5 -1\n2 2 9 0 0 1 1\n3 3 5 0 0 1 1\n4 2 9 9 0 1 3\n5 2 5 9 0 1 4\n6 2 5 5 0 1 3\n',
    good: swc,
  },
  'swc/not-kept': { bad: swc.replace('-1', '-1 7 8'), good: swc.replace('-1', '-1 # 7') },
  'swc/cable-on-mark': {
    bad: `# SWC+ version 0.1\n${swc}4 24 15 5 0 1 3\n5 3 25 0 0 1 4\n`,
    good: `# SWC+ version 0.1\n${swc}4 24 15 5 0 1 3\n5 3 25 0 0 1 3\n`,
  },
  'swc/fork-labels': {
    bad: `${swc}4 5 25 0 0 1 3\n5 6 35 0 0 1 4\n6 6 35 9 0 1 4\n`,
    good: `${swc}4 5 25 0 0 1 3\n5 6 35 0 0 1 4\n`,
  },
  'swc/offset-not-applied': { bad: `# OFFSET 7 8 9\n${swc}`, good: `# OFFSET 0 0 0\n${swc}` },
  'swc/scale-not-applied': { bad: `# SCALE 2 2 1\n${swc}`, good: `# SCALE 1 1 1\n${swc}` },

  'asc/unexpected': { bad: `${asc}((Dendrite) (1 2 x 4))`, good: asc },
  'asc/unclosed-string': { bad: asc.replace('Body"', 'Body'), good: asc },
  'asc/unclosed-parenthesis': { bad: asc.trim().slice(0, -1), good: asc },
  'asc/extra-parenthesis': { bad: `${asc})`, good: asc },
  'morphology/empty-branch': {
    bad: asc.replace('(50 0 0 2)', '(50 0 0 2) ((60 0 0 1) (70 0 0 1) | )'),
    good: asc.replace('(50 0 0 2)', '(50 0 0 2) ((60 0 0 1) (70 0 0 1) | (60 9 0 1))'),
  },
  'asc/tree-without-type': { bad: asc.replace('(Dendrite)', '(Color Red)'), good: asc },
  'asc/type-not-last': {
    bad: asc.replace('(Dendrite)', '(Dendrite) (Color Red)'),
    good: asc.replace('(Dendrite)', '(Color RGB (1, 2, 3)) (Dendrite)'),
  },
  'morphology/missing-diameter': { bad: asc.replace('(50 0 0 2)', '(50 0 0)'), good: asc },
  'morphology/soma-too-few-points': { bad: `("CellBody" (1 1 0 1) (2 2 0 1))${tree}`, good: asc },
  'morphology/no-soma': { bad: tree, good: asc },
  'asc/cell-body-not-named': {
    bad: `("Contour 1" (CellBody) (1 1 0 1) (2 2 0 1) (3 0 0 1))${asc}`,
    good: `("Contour 1" (Closed) (1 1 0 1) (2 2 0 1) (3 0 0 1))${asc}`,
  },
  'morphology/too-many-somas': {
    bad:
      Array.from({ length: 251 }, (_, i) =>
        square.replaceAll(/\((-?1) /g, (_, x) => `(${20 * i + Number(x)} `),
      ).join('') + tree.repeat(100000),
    good: asc,
  },
  'morphology/outside-soma': { bad: asc.replace('(5 0 0 2)', '(25 0 0 2)'), good: asc },
  'morphology/stack-not-flat': { bad: disc(0) + disc(2, 1) + tree, good: disc(0) + disc(2) + tree },
  'morphology/stack-same-level': { bad: disc(0) + disc(0) + tree, good: disc(0) + disc(2) + tree },
  'morphology/stack-not-monotonic': {
    bad: disc(0) + disc(2) + disc(1) + tree,
    good: disc(0) + disc(1) + disc(2) + tree,
  },

  'eutectic/unreadable-line': { bad: nts.replace('15 0 0 2', '15 0 0'), good: nts },
  'eutectic/line-skipped': {
    bad: nts.replace('20 0 0 1', '20 0 0'),
    good: nts,
    options: { damagedLines: 'skip' },
  },
  'eutectic/unknown-point-type': { bad: nts.replace('CP 3', 'XX 3'), good: nts },
  'eutectic/unknown-point-skipped': {
    bad: nts.replace('CP 3', 'XX 3'),
    good: nts,
    options: { damagedLines: 'skip' },
  },
  'eutectic/unmerged-slices': { bad: nts.replace('MTO', 'TTO'), good: nts },
  'digitised/branch-without-end': { bad: nts.replace('11 NE', '11 CP'), good: nts },
  'digitised/missing-branches': { bad: nts.split('\n').slice(0, -3).join('\n'), good: nts },
  'digitised/outline-without-end': { bad: nts.replace('SOE', 'SCP'), good: nts },
  'digitised/outline-too-few-points': {
    bad: nts.replace(/.*SCP.*\n/g, ''),
    good: nts,
  },
  'digitised/further-outline': {
    bad: `${nts}12 SOS 1 0 0 0 1\n13 SCP 1 1 0 0 1\n14 SOE 1 0 1 0 1\n`,
    good: nts,
  },
  'digitised/outside-soma': { bad: nts.replace('MTO 3 5', 'MTO 3 12'), good: nts },
  'eutectic/types-from-tags': { bad: nts, good: swc },
  'eutectic/spines-not-counted': { bad: nts.replace('CP 3', 'SB 3'), good: nts },
  'eutectic/no-points': { bad: 'nothing here\n', good: nts, name: 'cell.nts' },

  'douglas/unreadable-line': {
    bad: douglas3d.replace('50 0 0 10', '50 0 0'),
    good: douglas3d,
    scan: scanDouglas3d,
  },
  'douglas/line-skipped': {
    bad: douglas2d.replace(' ne', ' no'),
    good: douglas2d,
    scan: scanDouglas2d,
    options: { damagedLines: 'skip' },
  },
  'douglas/unknown-point-type': {
    bad: douglas3d.replace('dcp', 'xyz'),
    good: douglas3d,
    scan: scanDouglas3d,
  },
  'douglas/unknown-point-skipped': {
    bad: douglas3d.replace('dcp', 'xyz'),
    good: douglas3d,
    scan: scanDouglas3d,
    options: { damagedLines: 'skip' },
  },
  'douglas/join-ignored': { bad: `${douglas3d}join\n`, good: douglas3d, scan: scanDouglas3d },
  'douglas/micrometres': { bad: douglas3d.slice(3), good: douglas3d, scan: scanDouglas3d },
  'douglas/second-soma': {
    bad: douglas2d.replace(' ne', ' som'),
    good: douglas2d,
    scan: scanDouglas2d,
  },
  'nevin/unreadable-line': { bad: nevin.replace('9 0 0 1', '9 0 0'), good: nevin, scan: scanNevin },
  'nevin/line-skipped': {
    bad: nevin.replace('9 0 0 1', '9 0 0'),
    good: nevin,
    scan: scanNevin,
    options: { damagedLines: 'skip' },
  },
  'nevin/unknown-point-type': { bad: nevin.replace('C', 'P'), good: nevin, scan: scanNevin },
  'nevin/unknown-point-skipped': {
    bad: nevin.replace('C', 'P'),
    good: nevin,
    scan: scanNevin,
    options: { damagedLines: 'skip' },
  },
  'nevin/fiducials-ignored': { bad: `${nevin}4 f 1 1 1 1\n`, good: nevin, scan: scanNevin },

  ...casesOfBytes,
  ...casesOfText,

  'xml/not-well-formed': { bad: xml.replace('</tree>', '</branch>'), good: xml },
  'xml/read-up-to': { bad: xml.slice(0, -10), good: xml, options: { damagedLines: 'skip' } },
  'xml/too-deep': { bad: xml.replace('<tree', `${'<a>'.repeat(100001)}<tree`), good: xml },
  'xml/bad-number': { bad: xml.replace('"50"', '"5,0"'), good: xml },
  'xml/number-skipped': { bad: xml.replace('"50"', '"0x5"'), good: xml, options: { damagedLines: 'skip' } },
  'nlxml/tree-without-type': { bad: xml.replace('Axon', 'Glia'), good: xml },
  'nlxml/point-after-branch': {
    bad: xml.replace('<point x="50"', '<branch><point x="9" y="9" z="9" d="1"/></branch><point x="50"'),
    good: xml,
  },
  'nlxml/not-kept': { bad: xml.replace('<tree', '<text/><tree'), good: xml },
  'digitised/no-points': { bad: '3d\n', good: tracedDouglas, name: 'j4' },
  'digitised/outside-soma-wired': {
    bad: tracedDouglas.replace('50 0 0 20', '99 0 0 20'),
    good: tracedDouglas,
  },
  'digitised/no-soma': { bad: tracedNevin.replace(/.*S.*\n/g, '').replace(/3 T.*\n/, ''), good: tracedNevin },
  'digitised/types-assumed': { bad: tracedNevin, good: nts },

  'nlv1/no-points': { bad: '[2,1] (0,0\n', good: v1, options: { damagedLines: 'skip' } },
  'nlv1/unreadable-line': { bad: v1.replace('(30,9,0', '(30,9'), good: v1 },
  'nlv1/line-skipped': { bad: v1.replace('(30,9,0', '(30,9'), good: v1, options: { damagedLines: 'skip' } },
  'nlv1/point-before-start': { bad: `[1,2] (0,0,0) 1\n${v1}`, good: v1 },
  'nlv1/other-lines': { bad: `${v1}[32,12] (0,0,0) 1\n`, good: `${v1}[3,1] (0,0,0) 1\n` },
  'nlv1/unknown-type': { bad: `${v1}[2,99] (1,0,0) 1\n[1,99] (1,30,0) 1\n`, good: v1 },
  'nlv1/line-off-branch-point': {
    bad: v1.replace('[1,2] (20,0,0) 1\n[1,2] (30,9', '[1,2] (21,0,0) 1\n[1,2] (30,9'),
    good: v1,
  },
  'nlv1/joined-in-xy': { bad: v1.replace('[2,2] (20,0,0)', '[2,2] (20,0,9)'), good: v1 },
  'nlv1/joined-to-line-before': { bad: v1.replace('[2,2] (20,0,0)', '[2,2] (30,9,0)'), good: v1 },
  'nlv1/no-parent': { bad: v1.replace('[2,2] (20,0,0)', '[2,2] (21,0,0)'), good: v1 },
  'nlv1/further-outline': { bad: v1 + v1, good: v1 },
  'nlv1/outline-too-few-points': { bad: v1.replace(/.*42\].*\n/, '').replace(/.*42\].*\n/, ''), good: v1 },
  'nlv1/outside-soma': { bad: v1.replace('[2,1] (5,0,0)', '[2,1] (9,0,0)'), good: v1 },

  'douglas/no-pieces': { bad: 'branchID br.ord. seglth segdiam term\n', good: douglas2d },
  'douglas/no-length': { bad: douglas2d.replace('0.0012', '0'), good: douglas2d },
  'douglas/no-coordinates': { bad: douglas2d, good: tracedDouglas },

  'json/not-readable': {
    bad: '{"format": "hillock-morphology", "version": 2}',
    good: '{"format": "hillock-morphology", "version": 1, "name": "a", "source": "swc", "sections": [{"name": "dend[0]", "type": 3, "points": [[0,0,0,1,1],[9,0,0,1,2]]}]}',
    name: 'cell.json',
  },

  'neuroml/no-cell': { bad: '<neuroml><network id="n"/></neuroml>', good: nml },
  'neuroml/several-cells': {
    bad: nml.replace('</neuroml>', `${nml.slice(nml.indexOf('<cell'))}`),
    good: nml,
  },
  'neuroml/unknown-cell': { bad: nml.replace('"one"', '"two"'), good: nml, options: { cell: 'one' } },
  'neuroml/length-units': {
    bad: nml.replace('<neuroml', '<neuroml length_units="millimeter"'),
    good: nml.replace('<neuroml', '<neuroml length_units="micrometer"'),
  },
  'neuroml/repeated-id': { bad: nml.replace('id="2"', 'id="1"'), good: nml },
  'neuroml/missing-parent': { bad: nml.replace('parent segment="1"', 'parent segment="7"'), good: nml },
  'neuroml/missing-parent-root': {
    bad: nml.replace('<segment id="0" name="soma">', '<segment id="0" name="soma"><parent segment="7"/>'),
    good: nml,
    options: lenient,
  },
  'neuroml/loop': { bad: nml.replace('parent segment="0"', 'parent segment="2"'), good: nml },
  'neuroml/extra-root': {
    bad: nml.replace('<parent segment="1"/>', '<proximal x="1" y="1" z="1" diameter="1"/>'),
    good: nml,
  },
  'neuroml/no-proximal': { bad: nml.replace('<parent segment="1"/>', ''), good: nml },
  'neuroml/no-distal': { bad: nml.replace('<distal x="60" y="0" z="0" diameter="1"/>', ''), good: nml },
  'neuroml/segment-skipped': {
    bad: nml.replace('<distal x="60" y="0" z="0" diameter="1"/>', ''),
    good: nml,
    options: lenient,
  },
  'neuroml/fraction': { bad: nml.replace('segment="1"/>', 'segment="1" fractionAlong="1.5"/>'), good: nml },
  'neuroml/unknown-member': { bad: nml.replace('member segment="2"', 'member segment="7"'), good: nml },
  'neuroml/group-too-involved': {
    bad: nml.replace(
      '</morphology>',
      `${'<segmentGroup id="all">'}${'<member segment="0"/>'.repeat(1000)}</segmentGroup>${Array.from(
        { length: 1200 },
        (_, i) =>
          `<segmentGroup id="c${i}" neuroLexId="sao864921383"><include segmentGroup="all"/></segmentGroup>`,
      ).join('')}</morphology>`,
    ),
    good: nml,
  },
  'neuroml/overlapping-cables': { bad: withNml(cableOf(1)), good: withNml(cableOf(0)) },
  'neuroml/branched-cable': {
    bad: nml
      .replace('parent segment="1"', 'parent segment="0"')
      .replace('<member', '<member segment="0"/><member'),
    good: nml,
  },
  'neuroml/gap-in-cable': {
    bad: nml.replace(
      '<parent segment="1"/>',
      '<parent segment="1"/><proximal x="31" y="0" z="0" diameter="1"/>',
    ),
    good: nml.replace(
      '<parent segment="1"/>',
      '<parent segment="1"/><proximal x="30" y="0" z="0" diameter="1"/>',
    ),
  },
  'neuroml/step-in-cable': {
    bad: nml.replace(
      '<parent segment="1"/>',
      '<parent segment="1"/><proximal x="30" y="0" z="0" diameter="2"/>',
    ),
    good: nml,
  },
  'neuroml/names-not-kept': { bad: nml.replace('dend[0]', 'oblique 7'), good: nml },
  'neuroml/no-type': { bad: nml.replace('name="soma"', 'name="x"'), good: nml },
  'neuroml/groups-not-kept': {
    bad: withNml('<segmentGroup id="tuft"><member segment="1"/></segmentGroup>'),
    good: withNml('<segmentGroup id="all"><member segment="1"/></segmentGroup>'),
  },
  'neuroml/not-kept': { bad: nml.replace('<morphology', '<notes>x</notes><morphology'), good: nml },

  'sections/not-readable': { bad: list.slice(0, -1), good: list },
  'sections/bad-section': { bad: list.replace('10', '0'), good: list },
  'sections/repeated-name': { bad: listOf(`${trunk}, ${trunk}`), good: list },
  'sections/unknown-parent': { bad: list.replace('"parent": "dend"', '"parent": "soma"'), good: list },
  'sections/circle': { bad: list.replace('"parent": "dend"', '"parent": "twig"'), good: list },

  'morphology/empty-file': { bad: '', good: swc },
  'morphology/binary-file': { bad: Uint8Array.from([7, 0, 1, 0, 0, 9, 3, 200]), good: swc },
  'morphology/unknown-format': { bad: 'Dear all,\nplease find attached\n', good: swc, name: 'letter.txt' },
  'morphology/format-not-readable': { bad: '<tracings>\n</tracings>', good: swc, name: 'cell.xml' },
  'morphology/encoding': { bad: bytesOf(`\ufeff${swc}`), good: swc },
  'morphology/no-sections': { bad: '("Pia" (1 1 0 1) (2 2 0 1) (3 0 0 1))', good: asc },
  'morphology/pointless-section': { bad: swc.replace('15', '5') + '4 3 9 9 9 1 1\n', good: swc },
  'morphology/flat-outline': { bad: `("Soma" (0 0 0 1) (1 1 0 1) (2 2 0 1))${tree}`, good: asc },
  'morphology/misjudged-outline': { bad: square + tree, good: asc },
  'morphology/zero-diameter': { bad: swc.replace('0 1 2', '0 0 2'), good: swc },
  'morphology/negative-diameter': { bad: swc.replace('0 1 2', '0 -1 2'), good: swc },
  'morphology/implausible-size': { bad: swc.replace('15', '15000'), good: swc },
  'morphology/more-of-the-same': {
    bad: swc + Array.from({ length: 30 }, (_, i) => `${i + 4} 3 ${i} 9 9 0 ${i + 3}\n`).join(''),
    good: swc + Array.from({ length: 10 }, (_, i) => `${i + 4} 3 ${i} 9 9 0 ${i + 3}\n`).join(''),
  },
}

describe('morphology diagnostics', () => {
  for (const [code, { bad, good, name, options, scan }] of Object.entries(cases)) {
    const codes = (text: string | Uint8Array) =>
      scan ? codesOfScan(scan, text, options) : codesOf(text, name, options)
    it(`says ${code} where it holds`, () => {
      expect(codes(bad)).toContain(code)
    })
    it(`does not say ${code} where it does not`, () => {
      expect(codes(good)).not.toContain(code)
    })
  }
  it('names every code after an area that its readers own', () => {
    for (const code of Object.keys(morphologyMessages))
      expect(code).toMatch(
        /^(archive|h5|nldat|swc|asc|digitised|eutectic|json|nlv1|douglas|nevin|sections|xml|nlxml|neuroml|morphology|genesis|hoc)\/[a-z-]+$/,
      )
  })
})
