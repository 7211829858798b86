import { InvalidArgumentError } from 'commander'
import { findRule, repairRules, safeFixes } from '../../src-engine/index.ts'
import type { FixChoice, RepairRule, RepairThresholds } from '../../src-engine/index.ts'

/** One threshold as it was given. */
export interface GivenThreshold {
  readonly rule: string
  readonly name: string
  readonly value: number
}

const listed = (names: readonly string[]) => (names.length > 0 ? names.join(', ') : 'none')

function ruleNamed(id: string): RepairRule {
  const rule = findRule(id)
  if (rule) return rule
  throw new InvalidArgumentError(
    `there is no rule "${id}". Rules: ${repairRules.map(each => each.id).join(', ')}.`,
  )
}

/** `zero-diameter,z-jump`: ids of rules; NeuroM's names are understood too. */
export function parseRules(text: string): readonly string[] {
  return text.split(',').map(part => ruleNamed(part.trim()).id)
}

/** `all-safe`, or `RULE` for its first fix, or `RULE:FIX`; several by commas. */
export function parseFixes(text: string): readonly FixChoice[] {
  return text.split(',').flatMap(part => {
    if (part.trim() === 'all-safe') return safeFixes()
    const [id = '', fix] = part.trim().split(':')
    const rule = ruleNamed(id)
    const chosen = fix === undefined ? rule.fixes[0] : rule.fixes.find(each => each.id === fix)
    if (chosen) return [{ rule: rule.id, fix: chosen.id }]
    const offered = rule.fixes.map(each => each.id)
    throw new InvalidArgumentError(
      fix === undefined
        ? `there is no fix for "${rule.id}"; it has to be repaired by hand.`
        : `"${rule.id}" has no fix "${fix}". Its fixes: ${listed(offered)}.`,
    )
  })
}

/** `z-jump.distance=20`. */
export function parseThreshold(text: string): GivenThreshold {
  const [, id = '', name = '', number = ''] = /^([\w-]+)\.([\w-]+)=(\S+)$/.exec(text.trim()) ?? []
  if (id === '') throw new InvalidArgumentError('write it as RULE.NAME=VALUE.')
  const rule = ruleNamed(id)
  const value = Number(number)
  if (!rule.thresholds.some(threshold => threshold.name === name))
    throw new InvalidArgumentError(
      `"${rule.id}" has no threshold "${name}". It has: ${listed(rule.thresholds.map(each => each.name))}.`,
    )
  if (!Number.isFinite(value)) throw new InvalidArgumentError(`"${number}" is not a number.`)
  return { rule: rule.id, name, value }
}

/** Thresholds by rule and name; of two for the same the later counts. */
export function thresholdsFrom(given: readonly GivenThreshold[]): RepairThresholds {
  const thresholds: Record<string, Record<string, number>> = {}
  for (const { rule, name, value } of given) (thresholds[rule] ??= {})[name] = value
  return thresholds
}
