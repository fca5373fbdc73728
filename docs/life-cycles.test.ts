// Holds the page of life cycles to the model: what it names is there, and it leaves no command and no role out.
import { readFileSync } from 'node:fs'
import { eventSchemas, role } from '@lianxi/alliance'
import { deciders } from '@lianxi/alliance/aggregates'
import { describe, expect, it } from 'vitest'
import { rolesOf } from '../tools/model-words.js'

const page = readFileSync(new URL('./life-cycles.md', import.meta.url), 'utf8')
const commandsOf = new Map(
  Object.entries(deciders).map(([category, { commands }]) => [category, Object.keys(commands)] as const),
)
const commands = [...commandsOf.values()].flat()
const named = /\b(?:[A-Z][a-z]+){2,}\b/g

/** What stands in the block of an aggregate. */
function blockOf(text: string, category: string): string {
  return new RegExp(`^## ${category}\n\n\`\`\`text\n([^\`]*)\`\`\``, 'm').exec(text)?.[1] ?? ''
}

/** Names that are neither a command nor an event. */
function unknownIn(text: string): readonly string[] {
  const known = new Set([...commands, ...Object.keys(eventSchemas)])
  return (text.match(named) ?? []).filter((name) => !known.has(name))
}

describe('the life cycles', () => {
  it('name only commands and events that there are', () => {
    expect(page.match(named)?.length).toBeGreaterThan(commands.length)
    expect(unknownIn(page)).toEqual([])
  })

  it.each([...commandsOf])('of each %s name all its commands, and no others', (category, expected) => {
    const all = new Set(blockOf(page, category).match(named) ?? [])
    expect([...all].toSorted()).toEqual(expected.toSorted())
  })

  it('would be caught with a name that is not there', () => {
    expect(unknownIn('`CastBallot` gives `BallotCast`, never `BallotBurnt` · BurnBallot')).toEqual([
      'BallotBurnt',
      'BurnBallot',
    ])
    expect(blockOf('## topic\n\n```text\nProposeTopic\n```\n', 'topic')).toBe('ProposeTopic\n')
  })
})

describe('the roles', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$/gm)]

  it('stand there once each, with a Chinese name', () => {
    expect(rows.map(([, name]) => name)).toEqual(role.options)
    expect(rows.filter(([, , chinese = '']) => !/^\p{Script=Han}+$/u.test(chinese))).toEqual([])
  })

  it('that may give no command are said to give none', () => {
    const admitted = new Set(
      Object.values(deciders).flatMap((decider) =>
        Object.values(decider.commands).flatMap(({ by }) => rolesOf(by).map((name) => name.replace('*', ''))),
      ),
    )
    const silent = rows.filter(([, , , purpose = '']) => /\bno command\b/.test(purpose)).map(([, name]) => name)
    expect(silent).toEqual(role.options.filter((name) => !admitted.has(name)))
  })
})
