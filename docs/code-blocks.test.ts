// Runs what the pages show: every block of code compiles, runs, and prints what the page says. The second half shows the
// tester broken pages: a check that cannot fail proves nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readPrograms } from '../tools/code-blocks.js'
import { runtimeErrors, typeErrors } from '../tools/run-program.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const patience = 120_000

function pages(): readonly string[] {
  const own = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`)
  const readmes = ['packages', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/README.md`),
  )
  return ['README.md', ...own.toSorted(), ...readmes].filter((path) => existsSync(join(root, path)))
}

const programs = pages().flatMap((page) => readPrograms(page, readFileSync(join(root, page), 'utf8')))
const titled = programs.map((program) => [`${program.page}:${program.blocks[0]?.line ?? 0}`, program] as const)

describe('the code on the pages', () => {
  it('is some, and compiles', { timeout: patience }, () => {
    expect(programs.length).toBeGreaterThan(0)
    expect(typeErrors(programs)).toEqual([])
  })

  it.each(titled)('runs and prints what is shown: %s', { timeout: patience }, async (_title, program) => {
    expect(await runtimeErrors(program)).toEqual([])
  })
})

function page(...lines: readonly string[]) {
  return readPrograms('page.md', lines.join('\n'))
}

async function faultsOf(...lines: readonly string[]): Promise<string> {
  const faults = await Promise.all(page(...lines).map(runtimeErrors))
  return faults.flat().join('\n')
}

describe('the tester', () => {
  it(
    'finds nothing wrong with a page whose blocks compile and print what it shows',
    { timeout: patience },
    async () => {
      const programs = page(
        'A page.',
        '```ts',
        "import { memoryStore } from '@lianxi/event-sourcing'",
        'const store = memoryStore()',
        '```',
        'goes on:',
        '```ts continue',
        'console.log(typeof store.append)',
        'console.log(2)',
        '```',
        '',
        '```text',
        'function',
        '2',
        '```',
        '```sh',
        'rm nothing',
        '```',
      )
      expect(programs.map(({ blocks }) => blocks.map(({ line }) => line))).toEqual([[3, 8]])
      expect(typeErrors(programs)).toEqual([])
      expect(await Promise.all(programs.map(runtimeErrors))).toEqual([[]])
    },
  )

  it('names the line of a block that does not compile', { timeout: patience }, () => {
    const programs = page('', '```ts', 'const a: number = 1', 'export const b: string = a', '```')
    expect(typeErrors(programs)).toEqual(["page.md:4: Type 'number' is not assignable to type 'string'."])
  })

  it('does not take an unknown package or an undeclared name', { timeout: patience }, () => {
    const programs = page('```ts', "import { b } from '@lianxi/nowhere'", 'export const a = [b, undeclared]', '```')
    expect(typeErrors(programs)).toHaveLength(2)
  })

  it('does not let a block see another unless it goes on from it', { timeout: patience }, () => {
    const programs = page('```ts', 'export const a = 1', '```', '```ts', 'export const b = a', '```')
    expect(typeErrors(programs)).toEqual(["page.md:5: Cannot find name 'a'."])
  })

  it.each([
    ['throws', "throw new Error('the hall is closed')", 'the hall is closed'],
    ['rejects', "await Promise.reject(new Error('the hall is closed'))", 'the hall is closed'],
    ['exits with a code of its own', 'process.exit(3)', 'Command failed'],
    ['prints what is not shown', 'console.log(2)', 'page.md:2: shows\n\nbut prints\n2'],
  ])('catches a block that %s', { timeout: patience }, async (_what, ...[code, expected]) => {
    expect(await faultsOf('```ts', code, '```')).toContain(expected)
  })

  it('catches a block that prints other than shown', { timeout: patience }, async () => {
    const faults = await faultsOf('```ts', 'console.log(2)', '```', '```text', '3', '```')
    expect(faults).toBe('page.md:2: shows\n3\nbut prints\n2')
  })

  it('catches a block that does not print what is shown', { timeout: patience }, async () => {
    const faults = await faultsOf('```ts', 'export {}', '```', '```text', '3', '```')
    expect(faults).toBe('page.md:2: shows\n3\nbut prints\n')
  })

  it('catches a program that ends before its last block', { timeout: patience }, async () => {
    const first = ['```ts', 'process.exit()', '```']
    const faults = await faultsOf(...first, '```ts continue', 'console.log(2)', '```', '```text', '2', '```')
    expect(faults).toBe('page.md:5: shows\n2\nbut prints\n')
  })

  it.each([
    ['a block that is never closed', ['```ts', 'const a = 1']],
    ['code that would not be run', ['```typescript', 'const a = 1', '```']],
    ['a block that names no language', ['```', 'const a = 1', '```']],
    ['a mark that there is none of', ['```ts continued', 'const a = 1', '```']],
    ['a block that goes on from nothing', ['```ts continue', 'const a = 1', '```']],
  ])('refuses %s', (_what, lines) => {
    expect(() => page(...lines)).toThrow('page.md:1')
  })
})
