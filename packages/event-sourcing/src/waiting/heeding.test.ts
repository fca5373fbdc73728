import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { moment } from '../testing/moment.js'
import { heeding } from './heeding.js'

/** A source that gives something once and then waits for ever, or as long as it is told. */
function silent(end: Promise<IteratorResult<string, undefined>> = new Promise(() => {})) {
  const asked = moment()
  let returns = 0
  let given = 0
  const iterator: AsyncIterator<string, undefined> = {
    next() {
      given += 1
      if (given === 1) return Promise.resolve({ value: 'first', done: false })
      asked.come()
      return end
    },
    return() {
      returns += 1
      return Promise.reject(new Error('could not be closed'))
    },
  }
  return { source: { [Symbol.asyncIterator]: () => iterator }, asked: asked.came, returns: () => returns }
}

it('a reading of what does not answer ends with the reason of the signal, and what is read is told to return', async () => {
  const controller = new AbortController()
  const { source, asked, returns } = silent()
  const read = heeding(source, controller.signal)
  expect(await read.next()).toEqual({ value: 'first', done: false })
  const next = read.next()
  await asked
  const reason = new Error('enough')
  controller.abort(reason)
  await expect(next).rejects.toBe(reason)
  expect(returns()).toBe(1)
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

it('a reading whose signal aborts while nobody asks ends at the next question, once what is read has returned', async () => {
  const controller = new AbortController()
  let closed = false
  const read = heeding(
    (async function* () {
      try {
        yield* ['first', 'second']
      } finally {
        closed = true
      }
    })(),
    controller.signal,
  )
  await read.next()
  controller.abort()
  expect(closed).toBe(false)
  await expect(read.next()).rejects.toMatchObject({ name: 'AbortError' })
  expect(closed).toBe(true)
  const other = new AbortController()
  const { source, returns } = silent()
  const reading = heeding(source, other.signal)
  await reading.next()
  other.abort()
  await expect(reading.next()).rejects.toMatchObject({ name: 'AbortError' })
  expect(returns()).toBe(1)
})

it('a reading gives what there is and ends with it, well or not, and leaves nothing on the signal', async () => {
  const { signal } = new AbortController()
  const done = silent(Promise.resolve({ value: undefined, done: true }))
  const read: string[] = []
  for await (const text of heeding(done.source, signal)) read.push(text)
  expect(read).toEqual(['first'])
  const broken = silent(Promise.reject(new Error('the disk is gone')))
  const failing = heeding(broken.source, signal)
  await failing.next()
  await expect(failing.next()).rejects.toThrow('the disk is gone')
  // an iterator that has ended is not told to return
  expect([done.returns(), broken.returns()]).toEqual([0, 0])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it('a reading of what answers at once lets others have their turn', async () => {
  let hadItsTurn = false
  setImmediate(() => (hadItsTurn = true))
  let count = 0
  const numbers = (async function* () {
    while (count < 3_000_000) yield count++
  })()
  for await (const _ of heeding(numbers, undefined)) if (hadItsTurn) break
  expect(hadItsTurn).toBe(true)
})
