// The program as its user calls it: reads and checks every file before anything is stored, tells progress on standard error.
import { existsSync } from 'node:fs'
import { openEngine } from '@lianxi/engine'
import { canonicalText, memoryStore } from '@lianxi/event-sourcing'
import { exitCodeOf, openAlone, printable, textIn, writeWhole } from '@lianxi/example-shared'
import { proposeAliases } from './alias-proposal.js'
import { aliasText, organisationsBy, parseAliases, type Aliases } from './aliases.js'
import { callIn, usage, type Call } from './call.js'
import { contributionsOf } from './contributions.js'
import type { Day } from './examine.js'
import { parseRecords, spellingsIn, type Records } from './records.js'
import { contributionsTable, countsTable } from './table.js'
import { takeOver, type Progress } from './take-over/take-over.js'

function say(line: string): void {
  process.stderr.write(`${printable(line)}\n`)
}

function recordsFrom(file: string): Records {
  return parseRecords(textIn(file), { file, today: new Date().toISOString().slice(0, 10) })
}

/** A line that moves on where somebody watches, else a line for every tenth day. */
function tellProgress({ date, title }: Day, { done, all }: Progress): void {
  const line = `${done} of ${all} days: ${date}, ${title}`
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}${done === all ? '\n' : ''}`)
  else if (done % 10 === 0 || done === all) say(line)
}

/** The aliases that the user keeps, or else a proposal, which is written where they asked for it or told. */
function aliasesFor(records: Records, path: string | undefined): Aliases {
  if (path !== undefined && existsSync(path)) return parseAliases(textIn(path), path)
  const proposal = proposeAliases(spellingsIn(records))
  if (path === undefined) {
    const joined = Object.entries(proposal.organisations).filter(([, others]) => others.length > 0)
    const lines = [...joined, ['nobody', proposal.nobody] as const].filter(([, others]) => others.length > 0)
    if (lines.length > 0) say('spellings taken for one organisation, or for nobody (correct them with --aliases FILE):')
    for (const [name, others] of lines) say(`  ${name} = ${others.join(', ')}`)
  } else {
    writeWhole(path, aliasText(proposal))
    say(`${path}: proposed which spellings name one organisation; correct it and run again with a new store`)
  }
  return proposal
}

async function replay({ file, aliases: aliasFile, store, json }: Call): Promise<string> {
  const records = recordsFrom(file)
  const aliases = aliasesFor(records, aliasFile)
  const engine = await openEngine({ store: store === undefined ? memoryStore() : await openAlone(store) })
  try {
    const taken = await takeOver(engine, {
      records,
      organisationOf: organisationsBy(aliases),
      onDay: tellProgress,
    })
    const { counts, report } = taken
    const contributions = await contributionsOf(engine, taken.allianceId)
    // in canonical order: a view read back from its file has its fields in another order than one just folded
    const figures: unknown = JSON.parse(canonicalText({ counts, contributions, report }))
    if (json !== undefined) writeWhole(json, `${JSON.stringify(figures, undefined, 2)}\n`)
    for (const { path, reason } of report) say(`not taken over: ${path}: ${reason}`)
    return [printable(records.source), countsTable(taken), contributionsTable(contributions)].join('\n\n')
  } finally {
    await engine.close()
  }
}

/** Runs the program; its exit code. */
export function runFromCommandLine(args: readonly string[]): Promise<number> {
  return exitCodeOf(async () => {
    const call = callIn(args)
    process.stdout.write(`${call === undefined ? usage : await replay(call)}\n`)
  }, process.stderr)
}
