// The catalogue of events, from the records of the model: what each means, what it says, what causes it, and who hears it.
import * as model from '@lianxi/alliance'
import { reactions, views } from '@lianxi/alliance'
import { deciders as aggregates } from '@lianxi/alliance/aggregates'
import * as kernel from '@lianxi/event-sourcing'
import { heardBy, type CommandShape, type Schema } from '@lianxi/event-sourcing'
import { z } from 'zod'
import { fieldText, typeShape, type Naming, type SchemaNames } from './schema-text.js'

/** The part of a decider that the catalogue needs. */
interface Listed {
  readonly category: string
  readonly events: Readonly<Record<string, Schema>>
  readonly commands: Readonly<Record<string, CommandShape>>
}

const meaning = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const roles = z.array(z.string()).min(1)

/** The deciders, in the order in which an alliance meets them. */
export const deciders: readonly Listed[] = Object.values(aggregates)

/** The schemas that users can import, by name. Where two have one name, or one has two, the first counts. */
function publicSchemas(): SchemaNames {
  const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && '_zod' in value
  const named = Object.entries<unknown>({ ...kernel, ...model })
  return new Map(named.flatMap(([name, value]) => (isSchema(value) ? [[value, name] as const] : [])))
}

export function renderCatalogue(): string {
  const naming = { names: publicSchemas(), used: new Set<string>() }
  const chapters = deciders.map((decider) => renderAggregate(decider, naming))
  return `${[head, overview(deciders), ...chapters, renderTypes(naming)].join('\n\n')}\n`
}

const head = `# Events

Everything that happens in an alliance is one of these events. The page is generated from the model's records by
\`npx -y pnpm@10 catalogue\`, and a test fails when it is stale: change the records, not the page.

Each event stands in the stream of what it happened to: \`category-<alliance>.<id>\`. So no event repeats that id, and none
repeats the instant at which it happened, \`occurredAt\` in its metadata. Beside the data, the metadata says who acted in
which role, who entered it, and which command or event caused it.

*Given by* lists the commands that may give the event, with the roles that may give the command. A role with an asterisk
acts for its unit, and what it does binds the unit; \`engine\` is a reaction.

A field with a question mark may be left out; one without a type has the type of its name. The types stand in a
[table](#types) at the end; text (1–200) has as many characters.`

function overview(all: readonly Listed[]): string {
  const rows = all.map(
    ({ category, events, commands }) =>
      `| [${category}](#${category}) | ${Object.keys(events).length} | ${Object.keys(commands).length} |`,
  )
  return ['| aggregate | events | commands |', '| --- | --- | --- |', ...rows].join('\n')
}

function renderAggregate({ category, events, commands }: Listed, naming: Naming): string {
  const entries = Object.entries(events).map(([name, schema]) => {
    const { zh, en } = meaning.parse(z.globalRegistry.get(schema))
    const givenBy = Object.entries(commands)
      .filter(([, { gives }]) => gives.includes(name))
      .map(([command, { by }]) => `\`${command}\` (${rolesOf(by).join(', ')})`)
    if (givenBy.length === 0) throw new Error(`no command gives ${name}`)
    const fields = fieldsOf(schema).map(([field, type]) => fieldText(field, type, naming))
    return [
      `### ${name} · ${zh}`,
      '',
      `${en}.`,
      '',
      `- Given by: ${givenBy.join('; ')}`,
      `- Fields: ${fields.length === 0 ? 'none' : fields.join('; ')}`,
      `- Heard by views: ${listed(viewsHearing(name))}`,
      `- Heard by reactions: ${listed(reactionsHearing(name))}`,
    ].join('\n')
  })
  return [`## ${category}`, ...entries].join('\n\n')
}

const listed = (names: readonly string[]) =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ')

const viewsHearing = (event: string) => views.filter((view) => heardBy(view).includes(event)).map(({ name }) => name)

const reactionsHearing = (event: string) =>
  reactions.filter(({ on }) => Object.hasOwn(on, event)).map(({ name }) => name)

function fieldsOf(schema: Schema): readonly (readonly [string, Schema])[] {
  if (!(schema instanceof z.ZodObject)) throw new Error('an event is an object')
  return Object.entries<Schema>(schema.shape)
}

/** The roles that `by` admits, with an asterisk where the actor's unit must be named. */
function rolesOf(by: Schema): readonly string[] {
  if (by instanceof z.ZodUnion) return [...new Set(by.options.flatMap((option) => rolesOf(option)))]
  if (!(by instanceof z.ZodObject)) throw new Error('an actor is an object, or one of several')
  const { role, unitId } = by.shape as Readonly<Record<string, unknown>>
  if (!(role instanceof z.ZodEnum)) throw new Error('an actor has a role')
  const asterisk = unitId instanceof z.ZodExactOptional || unitId === undefined ? '' : '*'
  return roles.parse(role.options).map((name) => `${name}${asterisk}`)
}

function renderTypes({ names, used }: Naming): string {
  const rows: string[] = []
  const done = new Set<string>()
  // a type may use others, which are explained as well
  for (let next = nextOf(used, done); next !== undefined; next = nextOf(used, done)) {
    done.add(next)
    const schema = [...names].find(([, name]) => name === next)?.[0]
    if (schema !== undefined) rows.push(`| \`${next}\` | ${typeShape(schema, { names, used })} |`)
  }
  return ['## Types', '', '| type | what it is |', '| --- | --- |', ...rows.toSorted()].join('\n')
}

const nextOf = (used: Set<string>, done: Set<string>) => [...used].find((name) => !done.has(name))
