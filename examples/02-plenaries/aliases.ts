// Which spellings name the same organisation, and which name none: a file that the example proposes and a person corrects.
import { LianxiError, parse } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { parseJson } from './records.js'

const name = z.string().trim().min(1).max(200)

const aliasesSchema = z.strictObject({
  /** Name → its other spellings. */
  organisations: z.record(name, z.array(name)),
  /** Spellings under which people attend for no organisation. */
  nobody: z.array(name),
})

export interface Aliases {
  readonly organisations: Readonly<Record<string, readonly string[]>>
  readonly nobody: readonly string[]
}

/** The organisation that a spelling names; undefined where it names none. */
export type OrganisationOf = (spelling: string) => string | undefined

/** Reads an alias file. Throws `invalid-input` with the path and the reason. */
export function parseAliases(text: string, file: string): Aliases {
  const aliases = parse(aliasesSchema, parseJson(text, file), file)
  const at = new Map<string, string>()
  for (const [spelling, path] of placesOf(aliases)) {
    const before = at.get(spelling)
    if (before !== undefined) {
      const reason = `${JSON.stringify(spelling)} stands at ${before} too; it can name one organisation, or none`
      throw new LianxiError('invalid-input', { what: file, path, reason })
    }
    at.set(spelling, path)
  }
  return aliases
}

function placesOf({ organisations, nobody }: Aliases): readonly (readonly [spelling: string, path: string])[] {
  return [
    ...Object.keys(organisations).map((organisation) => [organisation, `organisations.${organisation}`] as const),
    ...Object.entries(organisations).flatMap(([organisation, spellings]) =>
      spellings.map((spelling, index) => [spelling, `organisations.${organisation}.${index}`] as const),
    ),
    ...nobody.map((spelling, index) => [spelling, `nobody.${index}`] as const),
  ]
}

/** What spellings mean by these aliases. One that they do not mention names an organisation of its own, and a blank one nobody. */
export function organisationsBy({ organisations, nobody }: Aliases): OrganisationOf {
  const names = new Map<string, string>()
  for (const [organisation, spellings] of Object.entries(organisations)) {
    for (const spelling of spellings) names.set(spelling, organisation)
  }
  const none = new Set(['', ...nobody])
  return (spelling) => (none.has(spelling) ? undefined : (names.get(spelling) ?? spelling))
}

/** The text of an alias file. */
export function aliasText(aliases: Aliases): string {
  return `${JSON.stringify(aliases, undefined, 2)}\n`
}
