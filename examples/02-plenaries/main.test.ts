// The program as its user runs it.
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, runChild } from '@lianxi/example-shared/testing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { afterAll, describe, expect, it } from 'vitest'
import { oneDay } from './replaying.js'
import { sample } from './sample.js'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true }))

const main = new URL('main.ts', import.meta.url)
const run = (...argv: readonly string[]) => runChild({ script: main, argv })

function fileWith(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function eventsIn(path: string): Promise<number> {
  const store = openSqliteStore(path)
  let count = 0
  for await (const batch of store.readAll()) count += batch.length
  await store.close()
  return count
}

const records = fileWith('records.json', sample)

describe('pnpm plenaries', { timeout: 60_000 }, () => {
  it('ends with what each organisation contributed', async () => {
    const { code, out, error } = await run(records)
    expect(code).toBe(0)
    expect(out.trimEnd().split('\n').slice(-4)).toEqual([
      'organisation  days attended  missed  topics  adopted  reviews pledged',
      '────────────  ─────────────  ──────  ──────  ───────  ───────────────',
      'Harbour                   3       0       2        1                1',
      'Willow                    3       0       1        1                1',
    ])
    expect(error).toContain('3 of 3 days: 2021-05-31, Plenary 2021-05, day 1')
    expect(error).toContain('not taken over: plenaries.0.days.1.items.0.presenters.0: ANA is not listed on 2021-03-02')
  })

  it('writes counts, contributions and report as JSON, the same from memory, a new store and a known one', async () => {
    const store = join(folder, 'json.db')
    const texts: string[] = []
    for (const where of [[], ['--store', store], ['--store', store]]) {
      const json = join(folder, `${texts.length}.json`)
      expect(await run(records, '--json', json, ...where)).toMatchObject({ code: 0 })
      texts.push(readFileSync(json, 'utf8'))
    }
    expect(new Set(texts).size).toBe(1)
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      counts: { topics: { read: 6, stored: 6, reported: 0 } },
      contributions: [{ name: 'Harbour' }, { name: 'Willow' }],
      report: [{ kind: 'delegates', path: 'plenaries.0.delegates.3' }, {}, {}, {}],
    })
  })

  it('proposes an alias file where there is none, and obeys it once a person corrected it', async () => {
    const aliases = join(folder, 'aliases.json')
    expect(await run(records, '--aliases', aliases)).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(aliases, 'utf8'))).toEqual({
      organisations: { Harbour: ['Harbour Networks'], Willow: ['WILLOW', 'Willow Inc.'] },
      nobody: ['Invited Expert'],
    })
    writeFileSync(
      aliases,
      '{"organisations":{"Willow":["WILLOW","Willow Inc.","Harbour","Harbour Networks"]},"nobody":[]}',
    )
    const { out } = await run(records, '--aliases', aliases)
    expect(
      out
        .trimEnd()
        .split('\n')
        .slice(-2)
        .map((line) => line.split('  ')[0]),
    ).toEqual(['Willow', 'Invited Expert'])
  })

  it('refuses what makes no sense, with the path and the reason, and leaves the store as it was', async () => {
    const store = join(folder, 'kept.db')
    expect(await run(records, '--store', store)).toMatchObject({ code: 0 })
    const before = await eventsIn(store)
    const [march, may] = sample.plenaries
    const noDate = { ...sample, plenaries: [march, { ...may, days: [{ ...may.days[0], date: '2021-05-32' }] }] }
    const other = { ...sample, plenaries: [may] }
    const untouched = join(folder, 'untouched.json')
    const refused = await Promise.all([
      run(fileWith('no-date.json', noDate), '--store', store, '--aliases', untouched),
      run(fileWith('cut.json', JSON.stringify(sample).slice(0, 300)), '--store', store),
      run(records, '--store', store, '--aliases', fileWith('bad.json', '{"organisations":{"A":["A"]},"nobody":[]}')),
      run(fileWith('other.json', other), '--store', store),
      run(records, '--store', store, '--json', join(folder, 'nowhere', 'figures.json')),
      run(records, '--store', records),
      run(join(folder, 'nothing.json')),
      run(records, '--shop', store),
      run(),
    ])
    expect(refused.map(({ code }) => code)).toEqual(refused.map(() => 1))
    expect(refused.map(({ out }) => out).join('')).toBe('')
    const reasons = refused.map(({ error }) => error)
    expect(reasons[0]).toContain(
      'no-date.json: plenaries.1.days.0.date: a date is a day of the calendar, written YYYY-MM-DD',
    )
    expect(reasons[1]).toContain('cut.json: the whole: it is no JSON')
    expect(reasons[2]).toContain('bad.json: organisations.A.0: "A" stands at organisations.A too')
    expect(reasons[3]).toContain('from other records or under other aliases; name another file')
    expect(reasons[4]).toContain('figures.json: there is no folder')
    expect(reasons[5]).toContain(`FILE and --store: ${records}: are one file`)
    expect(reasons[6]).toContain('nothing.json: there is no such file')
    expect(reasons[7]).toContain("Unknown option '--shop'")
    expect(reasons[8]).toContain('FILE: which records?')
    expect(reasons.some((text) => text.includes('at Object.'))).toBe(false)
    expect(await eventsIn(store)).toBe(before)
    expect(existsSync(untouched)).toBe(false)
    expect(JSON.parse(readFileSync(records, 'utf8'))).toEqual(sample)
  })

  it.each([
    [
      'a lone surrogate in the source',
      { ...sample, source: 'notes of \ud800' },
      'source: a lone surrogate is not kept by JSON',
    ],
    [
      'a lone surrogate in a title',
      oneDay({ items: [{ title: '\udc00' }] }),
      'plenaries.0.days.0.items.0.title: a lone surrogate is not kept by JSON',
    ],
    [
      'a day before time begins',
      oneDay({ date: '0001-01-01' }),
      'plenaries.0.days.0.date: an instant lies in the years 0001 to 9998',
    ],
  ])('refuses %s in a line, before there is a store', async (what, content, reason) => {
    const store = join(folder, `${what}.db`)
    const path = fileWith(`${what}.json`, content)
    const { code, out, error } = await run(path, '--store', store)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toContain(`${path}: ${reason}`)
    expect(error.split('\n')).toHaveLength(2)
    expect(existsSync(store)).toBe(false)
  })

  it('overwrites no file that it reads, by whatever name, and no store', async () => {
    const store = join(folder, 'precious.db')
    expect(await run(records, '--store', store)).toMatchObject({ code: 0 })
    const aliases = fileWith('precious-aliases.json', '{"organisations":{},"nobody":[]}')
    const link = join(folder, 'link.json')
    symlinkSync(records, link)
    const before = [records, aliases, store].map((path) => readFileSync(path))
    const nowhere = join(folder, 'nowhere')
    const refused = await Promise.all([
      run(records, '--json', records),
      run(records, '--json', link),
      run(link, '--json', records),
      run(records, '--aliases', aliases, '--json', aliases),
      run(records, '--aliases', nowhere, '--json', nowhere),
      run(records, '--aliases', nowhere, '--store', nowhere),
      run(records, '--store', store, '--json', store),
      run(records, '--json', store),
    ])
    expect(refused.map(({ code, out }) => ({ code, out }))).toEqual(refused.map(() => ({ code: 1, out: '' })))
    expect(refused.map(({ error }) => error.split('\n').length)).toEqual(refused.map(() => 2))
    expect(refused[0]?.error).toBe(`FILE and --json: ${records}: are one file; name two\n`)
    expect(refused[7]?.error).toBe(`--json: ${store}: is a SQLite database; name another file\n`)
    expect([records, aliases, store].map((path) => readFileSync(path))).toEqual(before)
    expect(existsSync(nowhere)).toBe(false)
  })

  it('shows signs that would steer a terminal instead of obeying them', async () => {
    const delegates = [
      { delegate: 'ANA', organisation: '\u001b[31mRed\u0007\nHat' },
      { delegate: 'CAI', organisation: '\u202eHarbour' },
      { delegate: 'DOV', organisation: '\u0000' },
    ]
    const [plenary] = oneDay({}).plenaries
    const path = fileWith('escapes.json', { source: '\u001b]0;title\u0007', plenaries: [{ ...plenary, delegates }] })
    const { code, out, error } = await run(path)
    expect(code).toBe(0)
    expect(out).toContain(String.raw`\u001b]0;title\u0007`)
    expect(out).toContain(String.raw`\u001b[31mRed\u0007\u000aHat             `)
    expect(out).toContain(String.raw`\u202eHarbour`)
    expect(error).toContain(String.raw`nobody = \u0000`)
    expect(out + error).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u)
  })

  it('works on a store alone', async () => {
    const store = join(folder, 'wanted.db')
    const json = join(folder, 'wanted.json')
    const runs = await Promise.all([1, 2, 3, 4].map(() => run(records, '--store', store, '--json', json)))
    const refused = runs.filter(({ code }) => code !== 0)
    expect(refused.length).toBeLessThan(runs.length)
    for (const { out, error } of refused) {
      expect(out).toBe('')
      expect(error.split('\n').at(-2)).toBe(`${store}: another process works on this file`)
      expect(error).not.toContain(' at ')
    }
  })
})
