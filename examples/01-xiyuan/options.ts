// What the command line asks for.
import { fileURLToPath } from 'node:url'
import { BadInput, checkFiles, flagsIn, type NamedFile } from '@lianxi/example-shared'
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

export const usage = `Usage: pnpm start [--store FILE | --memory | --from-events FILE]
                  [--lang zh-CN|en] [--json FILE] [--events FILE]

Replays the history of the Xiyuan alliance and prints what each unit
contributed.

  --store FILE        keeps the history in this SQLite file, unless said in
                      examples/01-xiyuan/out/xiyuan.db; a replay that was
                      broken off goes on where it stopped
  --memory            keeps it nowhere
  --from-events FILE  does not replay: reads the history from a file that
                      --events wrote, and checks it
  --lang LANGUAGE     zh-CN, unless said, or en
  --json FILE         writes the figures, per unit and month and in sum
  --events FILE       writes the history as lines of JSON, which any store
                      can import
  --help              prints this
`

function flagsOf(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const yes = { type: 'boolean' } as const
  return flagsIn(argv, {
    options: { store: text, memory: yes, 'from-events': text, lang: text, json: text, events: text, help: yes },
  }).values
}

function sourceOf(store: string | undefined, fromEvents: string | undefined): Options['from'] {
  if (fromEvents !== undefined) return { kind: 'events', path: fromEvents }
  return { kind: 'store', path: store ?? usualStore, usual: store === undefined }
}

function filesOf({ from, json, events }: Options): readonly NamedFile[] {
  return [
    ...(from.kind === 'events' ? [{ by: '--from-events', path: from.path, use: 'read' } as const] : []),
    ...(from.kind === 'store'
      ? [{ by: from.usual ? 'the usual --store' : '--store', path: from.path, use: 'store' } as const]
      : []),
    ...(json === undefined ? [] : [{ by: '--json', path: json, use: 'write' } as const]),
    ...(events === undefined ? [] : [{ by: '--events', path: events, use: 'write' } as const]),
  ]
}

/** The options of a command line; undefined where it asks for help. Throws `BadInput`. */
export function optionsOf(argv: readonly string[]): Options | undefined {
  const { store, memory, 'from-events': fromEvents, lang = 'zh-CN', json, events, help } = flagsOf(argv)
  if (help === true) return undefined
  const sources = Object.entries({ store, memory, 'from-events': fromEvents }).filter(
    ([, value]) => value !== undefined,
  )
  if (sources.length > 1) {
    throw new BadInput(`${sources.map(([flag]) => `--${flag}`).join(' and ')} do not go together; name one`)
  }
  if (!isLanguage(lang)) throw new BadInput(`--lang: ${JSON.stringify(lang)} is none of ${languages.join(', ')}`)
  const options: Options = {
    from: memory === true ? { kind: 'memory' } : sourceOf(store, fromEvents),
    language: lang,
    ...(json === undefined ? {} : { json }),
    ...(events === undefined ? {} : { events }),
  }
  checkFiles(filesOf(options))
  return options
}
