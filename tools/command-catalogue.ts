// The catalogue of commands, from the records of the model: who may give each, what it says, what it is judged by, what it
// gives, and why its aggregate may say no.
import { rejectionTables } from '@lianxi/alliance/aggregates'
import {
  anchorOf,
  deciders,
  fieldsText,
  meaningOf,
  newNaming,
  renderTypes,
  rolesOf,
  type Listed,
} from './model-words.js'
import type { Naming } from './schema-text.js'

const refusals: Readonly<Record<string, Readonly<Record<string, unknown>>>> = rejectionTables

export function renderCommands(): string {
  const naming = newNaming()
  const chapters = deciders.map((decider) => renderAggregate(decider, naming))
  return `${[head, index(deciders), ...chapters, renderTypes(naming)].join('\n\n')}\n`
}

const head = `# Commands

Everything that may be asked of an alliance is one of these commands. The page is generated from the model's records by
\`npx -y pnpm@10 catalogue\`, and a test fails when it is stale: change the records, not the page.

\`engine.execute({ type, data }, context)\`: the data are the *fields* below, the actor of the context is in one of the roles
under *by*, and \`occurredAt\` says when it happened.

- *By*: a role with an asterisk acts for its unit, so the actor names the \`unitId\`; without one, the unit may be left out.
  \`engine\` is a reaction, and no program may act in that role. [What the roles are](life-cycles.md#roles).
- *Fields*: one with a question mark may be left out; one without a type has the type of its name. The types stand in a
  [table](#types) at the end; text (1–200) has as many characters.
- *Judged by*: what the engine asks other streams about the instant \`occurredAt\`. All other commands are judged by what
  happened to their own topic, meeting, motion and so on, and by the charter.
- *Gives*: the events, of which one command may give one or several; none where it is so already.

Each chapter ends with the reasons for which its commands may be refused. Any command may also be
[refused by the engine](errors.md#engine), before its aggregate is asked. In which order commands follow each other stands
under [life cycles](life-cycles.md).`

function index(all: readonly Listed[]): string {
  const rows = all.map(({ category, commands }) => {
    const links = Object.keys(commands).map((name) => `[${name}](#${anchorOf(name)})`)
    return `| [${category}](#${category}) | ${links.join(', ')} |`
  })
  return ['| aggregate | commands |', '| --- | --- |', ...rows].join('\n')
}

function renderAggregate({ category, events, commands }: Listed, naming: Naming): string {
  const entries = Object.entries(commands).map(([name, { by, data, needs, gives }]) => {
    const linked = gives.map((event) => {
      const { zh } = meaningOf(events[event])
      return `[\`${event}\`](events.md#${anchorOf(`${event} · ${zh}`)}) ${zh}`
    })
    return [
      `### ${name}`,
      '',
      `- By: ${rolesOf(by).join(', ')}`,
      `- Fields: ${fieldsText(data, naming)}`,
      ...(needs === undefined ? [] : [`- Judged by: ${fieldsText(needs, naming)}`]),
      `- Gives: ${linked.join('; ')}`,
    ].join('\n')
  })
  return [`## ${category}`, ...entries, renderRefusals(category)].join('\n\n')
}

function renderRefusals(category: string): string {
  const reasons = Object.keys(refusals[category] ?? {}).map((reason) => `\`${reason}\``)
  if (reasons.length === 0) throw new Error(`${category} refuses nothing`)
  return `[May be refused](errors.md#${category}) as ${reasons.join(', ')}.`
}
