// What the command line asks for.
import { existsSync } from 'node:fs'
import { BadInput, checkFiles, flagsIn, type NamedFile } from '@lianxi/example-shared'

export const usage = `Usage: pnpm plenaries FILE [--aliases FILE] [--store FILE] [--json FILE]

Replays the meetings recorded in FILE as an alliance of organisations.

  --aliases FILE  which spellings name the same organisation; written with a
                  proposal where it does not exist yet
  --store FILE    keeps the history in a SQLite file; in memory unless given
  --json FILE     writes counts, contributions and report
  --help          prints this`

export interface Call {
  readonly file: string
  readonly aliases?: string
  readonly store?: string
  readonly json?: string
}

function filesOf({ file, aliases, store, json }: Call): readonly NamedFile[] {
  return [
    { by: 'FILE', path: file, use: 'read' },
    ...(aliases === undefined
      ? []
      : [{ by: '--aliases', path: aliases, use: existsSync(aliases) ? 'read' : 'write' } as const]),
    ...(store === undefined ? [] : [{ by: '--store', path: store, use: 'store' } as const]),
    ...(json === undefined ? [] : [{ by: '--json', path: json, use: 'write' } as const]),
  ]
}

/** What is asked; undefined for help. Throws `BadInput`. */
export function callIn(args: readonly string[]): Call | undefined {
  const text = { type: 'string' } as const
  const { positionals, values } = flagsIn(args, {
    allowPositionals: true,
    options: { aliases: text, store: text, json: text, help: { type: 'boolean', short: 'h' } },
  })
  const { help, ...files } = values
  if (help === true) return undefined
  const [file, another] = positionals
  if (file === undefined) throw new BadInput('FILE: which records? (--help says more)')
  if (another !== undefined) throw new BadInput(`${another}: one file of records at a time`)
  const call = { file, ...files }
  checkFiles(filesOf(call))
  return call
}
