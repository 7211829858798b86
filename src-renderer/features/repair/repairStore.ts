import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef } from 'vue'
import type {
  EditOutcome,
  Finding,
  FixPreview,
  FixRequest,
  RepairRuleInfo,
} from '../../../src-main/contract/index.ts'
import { describeFault, type Fault } from '../../host/fault.ts'
import { useHost } from '../../host/useHost.ts'

/** Thresholds that differ from the usual ones, by rule and name. */
export type ChangedThresholds = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A fix that is being looked at before it is made. */
export interface ConsideredFix {
  readonly request: FixRequest
  /** Name of the edit in the history. */
  readonly label: string
  /** Undefined while it is worked out. */
  readonly preview: FixPreview | undefined
  /** It was worked out, and there is nothing to do. */
  readonly impossible: boolean
}

/** The findings of a rule. */
export interface RuleGroup {
  readonly rule: RepairRuleInfo
  readonly findings: readonly Finding[]
}

/** The checklist of the cell that is shown. Older answers are dropped. */
export const useRepairStore = defineStore('repair', () => {
  const cell = shallowRef<string>()
  const rules = shallowRef<readonly RepairRuleInfo[]>([])
  const findings = shallowRef<readonly Finding[]>()
  const thresholds = shallowRef<ChangedThresholds>({})
  const busy = shallowRef(false)
  const fault = shallowRef<Fault>()
  const considered = shallowRef<ConsideredFix>()
  let asked = 0

  const groups = computed((): readonly RuleGroup[] => {
    const byRule = new Map<string, Finding[]>()
    for (const finding of findings.value ?? []) {
      const own = byRule.get(finding.rule)
      if (own) own.push(finding)
      else byRule.set(finding.rule, [finding])
    }
    return rules.value.flatMap(rule => {
      const own = byRule.get(rule.id)
      return own ? [{ rule, findings: own }] : []
    })
  })
  /** Fixes that are right whenever their finding is, of rules that found something. */
  const safeFixes = computed(() =>
    groups.value.flatMap(({ rule, findings: own }) =>
      rule.fixes
        .filter(({ id, isSafe }) => isSafe && own.some(({ fixes }) => fixes.includes(id)))
        .map(fix => ({ rule: rule.id, fix: fix.id })),
    ),
  )

  /** Looks through a cell; without one there is nothing to say. */
  async function look(id: string | undefined): Promise<void> {
    const number = ++asked
    cell.value = id
    considered.value = undefined
    fault.value = undefined
    if (id === undefined) {
      findings.value = undefined
      return
    }
    busy.value = true
    try {
      const host = useHost()
      if (rules.value.length === 0) rules.value = await host.repairs.rules()
      const found = await host.repairs.findings({ id, thresholds: thresholds.value })
      if (number === asked) findings.value = markRaw([...found])
    } catch (error) {
      if (number === asked) fault.value = describeFault(error)
    } finally {
      if (number === asked) busy.value = false
    }
  }

  /** Looks again with another threshold; its usual value takes it out of those that were changed. */
  async function setThreshold(rule: RepairRuleInfo, name: string, value: number): Promise<void> {
    const own = { ...thresholds.value[rule.id] }
    if (rule.thresholds.find(one => one.name === name)?.default === value) delete own[name]
    else own[name] = value
    const rest = { ...thresholds.value }
    delete rest[rule.id]
    thresholds.value = Object.keys(own).length > 0 ? { ...rest, [rule.id]: own } : rest
    await look(cell.value)
  }

  /** Works out what a fix would do. */
  async function consider(fix: FixRequest['fix'], label: string): Promise<void> {
    if (cell.value === undefined) return
    const request: FixRequest = { id: cell.value, thresholds: thresholds.value, fix }
    const mine: ConsideredFix = { request, label, preview: undefined, impossible: false }
    considered.value = mine
    const preview = await useHost().repairs.preview(request)
    if (considered.value !== mine) return
    considered.value = { ...mine, preview: preview && markRaw(preview), impossible: !preview }
  }

  /** Makes the fix that is being looked at. */
  async function make(): Promise<EditOutcome | undefined> {
    const fix = considered.value
    if (!fix) return undefined
    const outcome = await useHost().repairs.fix({ ...fix.request, label: fix.label })
    if (considered.value === fix) considered.value = undefined
    return outcome
  }

  function dismiss(): void {
    considered.value = undefined
  }

  return {
    cell,
    rules,
    findings,
    groups,
    safeFixes,
    thresholds,
    busy,
    fault,
    considered,
    look,
    setThreshold,
    consider,
    make,
    dismiss,
  }
})
