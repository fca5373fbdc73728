// How a law shows what it found: both values as indented canonical JSON, with the first line that differs marked.
import { canonicalText } from '../texts/canonical.js'
import { LianxiError } from '../terms/errors.js'

// nothing has no text in JSON, and yet an answer may be nothing
const textOf = (value: unknown) => (value === undefined ? 'undefined' : canonicalText(value))

function lines(value: unknown): readonly string[] {
  return value === undefined ? ['undefined'] : JSON.stringify(JSON.parse(canonicalText(value)), null, 2).split('\n')
}

/** Two values line by line: ` ` where they agree, `-` what was expected, `+` what came. */
export function difference(expected: unknown, actual: unknown): string {
  const [wanted, got] = [lines(expected), lines(actual)]
  let start = 0
  while (start < wanted.length && start < got.length && wanted[start] === got[start]) start++
  let end = 0
  while (end < wanted.length - start && end < got.length - start && wanted.at(-1 - end) === got.at(-1 - end)) end++
  return [
    ...wanted.slice(Math.max(0, start - 3), start).map((line) => `  ${line}`),
    ...wanted.slice(start, wanted.length - end).map((line) => `- ${line}`),
    ...got.slice(start, got.length - end).map((line) => `+ ${line}`),
    ...wanted.slice(wanted.length - end, wanted.length - end + 3).map((line) => `  ${line}`),
  ].join('\n')
}

/** Throws `law-broken` with both values unless they are the same to the byte of their canonical text. */
export function assertSame(law: string, expected: unknown, actual: unknown): void {
  if (textOf(expected) !== textOf(actual)) {
    throw new LianxiError('law-broken', { law, difference: difference(expected, actual) })
  }
}
