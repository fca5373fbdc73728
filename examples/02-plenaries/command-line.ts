// The program as its user calls it: reads and checks every file before anything is stored, tells progress on standard error.
import { constants } from 'node:fs'
import { access, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openEngine } from '@lianxi/engine'
import { canonicalText, isLianxiError, memoryStore } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { proposeAliases } from './alias-proposal.js'
import { aliasText, organisationsBy, parseAliases, type Aliases } from './aliases.js'
import { contributionsOf } from './contributions.js'
import type { Day } from './examine.js'
import { parseRecords, spellingsIn, type Records } from './records.js'
import { contributionsTable, countsTable } from './table.js'
import { takeOver, type Progress } from './take-over/take-over.js'

const usage = `Usage: pnpm plenaries FILE [--aliases FILE] [--store FILE] [--json FILE]

Replays the meetings recorded in FILE as an alliance of organisations.

  --aliases FILE  which spellings name the same organisation; written with a proposal where it does not exist yet
  --store FILE    keeps the history in a SQLite file; in memory unless given
  --json FILE     writes counts, contributions and report`

interface Call {
  readonly file: string
  readonly aliases?: string
  readonly store?: string
  readonly json?: string
}

/** What a user did wrong, told in one line. */
class Misuse extends Error {}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function callIn(args: readonly string[]): Call | 'help' {
  try {
    const text = { type: 'string' } as const
    const { positionals, values } = parseArgs({
      // pnpm hands on a separator that its user typed
      args: args.filter((arg) => arg !== '--'),
      allowPositionals: true,
      options: { aliases: text, store: text, json: text, help: { type: 'boolean', short: 'h' } },
    })
    const { help, ...files } = values
    if (help === true) return 'help'
    const [file, ...more] = positionals
    if (file === undefined) throw new Misuse(`FILE: which records?\n\n${usage}`)
    if (more[0] !== undefined) throw new Misuse(`${more[0]}: one file of records at a time\n\n${usage}`)
    return { file, ...files }
  } catch (error) {
    if (error instanceof TypeError) throw new Misuse(`${error.message}\n\n${usage}`, { cause: error })
    throw error
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The text of a file; undefined where there is none. */
async function textIn(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new Misuse(`${path}: ${reasonOf(error)}`, { cause: error })
  }
}

/** A file that could not be written in the end would be told too late. */
async function checkWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true) throw new Misuse(`${path}: it is a folder`)
  await access(found === undefined ? dirname(resolve(path)) : path, constants.W_OK).catch((error: unknown) => {
    throw new Misuse(`${path}: ${reasonOf(error)}`, { cause: error })
  })
}

async function recordsFrom(file: string): Promise<Records> {
  const text = await textIn(file)
  if (text === undefined) throw new Misuse(`${file}: there is no such file`)
  return parseRecords(text, { file, today: new Date().toISOString().slice(0, 10) })
}

/** A line that moves on where somebody watches, else a line for every tenth day. */
function tellProgress({ date, title }: Day, { done, all }: Progress): void {
  const line = `${done} of ${all} days: ${date}, ${title}`
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line}${done === all ? '\n' : ''}`)
  else if (done % 10 === 0 || done === all) say(line)
}

/** The aliases that the user keeps, or else a proposal, which is written where they asked for it or told. */
async function aliasesFor(records: Records, path: string | undefined): Promise<Aliases> {
  const kept = path === undefined ? undefined : await textIn(path)
  if (path !== undefined && kept !== undefined) return parseAliases(kept, path)
  const proposal = proposeAliases(spellingsIn(records))
  if (path === undefined) {
    const joined = Object.entries(proposal.organisations).filter(([, others]) => others.length > 0)
    const lines = [...joined, ['nobody', proposal.nobody] as const].filter(([, others]) => others.length > 0)
    if (lines.length > 0) say('spellings taken for one organisation, or for nobody (correct them with --aliases FILE):')
    for (const [name, others] of lines) say(`  ${name} = ${others.join(', ')}`)
  } else {
    await writeFile(path, aliasText(proposal), { flag: 'wx' })
    say(`${path}: proposed which spellings name one organisation; correct it and run again with a new store`)
  }
  return proposal
}

async function replay({ file, aliases: aliasFile, store, json }: Call): Promise<string> {
  const records = await recordsFrom(file)
  for (const path of [aliasFile, store, json]) if (path !== undefined) await checkWritable(path)
  const aliases = await aliasesFor(records, aliasFile)
  const engine = await openEngine({ store: store === undefined ? memoryStore() : openSqliteStore(store) })
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
    if (json !== undefined) await writeFile(json, `${JSON.stringify(figures, undefined, 2)}\n`)
    for (const { path, reason } of report) say(`not taken over: ${path}: ${reason}`)
    return [records.source, countsTable(taken), contributionsTable(contributions)].join('\n\n')
  } finally {
    await engine.close()
  }
}

/** Runs the program; its exit code. */
export async function runFromCommandLine(args: readonly string[]): Promise<number> {
  try {
    const call = callIn(args)
    process.stdout.write(`${call === 'help' ? usage : await replay(call)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Misuse) && !isLianxiError(error)) throw error
    say(error.message)
    return 1
  }
}
