// Holds the page of errors to the table of codes.
import { readFileSync } from 'node:fs'
import { errorTable } from '@lianxi/event-sourcing'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('./errors.md', import.meta.url), 'utf8')
const chapter = page.slice(page.indexOf('## What is thrown'), page.indexOf('## What is refused'))
const rows = chapter
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

it('every code that is thrown stands on the page once, with when, what to do, and whether to retry', () => {
  const expected = Object.entries(errorTable).map(([code, { retryable }]) => [
    `\`${code}\``,
    typeof retryable === 'string' ? retryable.replaceAll('-', ' ') : retryable ? 'yes' : 'no',
  ])
  expect(rows.map(([, code, , , retry]) => [code, retry])).toEqual(expected)
  expect(rows.filter(([, , when, whatToDo]) => !when?.endsWith('.') || !whatToDo?.endsWith('.'))).toEqual([])
})
