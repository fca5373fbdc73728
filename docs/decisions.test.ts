// Holds the decision records to their form: short, and each says what else was possible.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const folder = new URL('./decisions/', import.meta.url)
const records = readdirSync(folder).toSorted()

describe('the decision records', () => {
  it('are numbered without a gap', () => {
    expect(records.map((name) => Number(name.slice(0, 4)))).toEqual(records.map((_, index) => index + 1))
  })

  it.each(records)('say it in thirty lines: %s', (name) => {
    const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(30)
    expect(lines[0]).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`))
    expect(lines.filter((line) => line.startsWith('## '))).toEqual([
      '## Context',
      '## Options',
      '## Chosen',
      '## Consequences',
    ])
  })
})
