// Follows the guides in a copy of the repository, as a newcomer would, and then asks there what the gate asks.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changed, copyRepository, followGuide, readChanges, type Change } from '../tools/guide.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const guides = ['add-an-event', 'add-an-aggregate', 'add-a-view'].map((name) => `docs/guides/${name}.md`)
const patience = 300_000

describe('a copy in which all guides were followed', () => {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'lianxi-guides-')))
  afterAll(() => rmSync(copy, { recursive: true }))
  const touched: string[] = []

  /** What a tool of the repository says of the copy; '' where it finds nothing wrong. */
  function complaints(tool: string, ...args: readonly string[]): string {
    try {
      execFileSync(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: copy, encoding: 'utf8' })
      return ''
    } catch (error) {
      if (!(error instanceof Error) || !('stdout' in error) || !('stderr' in error)) throw error
      return `${String(error.stdout)}\n${String(error.stderr)}`
    }
  }

  beforeAll(() => {
    copyRepository(root, copy)
    for (const page of guides) {
      touched.push(...followGuide(readChanges(page, readFileSync(join(root, page), 'utf8')), copy))
    }
    const catalogue = complaints('tsx/dist/cli.mjs', '--conditions=lianxi-source', 'tools/catalogue.ts')
    if (catalogue !== '') throw new Error(catalogue)
  }, patience)

  it('compiles', { timeout: patience }, () => {
    expect(complaints('typescript/bin/tsc', '--noEmit')).toBe('')
  })

  it('has nothing to lint, and is formatted', { timeout: patience }, () => {
    const sources = touched.filter((path) => path.endsWith('.ts'))
    expect(complaints('oxlint/bin/oxlint', '--deny-warnings', ...sources)).toBe('')
    expect(complaints('oxfmt/bin/oxfmt', '--check', ...sources)).toBe('')
  })

  it('passes its tests', { timeout: patience }, () => {
    const folders = touched.map((path) => /^packages\/alliance\/src\/\w+\//.exec(path)?.[0])
    const others = [
      'packages/alliance/src/model',
      'packages/engine/src/histories',
      'docs/architecture',
      'docs/generated',
    ]
    const tests = new Set([...folders.filter((folder) => folder !== undefined), ...others, 'docs/life-cycles'])
    expect(complaints('vitest/vitest.mjs', 'run', ...tests)).toBe('')
  })
})

describe('a change of a guide', () => {
  const change: Change = { page: 'page.md', line: 7, kind: 'diff', path: 'a.ts', text: ' one\n-two\n+three\n\n+four\n' }

  it('is found in a page, and what is no change is not', () => {
    const page = ['```ts file a.ts', 'one', '```', '```diff b.ts', '-two', '```', '```ts', 'three', '```'].join('\n')
    expect(readChanges('page.md', page)).toEqual([
      { page: 'page.md', line: 2, kind: 'file', path: 'a.ts', text: 'one\n' },
      { page: 'page.md', line: 5, kind: 'diff', path: 'b.ts', text: '-two\n' },
    ])
  })
  it('is made where its lines stand', () => {
    expect(changed('zero\none\ntwo\n\nfive\n', change)).toBe('zero\none\nthree\n\nfour\nfive\n')
  })
  it('is made part by part', () => {
    expect(changed('one\ntwo\n', { ...change, text: '-two\n+three\n@@\n+zero\n one\n' })).toBe('zero\none\nthree\n')
  })
  it.each([
    ['are gone', 'one\n', '0 times'],
    ['stand twice', 'one\ntwo\n\none\ntwo\n\n', '2 times'],
  ])('is refused where its lines %s', (_what, ...[file, why]) => {
    expect(() => changed(file, change)).toThrow(`page.md:7: a.ts has this ${why}`)
  })
  it('is reported with every other that cannot be made', () => {
    const copy = mkdtempSync(join(tmpdir(), 'lianxi-guides-'))
    const misquotes = [change, { ...change, line: 12 }]
    expect(() => followGuide(misquotes, copy)).toThrow(/page\.md:7: a\.ts.*\n.*\n.*page\.md:12: a\.ts/s)
    rmSync(copy, { recursive: true })
  })
  it('is refused where a new file is there already', () => {
    expect(() => changed('', { ...change, kind: 'file' })).toThrow('page.md:7: a.ts is there already')
  })
})
