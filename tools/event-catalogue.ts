// The catalogue of events, from the records of the model: what each means, what it says, what causes it, and who hears it.
import { reactions, views } from '@lianxi/alliance'
import { heardBy } from '@lianxi/event-sourcing'
import { deciders, fieldsText, meaningOf, newNaming, renderTypes, rolesOf, type Listed } from './model-words.js'
import type { Naming } from './schema-text.js'

export function renderCatalogue(): string {
  const naming = newNaming()
  const chapters = deciders.map((decider) => renderAggregate(decider, naming))
  return `${[head, overview(deciders), ...chapters, renderTypes(naming)].join('\n\n')}\n`
}

const head = `# Events

Everything that happens in an alliance is one of these events. The page is generated from the model's records by
\`npx -y pnpm@10 catalogue\`, and a test fails when it is stale: change the records, not the page.

Each event stands in the stream of what it happened to: \`category-<alliance>.<id>\`. So no event repeats that id, and none
repeats the instant at which it happened, \`occurredAt\` in its metadata. Beside the data, the metadata says who acted in
which role, who entered it, and which command or event caused it. A view or a reaction takes the id from the event's stream:
\`streamId(stream)\`, as [the guide](guides/add-a-view.md#the-id-of-what-it-happened-to) shows.

*Given by* lists the commands that may give the event, with the roles that may give the command. A role with an asterisk
acts for its unit, and what it does binds the unit; \`engine\` is a reaction. What a command says stands under
[commands](commands.md).

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
    const { zh, en } = meaningOf(schema)
    const givenBy = Object.entries(commands)
      .filter(([, { gives }]) => gives.includes(name))
      .map(([command, { by }]) => `\`${command}\` (${rolesOf(by).join(', ')})`)
    if (givenBy.length === 0) throw new Error(`no command gives ${name}`)
    return [
      `### ${name} · ${zh}`,
      '',
      `${en}.`,
      '',
      `- Given by: ${givenBy.join('; ')}`,
      `- Fields: ${fieldsText(schema, naming)}`,
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
