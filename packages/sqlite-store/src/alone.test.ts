// Whom nobody asks beside: commits of one append after another, each of which begins as it is asked for.
import { describe, expect, it } from 'vitest'
import type { AppendQueue } from './append-queue.js'
import { openConnection } from './connection.js'
import { note } from './test-files.js'
import { streamOf, withQueue, type QueueOnFile } from './test-queue.js'

describe('one who has asked alone for long', () => {
  const stream = streamOf(0)
  const long = 40

  /** Appends one by one, and returns the revision to go on from. */
  const writeAlone = async (queue: AppendQueue) => {
    for (let revision = 0; revision < long; revision++)
      await queue.append({ stream, events: [note(revision)], expected: revision === 0 ? 'no-stream' : revision - 1 })
    return long - 1
  }
  /** Asks until one is stored before anything else could happen: a turn of the event loop may come between. */
  const storedAtOnce = async ({ db, queue }: Pick<QueueOnFile, 'db' | 'queue'>, from: number) => {
    const count = db.prepare<[], number>('SELECT count(*) FROM events').pluck()
    for (let revision = from; revision < from + 100; revision++) {
      const before = count.get()
      const answer = queue.append({ stream, events: [note(revision + 1)], expected: revision })
      const after = count.get()
      await answer
      if (after !== before) return revision + 1
    }
    return undefined
  }

  it('is answered without waiting for anybody', () =>
    withQueue(async (on) => {
      expect(await storedAtOnce(on, await writeAlone(on.queue))).toBeDefined()
    }))

  it('shares a commit with another who asks beside it, but for one in sixteen at most', () =>
    withQueue(async ({ queue, commits }) => {
      const both = (round: number) =>
        Promise.all(
          [1, 2].map((number) =>
            queue.append({
              stream: streamOf(number),
              events: [note(1_000 * number + round)],
              expected: round === 0 ? 'no-stream' : round - 1,
            }),
          ),
        )
      await both(0)
      await writeAlone(queue)
      const before = commits()
      const rounds = 160
      for (let round = 1; round <= rounds; round++) await both(round)
      expect(commits() - before).toBeLessThanOrEqual(rounds + rounds / 16)
    }))

  it('is refused as anybody is: for a conflict, an id that is stored, a disk that is full', () =>
    withQueue(async (on) => {
      const { db, queue } = on
      const last = await storedAtOnce(on, await writeAlone(queue))
      if (last === undefined) throw new Error('never stored at once')
      const refused = (
        asked: { readonly number: number; readonly expected: number; readonly text?: string },
        by: object,
      ) =>
        expect(
          queue.append({ stream, events: [note(asked.number, asked.text)], expected: asked.expected }),
        ).rejects.toMatchObject(by)
      await refused({ number: 2_000, expected: 3 }, { code: 'revision-conflict', details: { actual: last } })
      await refused({ number: 0, expected: last }, { code: 'duplicate-event', details: { id: note(0).id } })
      const next = await storedAtOnce(on, last)
      if (next === undefined) throw new Error('never stored at once')
      const pages = Number(db.pragma('page_count', { simple: true }))
      db.pragma(`max_page_count = ${pages}`)
      const long = 'x'.repeat(100_000)
      await refused({ number: 3_000, expected: next, text: long }, { code: 'store-full' })
      db.pragma(`max_page_count = ${2 * pages + 1_000}`)
      await queue.append({ stream, events: [note(3_000, long)], expected: next })
      await refused({ number: 3_001, expected: next }, { code: 'revision-conflict', details: { actual: next + 1 } })
    }))

  it('is told of what went wrong, and is not asked for a second time', () =>
    withQueue(async ({ db, queue }) => {
      let last = await writeAlone(queue)
      const state = { failing: false, times: 0 }
      db.function('look', () => {
        state.times += 1
        const { failing } = state
        state.failing = false
        if (failing) throw new RangeError('out of range')
        return null
      })
      db.exec('CREATE TEMP TRIGGER look AFTER INSERT ON events BEGIN SELECT look(); END')
      let atOnce = 0
      for (let round = 0; round < 60; round++) {
        await queue.append({ stream, events: [note(last + 1)], expected: last })
        last += 1
        state.failing = true
        state.times = 0
        const asked = queue.append({ stream, events: [note(last + 1)], expected: last })
        atOnce += state.times
        await expect(asked).rejects.toThrow('out of range')
        expect(state.times).toBe(1)
      }
      expect(atOnce).toBeGreaterThan(0)
    }))

  it('waits for another process that holds the file, and is stored behind it', () =>
    withQueue(async (on) => {
      const last = await storedAtOnce(on, await writeAlone(on.queue))
      if (last === undefined) throw new Error('never stored at once')
      const other = openConnection(on.db.name, { busyTimeout: 50 })
      other.exec('BEGIN IMMEDIATE')
      const asked = on.queue.append({ stream, events: [note(last + 1)], expected: last })
      await new Promise((resolve) => setTimeout(resolve, 10))
      other.exec('COMMIT')
      other.close()
      await asked
    }))

  it('is refused once the file is lost, however long it goes on without a pause', () =>
    withQueue(async ({ queue, loseFile }) => {
      const from = await writeAlone(queue)
      loseFile()
      const began = performance.now()
      const goOn = async () => {
        for (let revision = from; performance.now() - began < 5_000; revision++)
          await queue.append({ stream, events: [note(revision + 1)], expected: revision })
      }
      await expect(goOn()).rejects.toMatchObject({ code: 'store-file' })
    }))
})
