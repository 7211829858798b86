import { attachments } from '../morphology/reduction/attachment.ts'
import { defaultBush } from '../morphology/reduction/bush/bushSejnowski.ts'
import { areaCorrections, publishedCollapse, raChoices } from '../morphology/reduction/collapse/collapse.ts'
import { lengthRules } from '../morphology/reduction/collapse/mergeRules.ts'
import { axonChoices } from '../morphology/reduction/neurites.ts'
import { defaultRall, rallChoices } from '../morphology/reduction/rall/equivalentCylinder.ts'
import { type ReductionMethod, reductionMethods } from '../morphology/reduction/reducedCell.ts'
import { defaultStratford } from '../morphology/reduction/stratford/stratford.ts'
import { defaultAnalytic } from './analytic/analytic.ts'

/** What one option can be. */
export type OptionKind =
  | { readonly kind: 'number'; readonly unit: string; readonly from: number; readonly to?: number }
  | { readonly kind: 'count'; readonly from: number; readonly to: number }
  | { readonly kind: 'numbers'; readonly unit: string }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'yes-no' }
  /** `NAME=dend[0],apic`: sections or arrays that become one cylinder; may be given several times. */
  | { readonly kind: 'groups' }

/** The value of an option; of `groups` the texts. */
export type OptionValue = number | string | boolean | readonly number[] | readonly string[]

/** One row of the table from which command line, help and forms are made. */
export interface ReductionOption {
  readonly id: string
  /** As on the command line, without dashes. */
  readonly flag: string
  readonly methods: readonly ReductionMethod[]
  readonly value: OptionKind
  /** Options with the same word here say the same thing in different ways: one of them is given. */
  readonly oneOf?: string
  /** Undefined: nothing is set. */
  readonly initial: OptionValue | undefined
  readonly title: string
  readonly help: string
}

const most = 1000

/** Every option of every method, in the order in which forms show them. */
export const reductionOptions = [
  {
    id: 'clusters',
    flag: 'clusters',
    methods: ['collapse'],
    oneOf: 'clustering',
    value: { kind: 'count', from: 1, to: most },
    initial: 2,
    title: 'Cylinders',
    help: 'how many cylinders, one behind the other; the membrane nearer to the soma than the k-th of n is (k/n)² of all',
  },
  {
    id: 'cutoffs',
    flag: 'cutoffs',
    methods: ['collapse'],
    oneOf: 'clustering',
    value: { kind: 'numbers', unit: 'MΩ' },
    initial: undefined,
    title: 'Cut-offs',
    help: 'axial resistances from the soma at which the next cylinder begins, in place of a number of cylinders, e.g. 4,20',
  },
  {
    id: 'strahler',
    flag: 'strahler',
    methods: ['collapse'],
    oneOf: 'clustering',
    value: { kind: 'numbers', unit: '' },
    initial: undefined,
    title: 'Strahler orders',
    help: 'Strahler orders at which the next cylinder begins, in place of cut-offs, e.g. 4,5 for thin, thicker and trunk dendrites',
  },
  {
    id: 'perType',
    flag: 'per-type',
    methods: ['collapse'],
    value: { kind: 'yes-no' },
    initial: false,
    title: 'Each type by itself',
    help: 'collapse basal and apical dendrites apart from each other',
  },
  {
    id: 'groups',
    flag: 'group',
    methods: ['collapse'],
    oneOf: 'clustering',
    value: { kind: 'groups' },
    initial: undefined,
    title: 'Groups',
    help: 'sections that become one cylinder, e.g. tuft=apic[5],apic[6]; what is in no group stays as it is; may be repeated',
  },
  {
    id: 'length',
    flag: 'length-rule',
    methods: ['collapse'],
    value: { kind: 'choice', choices: lengthRules },
    initial: publishedCollapse.length,
    title: 'Length of parallel branches',
    help: 'length that parallel branches get together',
  },
  {
    id: 'stretch',
    flag: 'stretch',
    methods: ['collapse'],
    value: { kind: 'yes-no' },
    initial: publishedCollapse.stretch,
    title: 'Stretch shorter branches',
    help: 'stretch the shorter of parallel branches to the longer first, keeping its resistance',
  },
  {
    id: 'lengthRatioLimit',
    flag: 'ratio-limit',
    methods: ['collapse'],
    value: { kind: 'number', unit: '', from: 0 },
    initial: publishedCollapse.lengthRatioLimit,
    title: 'Leave out shorter than 1/',
    help: 'a branch so many times shorter than its sibling is left out; 0: none is',
  },
  {
    id: 'areaCorrection',
    flag: 'area-correction',
    methods: ['collapse'],
    value: { kind: 'choice', choices: areaCorrections },
    initial: publishedCollapse.areaCorrection,
    title: 'Lost membrane',
    help: 'what densities make up for: the membrane of each cylinder, that of all dendrites by one factor, or nothing',
  },
  {
    id: 'ra',
    flag: 'ra-rule',
    methods: ['collapse'],
    value: { kind: 'choice', choices: raChoices },
    initial: publishedCollapse.ra,
    title: 'Axial resistivity',
    help: 'Ra of a cylinder: the mean; such that its resistance is the mean of its branches’; or that of the cluster’s range',
  },
  {
    id: 'attach',
    flag: 'attach',
    methods: ['collapse'],
    value: { kind: 'choice', choices: attachments },
    initial: publishedCollapse.attach,
    title: 'Begins at',
    help: 'where the first cylinder begins: where most stems do, or at the end of the soma',
  },
  {
    id: 'per',
    flag: 'per',
    methods: ['rall'],
    value: { kind: 'choice', choices: rallChoices },
    initial: defaultRall.per,
    title: 'One cylinder for',
    help: 'one cylinder for the whole cell, or one for each stem',
  },
  ...(['basal', 'trunk', 'tuft'] as const).map(id => ({
    id,
    flag: id,
    methods: ['bush'] as const,
    value: { kind: 'count', from: 1, to: most } as const,
    initial: defaultBush[id],
    title: `Cylinders of the ${id === 'basal' ? 'basal dendrites' : id}`,
    help: `cylinders that ${id === 'basal' ? 'the basal dendrites become' : `the ${id} becomes`}`,
  })),
  {
    id: 'step',
    flag: 'step',
    methods: ['stratford'],
    value: { kind: 'number', unit: 'length constants', from: 1e-4, to: 10 },
    initial: defaultStratford.step,
    title: 'Step',
    help: 'electrotonic distance in whose steps branches are summed',
  },
  {
    id: 'tuftShare',
    flag: 'tuft-share',
    methods: ['bush', 'stratford'],
    value: { kind: 'number', unit: '', from: 0, to: 1 },
    initial: defaultBush.tuftShare,
    title: 'Where the tuft begins',
    help: 'the apical trunk ends at the fork whose second branch has this share of the first one’s length',
  },
  {
    id: 'frequencyHz',
    flag: 'frequency',
    methods: ['analytic'],
    value: { kind: 'number', unit: 'Hz', from: 0, to: 1e6 },
    initial: defaultAnalytic.frequencyHz,
    title: 'Frequency',
    help: 'frequency at which impedances are kept; 38 for fast input',
  },
  {
    id: 'compartments',
    flag: 'compartments',
    methods: ['collapse', 'analytic'],
    value: { kind: 'count', from: 0, to: most },
    initial: defaultAnalytic.compartments,
    title: 'Compartments of each cylinder',
    help: 'compartments of each cylinder, 1 as in the published cell of three; 0: by the discretisation, or ten for each length constant (analytic)',
  },
  {
    id: 'sectionPerCompartment',
    flag: 'section-per-compartment',
    methods: ['analytic'],
    value: { kind: 'yes-no' },
    initial: defaultAnalytic.sectionPerCompartment,
    title: 'A section for each compartment',
    help: 'make each compartment a section, so that densities differ along the cylinder as they do in the cell',
  },
  {
    id: 'axon',
    flag: 'axon',
    methods: reductionMethods,
    value: { kind: 'choice', choices: axonChoices },
    initial: 'keep',
    title: 'Axon',
    help: 'keep the axon as it is, drop it, or reduce it like a dendrite',
  },
] as const satisfies readonly ReductionOption[]

/** The passive cable that methods and errors start from, where a model does not say it. */
export const cableOptions = [
  {
    id: 'raOhmCm',
    flag: 'Ra',
    unit: 'Ω·cm',
    initial: 150,
    title: 'Axial resistivity',
    help: 'axial resistivity of the cell',
  },
  {
    id: 'cmUfCm2',
    flag: 'cm',
    unit: 'µF/cm²',
    initial: 1,
    title: 'Capacitance',
    help: 'capacitance of the membrane',
  },
  {
    id: 'rmOhmCm2',
    flag: 'Rm',
    unit: 'Ω·cm²',
    initial: 20_000,
    title: 'Membrane resistance',
    help: 'resistance of the membrane',
  },
] as const

/** Options by id. */
export type OptionId = (typeof reductionOptions)[number]['id']

export type ReductionSettings = Readonly<Partial<Record<OptionId, OptionValue>>>

/** The options of one method. */
export function optionsOfMethod(method: ReductionMethod): readonly ReductionOption[] {
  return reductionOptions.filter((option: ReductionOption) => option.methods.includes(method))
}
