import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { toStreamName, type RecordedEvent } from '@lianxi/event-sourcing'
import { expect, it } from 'vitest'
import { openSqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

const script = fileURLToPath(new URL('race-writer.ts', import.meta.url))

/** Runs one writer, and returns the numbers of the events that it was told are stored. */
function runWriter(path: string, writer: number, count: number): Promise<number[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=lianxi-source', '--import', 'tsx', script, path, String(writer), String(count)],
    {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    },
  )
  let [out, errors] = ['', '']
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (errors += String(text)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(out.trim().split('\n').map(Number))
      else reject(new Error(`writer ${writer} ended with ${code}: ${errors}`))
    })
  })
}

const idOf = (number: number) => note(number).id

it('four processes that race on one new file lose, double and reorder nothing', { timeout: 60_000 }, () =>
  withFile(async (path) => {
    const writers = [1, 2, 3, 4]
    const each = 40
    const seen: RecordedEvent[] = []
    const controller = new AbortController()
    const acknowledged = await (async () => {
      const running = writers.map((writer) => runWriter(path, writer, each))
      // a fifth opens the new file with them, and follows what they do
      const store = openSqliteStore(path)
      const following = (async () => {
        for await (const batch of store.subscribe({ signal: controller.signal })) {
          seen.push(...batch)
          if (seen.length === writers.length * each * 3) controller.abort()
        }
      })()
      const numbers = await Promise.all(running)
      await following
      await store.close()
      return numbers
    })()

    const store = openSqliteStore(path)
    const all: RecordedEvent[] = []
    for await (const batch of store.readAll()) all.push(...batch)
    await store.close()

    expect(all.map(({ id }) => id).sort()).toEqual(acknowledged.flat().map(idOf).sort())
    expect(seen).toEqual(all)
    expect(all.map(({ position }) => Number(position))).toEqual(all.map((_, index) => index + 1))
    for (const stream of ['note-shared.all', ...writers.map((writer) => `note-own.w${writer}`)].map(toStreamName)) {
      const own = all.filter((event) => event.stream === stream)
      expect(own.map(({ revision }) => revision)).toEqual(own.map((_, index) => index))
    }
    for (const numbers of acknowledged) {
      const shared = numbers.filter((number) => number % 4 < 2).map(idOf)
      expect(all.filter(({ id }) => shared.includes(id)).map(({ id }) => id)).toEqual(shared)
    }
  }),
)
