// The program as its user runs it.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { afterAll, describe, expect, it } from 'vitest'
import { sample } from './sample.js'

const folder = mkdtempSync(join(tmpdir(), 'plenaries-'))
afterAll(() => rmSync(folder, { recursive: true }))

const main = fileURLToPath(new URL('main.ts', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=lianxi-source', '--import', 'tsx', main, ...args])
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

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
    const { code, stdout, stderr } = await run(records)
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n').slice(-4)).toEqual([
      'organisation  days attended  missed  topics proposed  adopted  reviews pledged',
      '────────────  ─────────────  ──────  ───────────────  ───────  ───────────────',
      'Harbour                   3       0                2        1                1',
      'Willow                    3       0                1        1                1',
    ])
    expect(stderr).toContain('3 of 3 days: 2021-05-31, Plenary 2021-05, day 1')
    expect(stderr).toContain('not taken over: plenaries.0.days.1.items.0.presenters.0: ANA is not listed on 2021-03-02')
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
    const { stdout } = await run(records, '--aliases', aliases)
    expect(
      stdout
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
    expect(refused.map(({ stdout }) => stdout).join('')).toBe('')
    const reasons = refused.map(({ stderr }) => stderr)
    expect(reasons[0]).toContain('no-date.json: plenaries.1.days.0.date: a date is written YYYY-MM-DD')
    expect(reasons[1]).toContain('cut.json: the whole: it is no JSON')
    expect(reasons[2]).toContain('bad.json: organisations.A.0: "A" stands at organisations.A too')
    expect(reasons[3]).toContain('from other records or under other aliases; name another file')
    expect(reasons[4]).toContain('figures.json: ENOENT')
    expect(reasons[5]).toContain(`${records}: `)
    expect(reasons[6]).toContain('nothing.json: there is no such file')
    expect(reasons[7]).toContain("Unknown option '--shop'")
    expect(reasons[8]).toContain('FILE: which records?')
    expect(reasons.some((text) => text.includes('at Object.'))).toBe(false)
    expect(await eventsIn(store)).toBe(before)
    expect(existsSync(untouched)).toBe(false)
    expect(JSON.parse(readFileSync(records, 'utf8'))).toEqual(sample)
  })
})
