import type { NewEvent } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { appendQueue } from './append-queue.js'
import { openConnection } from './connection.js'
import { patience } from './patience.js'
import { note } from './test-files.js'
import { codeOf, streamOf, withQueue } from './test-queue.js'

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

  it('share no more than four million characters to a commit, but where one append is longer', () =>
    withQueue(async ({ db, queue, commits }) => {
      const ask = (number: number) =>
        queue.append({ stream: streamOf(number), events: [note(number, 'x'.repeat(900_000))], expected: 'no-stream' })
      await Promise.all(Array.from({ length: 10 }, (_, number) => ask(number)))
      expect(commits()).toBe(3)
      expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(10)
      // no append of this length is accepted, and it is in nobody's way
      const tooLong = {
        stream: streamOf(10),
        events: [note(10, 'x'.repeat(5_000_000))],
        expected: 'no-stream',
      } as const
      expect((await Promise.allSettled([queue.append(tooLong), ask(11)])).map(codeOf)).toEqual([
        'append-refused',
        'stored',
      ])
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

  it('all fail where the commit fails, also on hearing the answer to one after many that came one by one', () =>
    withQueue(async ({ db, queue }) => {
      const count = 40
      for (let revision = 0; revision < count; revision++) {
        const expected = revision === 0 ? 'no-stream' : revision - 1
        await queue.append({ stream: streamOf(0), events: [note(revision)], expected })
      }
      db.pragma('max_page_count = 20')
      const answers = await Promise.allSettled([
        queue.append({ stream: streamOf(0), events: [note(count)], expected: count - 1 }),
        queue.append({ stream: streamOf(1), events: [note(1_000, 'x'.repeat(500_000))], expected: 'no-stream' }),
      ])
      expect(answers.map(codeOf)).toEqual(['store-full', 'store-full'])
      expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(count)
    }))

  it('are stored beside one whose texts are none, which is refused and leaves nothing', () =>
    withQueue(async ({ db, queue }) => {
      await queue.append({ stream: streamOf(0), events: [note(0)], expected: 'no-stream' })
      const wrong = (number: number, data: unknown) => ({ ...note(number), data }) as NewEvent
      const answers = await Promise.allSettled([
        queue.append({ stream: streamOf(1), events: [note(1)], expected: 'no-stream' }),
        queue.append({ stream: streamOf(2), events: [note(2), wrong(3, { a: 1 })], expected: 'no-stream' }),
        queue.append({ stream: streamOf(0), events: [wrong(4, Buffer.from('{}'))], expected: 0 }),
        queue.append({ stream: streamOf(0), events: [note(5)], expected: 0 }),
      ])
      expect(answers.map(codeOf)).toEqual(['stored', 'append-refused', 'append-refused', 'stored'])
      expect(db.prepare('SELECT id FROM events').pluck().all()).toEqual([note(0).id, note(1).id, note(5).id])
      expect(db.prepare('SELECT count(*) FROM streams').pluck().get()).toBe(2)
    }))

  it('all fail, and nothing of them is stored, where something is thrown between the statements of one', () =>
    withQueue(async ({ db, queue }) => {
      db.exec('CREATE TRIGGER fail AFTER INSERT ON events WHEN NEW.revision = 1 BEGIN SELECT thrown(); END')
      db.function('thrown', () => {
        throw new RangeError('out of range')
      })
      const answers = await Promise.allSettled([
        queue.append({ stream: streamOf(0), events: [note(0)], expected: 'no-stream' }),
        queue.append({ stream: streamOf(1), events: [note(1), note(2)], expected: 'no-stream' }),
      ])
      expect(answers.map(codeOf)).toEqual(['RangeError: out of range', 'RangeError: out of range'])
      expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0)
    }))

  it('are refused by a promise where they are no list of events', () =>
    withQueue(async ({ queue }) => {
      for (const events of [undefined, null, 5, [null]]) {
        // as a program without types may give them
        const asked = queue.append({
          stream: streamOf(0),
          events: events as unknown as NewEvent[],
          expected: 'no-stream',
        })
        await expect(asked).rejects.toThrow(TypeError)
      }
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

describe('when a commit begins', () => {
  const writeOn = async (
    queue: ReturnType<typeof appendQueue>,
    number: number,
    until: (revision: number) => boolean,
  ) => {
    for (let revision = 0; !until(revision); revision++)
      await queue.append({
        stream: streamOf(number),
        events: [note(1_000 * number + revision)],
        expected: revision === 0 ? 'no-stream' : revision - 1,
      })
  }

  it('those whose requests came in one turn of the event loop share it', () =>
    withQueue(async ({ queue, commits }) => {
      for (let turn = 0; turn < 20; turn++) {
        const asked = [0, 1, 2].map(
          (number) =>
            new Promise<void>((resolve) => {
              setImmediate(() =>
                resolve(
                  queue.append({
                    stream: streamOf(3 * turn + number),
                    events: [note(3 * turn + number)],
                    expected: 'no-stream',
                  }),
                ),
              )
            }),
        )
        await Promise.all(asked)
        expect(commits()).toBe(turn + 1)
      }
    }))

  it('those who go on once they were answered share it, however much later one of them asks', () =>
    withQueue(async ({ queue, commits }) => {
      const slowly = async (number: number) => {
        for (let revision = 0; revision < 20; revision++) {
          for (let step = 0; step < number; step++) await undefined
          await queue.append({
            stream: streamOf(number),
            events: [note(1_000 * number + revision)],
            expected: revision === 0 ? 'no-stream' : revision - 1,
          })
        }
      }
      await Promise.all(Array.from({ length: 64 }, (_, number) => slowly(number)))
      expect(commits()).toBe(20)
    }))

  it('timers have their turn while a writer never pauses', () =>
    withQueue(async ({ queue }) => {
      let heard = false
      setTimeout(() => (heard = true), 1)
      const began = performance.now()
      await writeOn(queue, 0, () => heard || performance.now() - began > 5_000)
      expect(heard).toBe(true)
    }))

  it('a writer that never pauses is refused once the file is lost', () =>
    withQueue(async ({ queue, loseFile }) => {
      const began = performance.now()
      const writing = writeOn(queue, 0, (revision) => {
        if (revision === 40) loseFile()
        return performance.now() - began > 5_000
      })
      await expect(writing).rejects.toMatchObject({ code: 'store-file' })
    }))
})

describe('an append to a stream that was written before', () => {
  const stream = streamOf(0)

  it('is refused with the true revision where another connection went on, and stored behind it', () =>
    withQueue(async ({ db, queue, commits }) => {
      await queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      const other = openConnection(db.name, { busyTimeout: 50 })
      await appendQueue(other, { checkFile: () => {}, patience: patience(50), committed: () => {} }).append({
        stream,
        events: [note(1)],
        expected: 0,
      })
      other.close()

      const late = queue.append({ stream, events: [note(2)], expected: 0 })
      await expect(late).rejects.toMatchObject({ code: 'revision-conflict', details: { expected: 0, actual: 1 } })
      await queue.append({ stream, events: [note(2)], expected: 1 })
      expect(db.prepare('SELECT revision, id FROM events').raw().all()).toEqual(
        [0, 1, 2].map((number) => [number, note(number).id]),
      )
      expect(commits()).toBe(3)
    }))

  it('is refused for an id that is stored already, alone or beside others, which are stored', () =>
    withQueue(async ({ db, queue }) => {
      await queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      const again = () => queue.append({ stream, events: [note(0)], expected: 0 })
      await expect(again()).rejects.toMatchObject({ code: 'duplicate-event', details: { id: note(0).id } })

      // it left no gap
      const behind = queue.append({ stream, events: [note(1)], expected: 1 })
      await expect(behind).rejects.toMatchObject({ code: 'revision-conflict', details: { actual: 0 } })

      const next = () => queue.append({ stream, events: [note(1)], expected: 0 })
      const answers = await Promise.allSettled([again(), next(), next(), again()])
      expect(answers.map(codeOf)).toEqual(['duplicate-event', 'stored', 'revision-conflict', 'revision-conflict'])
      expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2)
    }))

  it('is refused for itself where it expects no revision at all, and those beside it are stored', () =>
    withQueue(async ({ queue }) => {
      await queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      const nothing = undefined as unknown as number
      const answers = await Promise.allSettled([
        queue.append({ stream, events: [note(1)], expected: 0 }),
        queue.append({ stream: streamOf(7), events: [note(2)], expected: nothing }),
        queue.append({ stream: streamOf(8), events: [note(3)], expected: 'no-stream' }),
      ])
      expect(answers.map(codeOf)).toEqual(['stored', 'revision-conflict', 'stored'])
    }))

  it('is judged by what is stored after a commit that failed', () =>
    withQueue(async ({ db, queue }) => {
      await queue.append({ stream, events: [note(0)], expected: 'no-stream' })
      db.pragma('max_page_count = 20')
      const failed = await Promise.allSettled([
        queue.append({ stream, events: [note(1)], expected: 0 }),
        queue.append({ stream: streamOf(1), events: [note(2)], expected: 'no-stream' }),
        queue.append({ stream: streamOf(2), events: [note(3, 'x'.repeat(500_000))], expected: 'no-stream' }),
      ])
      expect(failed.map(codeOf)).toEqual(['store-full', 'store-full', 'store-full'])
      const gap = queue.append({ stream, events: [note(4)], expected: 1 })
      await expect(gap).rejects.toMatchObject({ code: 'revision-conflict', details: { actual: 0 } })
      const onNothing = queue.append({ stream: streamOf(1), events: [note(5)], expected: 0 })
      await expect(onNothing).rejects.toMatchObject({ code: 'revision-conflict', details: { actual: -1 } })
    }))
})
