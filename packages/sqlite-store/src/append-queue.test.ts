import { isLianxiError, toStreamName } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { appendQueue } from './append-queue.js'
import { openConnection } from './connection.js'
import { note, withFile } from './test-files.js'

const streamOf = (number: number) => toStreamName(`note-north.s${number}`)

/** A queue on a file of its own, and how many commits it made. */
async function withQueue(
  test: (on: {
    db: ReturnType<typeof openConnection>
    queue: ReturnType<typeof appendQueue>
    commits: () => number
  }) => Promise<void>,
) {
  await withFile(async (path) => {
    const db = openConnection(path, { busyTimeout: 50 })
    let commits = 0
    const queue = appendQueue(db, { checkFile: () => {}, committed: () => commits++ })
    await test({ db, queue, commits: () => commits })
    db.close()
  })
}

const codeOf = (answer: PromiseSettledResult<void>) =>
  answer.status === 'fulfilled' ? 'stored' : isLianxiError(answer.reason) ? answer.reason.code : String(answer.reason)

describe('appends that are asked for at once', () => {
  it('share one commit, each with its own answer', () =>
    withQueue(async ({ queue, commits }) => {
      const asked = Array.from({ length: 64 }, (_, number) =>
        queue.append({
          stream: streamOf(number),
          events: [note(number)],
          expected: number % 2 === 0 ? 'no-stream' : 0,
        }),
      )
      const answers = (await Promise.allSettled(asked)).map(codeOf)
      expect(answers).toEqual(
        Array.from({ length: 64 }, (_, number) => (number % 2 === 0 ? 'stored' : 'revision-conflict')),
      )
      expect(commits()).toBe(1)
    }))

  it('share no more than a thousand to a commit, so that other processes get their turn', () =>
    withQueue(async ({ db, queue, commits }) => {
      await Promise.all(
        Array.from({ length: 2_500 }, (_, number) =>
          queue.append({ stream: streamOf(number), events: [note(number)], expected: 'no-stream' }),
        ),
      )
      expect(commits()).toBe(3)
      expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2_500)
    }))

  it('all fail where the commit fails, those refused included, and nothing of them is stored', () =>
    withQueue(async ({ db, queue }) => {
      await queue.append({ stream: streamOf(0), events: [note(0)], expected: 'no-stream' })
      db.pragma('max_page_count = 20')
      const answers = await Promise.allSettled([
        queue.append({ stream: streamOf(0), events: [note(1)], expected: 0 }),
        queue.append({ stream: streamOf(0), events: [note(2)], expected: 7 }),
        queue.append({ stream: streamOf(1), events: [note(3, 'x'.repeat(500_000))], expected: 'no-stream' }),
        queue.append({ stream: streamOf(2), events: [note(4)], expected: 'no-stream' }),
      ])
      expect(answers.map(codeOf)).toEqual(['store-full', 'store-full', 'store-full', 'store-full'])
      expect(db.prepare('SELECT id FROM events').pluck().all()).toEqual([note(0).id])
      expect(db.prepare('SELECT count(*) FROM streams').pluck().get()).toBe(1)

      await queue.append({ stream: streamOf(0), events: [note(1)], expected: 0 })
      db.pragma('max_page_count = 1000000')
      await queue.append({ stream: streamOf(1), events: [note(3, 'x'.repeat(500_000))], expected: 'no-stream' })
      expect(db.prepare('SELECT position, revision FROM events').raw().all()).toEqual([
        [1, 0],
        [2, 1],
        [3, 0],
      ])
    }))

  it('all fail with an error of ours where SQLite fails at the check', () =>
    withQueue(async ({ db, queue }) => {
      db.exec('DROP TABLE events')
      const answers = await Promise.allSettled([
        queue.append({ stream: streamOf(0), events: [note(0)], expected: 'no-stream' }),
        queue.append({ stream: streamOf(1), events: [], expected: 'no-stream' }),
      ])
      expect(answers.map(codeOf)).toEqual(['store-file', 'store-file'])
    }))
})
