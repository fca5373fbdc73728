// Every option that an interface declares stands on the page of options.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('options.md', import.meta.url), 'utf8')

/** The names of an interface's own properties, as its source declares them. */
function optionsOf(file: string, name: string): readonly string[] {
  const source = readFileSync(new URL(`../packages/${file}`, import.meta.url), 'utf8')
  const body = new RegExp(`export interface ${name} \\{\\n(.*?)\\n\\}`, 's').exec(source)?.[1] ?? ''
  return [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, option = '']) => option)
}

function chapter(opener: string): string {
  return page.split(/^## /m).find((text) => text.startsWith(`\`${opener}\``)) ?? ''
}

// its own options stand on the page, one by one
const group = 'deadlines'

it.each([
  { opener: 'openEngine', file: 'engine/src/options.ts', name: 'EngineOptions', prefix: '' },
  { opener: 'openSqliteStore', file: 'sqlite-store/src/options.ts', name: 'SqliteStoreOptions', prefix: '' },
  {
    opener: 'openEventStoreDBStore',
    file: 'eventstoredb-store/src/options.ts',
    name: 'EventStoreDBOptions',
    prefix: '',
  },
  {
    opener: 'openEventStoreDBStore',
    file: 'eventstoredb-store/src/options.ts',
    name: 'Deadlines',
    prefix: `${group}.`,
  },
])('the page tells of every one of $name', ({ opener, file, name, prefix }) => {
  const options = optionsOf(file, name).filter((option) => option !== group)
  expect(options.length).toBeGreaterThan(0)
  expect(options.filter((option) => !chapter(opener).includes(`| \`${prefix}${option}\` |`))).toEqual([])
})
