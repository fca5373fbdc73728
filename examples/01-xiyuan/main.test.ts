// The example as a person runs it: once through, broken off and begun again, in other zones and languages, and with what it must refuse.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEngine } from '@lianxi/engine'
import { canonicalText, eventHash, memoryStore, type StreamName } from '@lianxi/event-sourcing'
import { newFolder, runChild, type Said } from '@lianxi/example-shared/testing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moments } from './broken-off.js'
import { runHere } from './captured.js'
import { historyOf } from './history-file.js'
import { idOf } from './ids.js'
import { languages, words } from './language.js'
import { chanceOf } from './random.js'
import type { Report } from './report.js'
import { roster } from './roster.js'
import { table } from './table.js'

const main = new URL('main.ts', import.meta.url)
const folder = newFolder()
const file = (name: string) => join(folder, name)
const text = (name: string) => readFileSync(file(name), 'utf8')
let first: Said

beforeAll(async () => {
  first = await runHere('--memory', '--json', file('first.json'), '--events', file('first.jsonl'))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** An event as the file has it. */
interface Line {
  readonly stream: StreamName
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly data: object
  readonly metadata: object
}

function withData(event: Line, more: object): Line {
  return { ...event, data: { ...event.data, ...more } }
}

/** The history of a store that took this event, with a hash that fits. */
async function historyWith({ stream, revision, id, type, data, metadata }: Line): Promise<string> {
  const texts = { id, type, data: canonicalText(data), metadata: canonicalText(metadata) }
  const store = memoryStore()
  await store.append(stream, [{ ...texts, hash: eventHash({ previous: '', stream, revision }, texts) }], 'no-stream')
  return (await historyOf(store)).text
}

function rowsOf(out: string): readonly string[] {
  return out.split('\n').filter((line) => /^U\d\d /.test(line))
}

describe('A run from the command line', () => {
  it('prints a row for each of the fifteen units', () => {
    expect(first.code).toBe(0)
    expect(rowsOf(first.out).map((row) => row.slice(0, 3))).toEqual(roster.map(({ code }) => code))
  })

  it('says the same in English, with the same figures', async () => {
    const { code, out } = await runHere('--from-events', file('first.jsonl'), '--lang', 'en')
    expect(code).toBe(0)
    const numbers = (row: string) =>
      row
        .slice(3)
        .match(/(?<= )\d+(?= )/g)
        ?.slice(0, 12)
    expect(rowsOf(out).map(numbers)).toEqual(rowsOf(first.out).map(numbers))
    expect(out).not.toMatch(/\p{Script=Han}/u)
  })

  it('gives the same bytes in whatever zone and language the machine is, on disk as in memory', async () => {
    const places = [
      {
        name: 'york',
        environment: { TZ: 'America/New_York', LC_ALL: 'en_US.UTF-8' },
        store: ['--store', file('york.db')],
      },
      {
        name: 'kathmandu',
        environment: { TZ: 'Asia/Kathmandu', LC_ALL: 'de_DE.UTF-8', LANG: 'tr_TR' },
        store: ['--memory'],
      },
    ]
    const runs = await Promise.all(
      places.map(({ name, environment, store }) =>
        runChild({
          script: main,
          argv: [...store, '--json', file(`${name}.json`), '--events', file(`${name}.jsonl`)],
          environment,
        }),
      ),
    )
    for (const [index, { name }] of places.entries()) {
      expect(runs[index]?.out).toBe(first.out)
      expect(text(`${name}.json`) === text('first.json')).toBe(true)
      expect(text(`${name}.jsonl`) === text('first.jsonl')).toBe(true)
    }
  }, 60_000)

  it('reads the history back from its file, checks it, and prints the same table', async () => {
    const again = await runHere(
      '--from-events',
      file('first.jsonl'),
      '--json',
      file('again.json'),
      '--events',
      file('again.jsonl'),
    )
    expect(again).toEqual({ code: 0, out: first.out, error: '' })
    expect(text('again.json') === text('first.json')).toBe(true)
    expect(text('again.jsonl') === text('first.jsonl')).toBe(true)
  })

  it('fits on a screen in either language, and says what it abbreviates', async () => {
    const { out } = await runHere('--from-events', file('first.jsonl'), '--lang', 'en')
    for (const line of [...out.split('\n'), ...first.out.split('\n')])
      expect(stringWidth(line)).toBeLessThanOrEqual(140)
    expect(out).toContain('exc excused')
  })

  it.each(languages)('keeps within a terminal of 80 columns, in tables one below the other: %s', (language) => {
    const report = JSON.parse(text('first.json')) as Report
    const [wide, narrow] = [table(report, words[language]), table(report, words[language], 80)]
    for (const line of narrow.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80)
    // each row is cut where a table ends, and none of its cells is lost
    const cells = (line = '') => line.split(/ {2,}/).slice(2)
    const tables = narrow.split('\n\n').slice(1, 4).map(rowsOf)
    for (const [at, row] of rowsOf(wide).entries()) {
      expect(tables.flatMap((rows) => cells(rows[at]))).toEqual(cells(row))
    }
    expect(narrow.split('\n').at(-2)).toContain(report.history.checksum)
  })

  it('has its last column begin at one place, heading and all', async () => {
    const english = await runHere('--from-events', file('first.jsonl'), '--lang', 'en')
    for (const { out } of [english, first]) {
      const lines = out.split('\n')
      const begin = (line = '', word = '') => stringWidth(line.slice(0, line.lastIndexOf(word)))
      const [heading, explanation] = lines.slice(2, 4)
      const group = heading?.split(' ').at(-1)
      expect(begin(heading, group)).toBe(begin(explanation, / {3}(\S+ \/ \S+)$/.exec(explanation ?? '')?.[1]))
    }
  })

  it('takes the separator that pnpm hands on', async () => {
    expect(await runHere('--', '--from-events', file('first.jsonl'))).toMatchObject({ code: 0, out: first.out })
  })

  it('tells on standard error how far it is', () => {
    expect(first.error.split('\n').length).toBeGreaterThan(4)
    expect(first.error).toMatch(/重放 (\d+)\/\1\n$/)
  })
})

describe('A replay that is killed', () => {
  const chance = chanceOf('broken off')
  const kills = Array.from({ length: 20 }, (_, index) => ({
    moment: moments[index % moments.length] ?? 'before-append',
    writes: chance.between(60, 320),
  }))

  async function brokenOff(name: string, at: typeof kills): Promise<void> {
    const store = file(`${name}.db`)
    for (const { moment, writes } of at) {
      const { signal } = await runChild({
        script: new URL('broken-off.ts', import.meta.url),
        argv: [moment, String(writes), '--store', store],
      })
      expect({ moment, writes, signal }).toEqual({ moment, writes, signal: 'SIGKILL' })
    }
    const { out } = await runHere('--store', store, '--events', file(`${name}.jsonl`))
    expect(out).toBe(first.out)
    expect(text(`${name}.jsonl`) === text('first.jsonl')).toBe(true)
  }

  it('at twenty moments, between a command and its reactions too, ends with the same table and the same history', async () => {
    await Promise.all([brokenOff('one', kills.slice(0, 10)), brokenOff('other', kills.slice(10))])
  }, 240_000)
})

describe('What cannot be used', () => {
  it.each([
    [['--tea'], "Unknown option '--tea' (--help says more)"],
    [['stray'], "'stray'"],
    [['--store'], '--store'],
    [['--lang', 'fr'], '--lang: "fr" is none of zh-CN, en'],
    [['--memory', '--from-events', 'x'], '--memory and --from-events do not go together'],
    [['--store', ''], '--store: names no file'],
    [['--memory', '--json', 'nowhere/x.json'], '--json: nowhere/x.json: there is no folder'],
    [['--store', 'same', '--json', './same'], '--store and --json: ./same: are one file'],
    [['--from-events', 'no-such-file'], '--from-events: no-such-file: there is no such file'],
    [['--from-events', '.'], '--from-events: .: is a folder'],
    [['--from-events', 'package.json/x'], '--from-events: package.json/x: '],
    [['--store', '.'], '--store: .: is a folder'],
    [['--memory', '--events', '.'], '--events: .: is a folder'],
  ])('is named, and the exit code is 1: %j', async (argv, reason) => {
    const before = readdirSync('.')
    const { code, out, error } = await runHere(...argv)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toContain(reason)
    expect(error.split('\n')).toHaveLength(2)
    expect(readdirSync('.')).toEqual(before)
  })

  it('is a file that is no store: it stays as it was', async () => {
    writeFileSync(file('notes.txt'), 'not a database, only notes\n'.repeat(100))
    const before = text('notes.txt')
    const { code, error } = await runHere('--store', file('notes.txt'))
    expect(code).toBe(1)
    expect(error).toContain(`${file('notes.txt')}: it is no SQLite database`)
    expect(text('notes.txt')).toBe(before)
  })

  it('is a store that holds another alliance: it keeps what it had, and nothing more', async () => {
    const path = file('another.db')
    const allianceId = idOf('another alliance')
    const engine = await openEngine({ store: openSqliteStore(path) })
    await engine.execute(
      {
        type: 'FoundAlliance',
        data: {
          name: 'Another',
          timeZone: 'Asia/Shanghai',
          charter: {
            version: 1,
            name: 'x',
            quorum: { kind: 'none' },
            vote: { base: 'cast', threshold: { numerator: 1, denominator: 2, strictly: true } },
          },
        },
      },
      { allianceId, actor: { role: 'convenor', unitId: idOf('someone') }, occurredAt: '2017-07-01T00:00:00.000Z' },
    )
    await engine.close()
    const { code, error } = await runHere('--store', path)
    expect(code).toBe(1)
    expect(error).toContain(`${path}: it holds another history`)
    const again = await openEngine({ store: openSqliteStore(path) })
    expect((await again.verify()).events).toBe(1)
    await again.close()
  })

  it('is a history that was cut off or altered: the file, the line and the reason are named', async () => {
    const lines = text('first.jsonl').split('\n')
    const cut = file('cut.jsonl')
    writeFileSync(cut, lines.slice(0, 1000).join('\n'))
    expect(await runHere('--from-events', cut)).toMatchObject({
      code: 1,
      out: '',
      error: `${cut}: line 1001 of the history: the history ends without its last line: it was cut off\n`,
    })
    const altered = file('altered.jsonl')
    writeFileSync(altered, text('first.jsonl').replace('"choice":"for"', '"choice":"against"'))
    const { code, error } = await runHere('--from-events', altered)
    expect(code).toBe(1)
    const place = lines.findIndex((line) => line.includes('"choice":"for"')) + 1
    expect(error).toContain(`${altered}: line ${place} of the history: hash: it does not follow from the event`)
  })

  it.each([
    [
      'an event that nobody knows',
      (event: Line) => ({ ...event, type: 'TeaServed' }),
      'is newer than this program: TeaServed',
    ],
    [
      'a time zone that is none',
      (event: Line) => withData(event, { timeZone: 'Nowhere/Here' }),
      'cannot be read: data.timeZone: there is no such time zone',
    ],
    ['a field too many', (event: Line) => withData(event, { tea: true }), 'cannot be read: data'],
    [
      'an instant that is none',
      (event: Line) => ({ ...event, metadata: { ...event.metadata, occurredAt: '2017-02-30' } }),
      'cannot be read: metadata.occurredAt',
    ],
    [
      'another alliance',
      ({ stream, ...event }: Line) => ({ ...event, stream: `membership-${stream.slice(-36)}x.y` as StreamName }),
      'of its 1 events 0 are of this alliance',
    ],
  ])('is a history with %s, though its chain holds', async (what, change, reason) => {
    const path = file(`${what}.jsonl`)
    const event = change(JSON.parse(text('first.jsonl').split('\n')[1] ?? '') as Line)
    writeFileSync(path, await historyWith(event))
    const { code, out, error } = await runHere('--from-events', path)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toContain(`${path}: `)
    expect(error).toContain(reason)
  })
})
