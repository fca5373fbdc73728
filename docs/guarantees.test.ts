// Every promise on the page of guarantees names the test that proves it: the file is there, and a test of that name is in it.
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Proof {
  readonly title: string
  readonly file: URL
}

const page = readFileSync(new URL('guarantees.md', import.meta.url), 'utf8')

function proofsIn(markdown: string): readonly Proof[] {
  return [...markdown.matchAll(/“([^”]+)” in \[[^\]]+\]\(([^)]+)\)/g)].map(([, title = '', path = '']) => ({
    title: title.replace(/\s+/g, ' '),
    file: new URL(path, import.meta.url),
  }))
}

/** Whether a test of the file is called so, or begins so. */
function stands({ title, file }: Proof): boolean {
  return existsSync(file) && ["'", '`', '"'].some((quote) => readFileSync(file, 'utf8').includes(quote + title))
}

const promises = page.split('\n').filter((line) => /^\| (?!promise|---)/.test(line))

it('every row of a table of promises ends in a proof', () => {
  expect(promises.length).toBeGreaterThan(20)
  expect(promises.filter((row) => proofsIn(row).length === 0)).toEqual([])
})

it.each(proofsIn(page))('there is a test “$title”', (proof) => {
  expect(stands(proof)).toBe(true)
})

it('a proof that is nowhere is noticed', () => {
  const [known] = proofsIn('“all packages carry one version” in [another](changelog.test.ts)')
  expect(known !== undefined && stands(known)).toBe(true)
  expect(known !== undefined && stands({ ...known, title: 'all packages carry two' })).toBe(false)
})
