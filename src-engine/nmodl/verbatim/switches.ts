import type { Span } from '../../core/source/span.ts'
import type { Statement } from '../ast/statements.ts'
import type { Around } from './around.ts'
import type { CStatement } from './cNodes.ts'
import { constantOf } from './constants.ts'
import { type Jumps, lowered } from './jumps.ts'
import { assignNode, binaryNode, ifNode, localNode, nameNode, noneOf, numberNode } from './nodes.ts'
import { Unsupported } from './unsupported.ts'

/**
 * `switch`: from the group whose label fits onwards, until a `break`.
 *
 *     switch (n) {              asked = n   from = 2   broken = 0
 *     case 1: a; break;    →    if (asked == 1) { from = 0 }   if (asked == 2) { from = 1 }
 *     case 2: b;                if (from <= 0) { a  broken = 1 }
 *     }                         if (from <= 1 && broken == 0) { b }
 */
export function writeSwitch(
  around: Around,
  jumps: Jumps,
  { value, groups, start, end }: Extract<CStatement, { kind: 'switch' }>,
  writeGroup: (statements: readonly CStatement[]) => readonly Statement[],
): readonly Statement[] {
  const span: Span = { start, end }
  const { scope } = around
  const asked = around.keep('asked', around.settled(value).value, span)
  const from = scope.fresh('from')
  const begin = (index: number) => assignNode(from, numberNode(index, span), span)
  const otherwise = groups.findIndex(({ labels }) => labels.includes(undefined))
  const written: Statement[] = [localNode([from], span), begin(otherwise < 0 ? groups.length : otherwise)]
  for (const [index, { labels }] of groups.entries()) {
    for (const label of labels) {
      if (!label) continue
      const known = constantOf(label, name => scope.constant(name))
      if (!known) throw new Unsupported('a label of its "switch" is not a plain number', label)
      const fits = binaryNode('==', asked, numberNode(known.value, label), label)
      written.push(ifNode(fits, [begin(index)], [], label))
    }
  }
  const { made, raised, leaving } = jumps.within(({ broken }) => {
    const bodies: Statement[] = [...lowered(broken, span)]
    for (const [index, { statements }] of groups.entries()) {
      const goesOn = binaryNode('<=', nameNode(from, span), numberNode(index, span), span)
      const isUp = new Set([...jumps.raised])
      const body = writeGroup(statements)
      const asks = isUp.size > 0 ? binaryNode('&&', goesOn, noneOf(isUp, span), span) : goesOn
      if (body.length > 0) bodies.push(ifNode(asks, body, [], span))
    }
    return bodies
  }, false)
  jumps.keep([...raised].filter(flag => flag !== leaving.broken))
  return [...around.before, ...written, ...made]
}
