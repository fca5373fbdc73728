// How a law shows what it found: both values as indented canonical JSON, with the first line that differs marked.
import { canonicalText } from '../texts/canonical.js'
import { LianxiError } from '../terms/errors.js'

// nothing has no text in JSON, and yet an answer may be nothing
const textOf = (value: unknown) => (value === undefined ? 'undefined' : canonicalText(value))

function lines(value: unknown): readonly string[] {
  return value === undefined ? ['undefined'] : JSON.stringify(JSON.parse(canonicalText(value)), null, 2).split('\n')
}

/** What is left of a line for the eye: accents joined to their letters, without spaces and what has no look at all. */
const look = (line: string) => line.normalize('NFKC').replaceAll(/[\p{C}\p{Z}\p{Variation_Selector}]/gu, '')

/** As JSON may write it, in letters that cannot be mistaken. */
const escaped = (line: string) =>
  line.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The lines as they are, but for one that looks like one of the others. */
function tellable(own: readonly string[], others: readonly string[]): readonly string[] {
  const looks = new Set(others.map(look))
  return own.map((line) => (looks.has(look(line)) ? escaped(line) : line))
}

/** Two values line by line: ` ` where they agree, `-` what was expected, `+` what came. */
export function difference(expected: unknown, actual: unknown): string {
  const [wanted, got] = [lines(expected), lines(actual)]
  let start = 0
  while (start < wanted.length && start < got.length && wanted[start] === got[start]) start++
  let end = 0
  while (end < wanted.length - start && end < got.length - start && wanted.at(-1 - end) === got.at(-1 - end)) end++
  const [missed, came] = [wanted.slice(start, wanted.length - end), got.slice(start, got.length - end)]
  return [
    ...wanted.slice(Math.max(0, start - 3), start).map((line) => `  ${line}`),
    ...tellable(missed, came).map((line) => `- ${line}`),
    ...tellable(came, missed).map((line) => `+ ${line}`),
    ...wanted.slice(wanted.length - end, wanted.length - end + 3).map((line) => `  ${line}`),
  ].join('\n')
}

/** Throws `law-broken` with both values unless they are the same to the byte of their canonical text. */
export function assertSame(law: string, expected: unknown, actual: unknown): void {
  if (textOf(expected) !== textOf(actual)) {
    throw new LianxiError('law-broken', { law, difference: difference(expected, actual) })
  }
}
