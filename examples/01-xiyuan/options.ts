// What the command line asks for.
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { BadInput } from './bad-input.js'
import { isLanguage, languages, type Language } from './language.js'

export interface Options {
  readonly from:
    | { readonly kind: 'store'; readonly path: string; readonly usual: boolean }
    | { readonly kind: 'memory' }
    | { readonly kind: 'events'; readonly path: string }
  readonly language: Language
  readonly json?: string
  readonly events?: string
}

export const usualStore = fileURLToPath(new URL('out/xiyuan.db', import.meta.url))

export const usage = `pnpm start [--store FILE | --memory | --from-events FILE] [--lang zh-CN|en] [--json FILE] [--events FILE]

Replays the history of the Xiyuan alliance and prints what each unit contributed.

  --store FILE        keep the history in this SQLite file (examples/01-xiyuan/out/xiyuan.db unless said);
                      a replay that was broken off goes on where it stopped
  --memory            keep it nowhere
  --from-events FILE  do not replay; read the history from a file that --events wrote, and check it
  --lang LANGUAGE     zh-CN (unless said) or en
  --json FILE         write the figures, per unit and month and in sum
  --events FILE       write the history as JSON lines
  --help              print this
`

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        store: { type: 'string' },
        memory: { type: 'boolean' },
        'from-events': { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'string' },
        events: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw error instanceof TypeError ? new BadInput(error.message, { cause: error }) : error
  }
}

/** Files that are to be written can be: that is known before anything is done. */
function checkOutput(flag: string, path: string): void {
  const folder = dirname(resolve(path))
  if (!existsSync(folder)) throw new BadInput(`--${flag}: ${path}: there is no folder ${folder}`)
  if (existsSync(path) && statSync(path).isDirectory()) throw new BadInput(`--${flag}: ${path}: is a folder`)
}

function checkPaths(paths: Readonly<Record<string, string | undefined>>): void {
  const named = Object.entries(paths).flatMap(([flag, path]) => (path === undefined ? [] : [{ flag, path }]))
  for (const [index, { flag, path }] of named.entries()) {
    if (path === '') throw new BadInput(`--${flag}: names no file`)
    const same = named.slice(0, index).find((other) => resolve(other.path) === resolve(path))
    if (same !== undefined) throw new BadInput(`--${same.flag} and --${flag}: ${path}: are one file; name two`)
  }
}

/** The options of a command line; undefined where it asks for help. Throws `BadInput`. */
export function optionsOf(argv: readonly string[]): Options | undefined {
  const { store, memory, 'from-events': fromEvents, lang = 'zh-CN', json, events, help } = parsed(argv)
  if (help === true) return undefined
  const sources = Object.entries({ store, memory, 'from-events': fromEvents }).filter(
    ([, value]) => value !== undefined,
  )
  if (sources.length > 1) {
    throw new BadInput(`${sources.map(([flag]) => `--${flag}`).join(' and ')} do not go together; name one`)
  }
  if (!isLanguage(lang)) throw new BadInput(`--lang: ${JSON.stringify(lang)} is none of ${languages.join(', ')}`)
  checkPaths({ store, 'from-events': fromEvents, json, events })
  if (json !== undefined) checkOutput('json', json)
  if (events !== undefined) checkOutput('events', events)
  return {
    from: memory === true ? { kind: 'memory' } : sourceOf(store, fromEvents),
    language: lang,
    ...(json === undefined ? {} : { json }),
    ...(events === undefined ? {} : { events }),
  }
}

function sourceOf(store: string | undefined, fromEvents: string | undefined): Options['from'] {
  if (fromEvents !== undefined) return { kind: 'events', path: fromEvents }
  return { kind: 'store', path: store ?? usualStore, usual: store === undefined }
}
