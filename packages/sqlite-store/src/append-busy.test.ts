import { describe, expect, it } from 'vitest'
import { openConnection } from './connection.js'
import { note } from './test-files.js'
import { codeOf, streamOf, withQueue } from './test-queue.js'

describe('an append that meets the lock of another process', () => {
  const stream = streamOf(0)

  it('leaves its own process to go on, and is stored, with those that came meanwhile, once the other is done', () =>
    withQueue(async ({ db, queue, commits }) => {
      const other = openConnection(db.name, { busyTimeout: 50 })
      other.exec('BEGIN IMMEDIATE')
      const first = queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      await new Promise((resolve) => setTimeout(resolve, 10))
      const later = [1, 2].map((number) =>
        queue.append({ stream: streamOf(number), events: [note(number)], expected: 'no-stream' }),
      )
      await new Promise((resolve) => setTimeout(resolve, 10))
      expect(commits()).toBe(0)
      other.exec('COMMIT')
      await Promise.all([first, ...later])
      expect(commits()).toBe(2)
      expect(db.prepare('SELECT id FROM events ORDER BY position').pluck().all()).toEqual(
        [0, 1, 2].map((number) => note(number).id),
      )
      other.close()
    }))

  it('is refused when the time to wait is over; those behind it are not', () =>
    withQueue(async ({ db, queue }) => {
      const other = openConnection(db.name, { busyTimeout: 50 })
      other.exec('BEGIN IMMEDIATE')
      const first = queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      await new Promise((resolve) => setTimeout(resolve, 30))
      const second = queue.append({ stream: streamOf(1), events: [note(1)], expected: 'no-stream' })
      expect(codeOf((await Promise.allSettled([first]))[0])).toBe('store-busy')
      other.exec('COMMIT')
      await second
      expect(db.prepare('SELECT id FROM events').pluck().all()).toEqual([note(1).id])
      other.close()
    }))

  it('is refused where the file is lost before the other is done', () =>
    withQueue(async ({ db, queue, commits, loseFile }) => {
      const other = openConnection(db.name, { busyTimeout: 50 })
      other.exec('BEGIN IMMEDIATE')
      const asked = queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      await new Promise((resolve) => setImmediate(resolve))
      loseFile()
      other.exec('COMMIT')
      other.close()
      await expect(asked).rejects.toMatchObject({ code: 'store-file' })
      expect(commits()).toBe(0)
    }))

  it('is refused together with all that were asked for beside it, in however many commits', () =>
    withQueue(async ({ db, queue }) => {
      const other = openConnection(db.name, { busyTimeout: 50 })
      other.exec('BEGIN IMMEDIATE')
      const answers: string[] = []
      const [first] = Array.from({ length: 2_500 }, async (_, number) => {
        const asked = queue.append({ stream: streamOf(number), events: [note(number)], expected: 'no-stream' })
        const [answer] = await Promise.allSettled([asked])
        answers.push(codeOf(answer))
      })
      await first
      await new Promise((resolve) => process.nextTick(resolve))
      expect(answers).toEqual(Array.from({ length: 2_500 }, () => 'store-busy'))
      other.exec('COMMIT')
      await queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      other.close()
    }))

  it('is answered before the queue is finished', () =>
    withQueue(async ({ db, queue }) => {
      const other = openConnection(db.name, { busyTimeout: 50 })
      other.exec('BEGIN IMMEDIATE')
      const answers: string[] = []
      void queue.append({ stream, events: [note(0)], expected: 'no-stream' }).then(() => answers.push('stored'))
      setTimeout(() => other.exec('COMMIT'), 10)
      await queue.finish()
      expect(answers).toEqual(['stored'])
      other.close()
    }))
})
