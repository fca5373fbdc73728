// A pattern or a filter that matches no file is silently nothing: its tests would be missed by nobody.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createFilter } from 'vite'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function filesIn(folder: string): readonly string[] {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path)
    return [path]
  })
}

const files = ['packages', 'examples', 'docs', 'bench'].flatMap(filesIn)
const tests = files.filter((path) => path.endsWith('.test.ts'))

/** The patterns of a configuration that match no file of tests. */
function empty(config: string): readonly string[] {
  const patterns = [...config.matchAll(/'([^'\n]*\.test\.ts)'/g)].map(([, pattern = '']) => pattern)
  if (patterns.length === 0) throw new Error('no pattern was found')
  return patterns.filter((pattern) => !tests.some(createFilter(pattern, null, { resolve: false })))
}

/** The filters that a page hands to vitest and that stand in the path of no test; what a reader is to add is not there yet. */
function missed(page: string): readonly string[] {
  const calls = [...page.matchAll(/(?:vitest run|pnpm@10 test) ([^`#\n]+)/g)].map(([, filters = '']) => filters)
  const filters = calls.flatMap((words) => words.split(' ')).filter((word) => /^(?:packages|docs|bench)\b/.test(word))
  return filters.filter((filter) => !tests.some((path) => path.includes(filter)))
}

/** The filters of a page that vitest would take for the value of the option before them: it then runs and updates all tests. */
function swallowed(page: string): readonly string[] {
  return [...page.matchAll(/vitest [^`#\n]*?(?:-u|--update) (?=[^-\s])([^\s`]+)/g)].map(([, filter = '']) => filter)
}

describe('every pattern of files', () => {
  it.each(['vitest.config.ts', 'vitest.long.config.ts'])('in %s matches a test', (config) => {
    expect(empty(readFileSync(root + config, 'utf8'))).toEqual([])
  })

  it('that matches none is noticed', () => {
    expect(empty("['docs/*.test.ts', 'docs/*/none-*.test.ts']")).toEqual(['docs/*/none-*.test.ts'])
    expect(() => empty('[]')).toThrow('no pattern')
  })
})

const pages = ['README.md', ...files.filter((path) => path.endsWith('.md'))]

describe('every filter of tests', () => {
  it('that a page names is in the path of one', () => {
    const named = pages.map((page) => [page, missed(readFileSync(root + page, 'utf8'))] as const)
    expect(named.filter(([, filters]) => filters.length > 0)).toEqual([])
  })

  it('that is in none is noticed', () => {
    expect(
      missed('`vitest run docs/test-patterns docs/none -u` and so on\npnpm@10 test packages/nowhere # why visit'),
    ).toEqual(['docs/none', 'packages/nowhere'])
  })

  it('stands before the option that updates', () => {
    expect(pages.flatMap((page) => swallowed(readFileSync(root + page, 'utf8')))).toEqual([])
  })

  it('that stands behind it is noticed', () => {
    expect(swallowed('`vitest run -u docs/none`, `vitest run docs/none -u` and so on')).toEqual(['docs/none'])
  })
})
