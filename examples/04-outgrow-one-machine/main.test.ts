// The example as a person runs it, and the moves that it is made of.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { exportHistory, memoryStore, verify } from '@lianxi/event-sourcing'
import { newFolder, runChild } from '@lianxi/example-shared/testing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { afterAll, expect, it } from 'vitest'
import { linesOf, writeLines } from './history-file.js'
import { move } from './move.js'
import { findServer } from './server.js'

const told = `\
On one machine, in a SQLite file:
  Hospital: parking spaces committed 25, delivered 0
  8 events in 3 streams, 0 broken links

Past one machine, on a double of EventStoreDB (EVENTSTOREDB_URL names no server):
  moved: 8 of 8 events were new there
  Hospital: parking spaces committed 25, delivered 0
  8 events in 3 streams, 0 broken links
  It goes on there:
  Hospital: parking spaces committed 25, delivered 25
  12 events in 3 streams, 0 broken links

Back in the file:
  moved: 4 of 12 events were new there
  Hospital: parking spaces committed 25, delivered 25
  12 events in 3 streams, 0 broken links
`

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true }))

it('the program tells of both moves, and ends', async () => {
  const script = new URL('main.ts', import.meta.url)
  const said = await runChild({ script, argv: [], environment: { EVENTSTOREDB_URL: '' } })
  expect(said).toEqual({ code: 0, signal: null, error: '', out: told })
}, 60_000)

it('the program says what it does where it is asked, and what it does not understand', async () => {
  const script = new URL('main.ts', import.meta.url)
  const [asked, misunderstood] = await Promise.all(
    [['--help'], ['backwards']].map((argv) => runChild({ script, argv })),
  )
  expect(asked).toMatchObject({ code: 0, error: '', out: expect.stringContaining('EVENTSTOREDB_URL') })
  const error = "Unexpected argument 'backwards' (--help says more)\n"
  expect(misunderstood).toMatchObject({ code: 1, error, out: '' })
}, 60_000)

it('an address of no server is refused, and no password repeated', async () => {
  const { open } = await findServer('esdb://admin:s3cret@')
  const refused = { code: 'invalid-input', message: expect.not.stringContaining('s3cret') }
  expect(() => open()).toThrow(expect.objectContaining(refused))
})

it('the file at home holds in the end, line by line, what the server held', async () => {
  const server = await findServer('')
  try {
    await move({ folder, server, say: () => undefined })
    const home = openSqliteStore(join(folder, 'alliance.db'))
    await writeLines(join(folder, 'again.jsonl'), exportHistory(home))
    expect((await verify(home)).broken).toEqual([])
    await home.close()
    const lines = async (name: string) => {
      const all: string[] = []
      for await (const line of linesOf(join(folder, name))) all.push(line)
      return all
    }
    expect(await lines('again.jsonl')).toEqual(await lines('back.jsonl'))
    expect(await lines('again.jsonl')).toHaveLength(14)
  } finally {
    await server.stop()
  }
}, 60_000)

it('a file that cannot be written or read is an error, and nothing is left open', async () => {
  const nowhere = join(folder, 'nowhere', 'history.jsonl')
  await expect(writeLines(nowhere, exportHistory(memoryStore()))).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(linesOf(nowhere).next()).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(linesOf(folder).next()).rejects.toMatchObject({ code: 'EISDIR' })
})
