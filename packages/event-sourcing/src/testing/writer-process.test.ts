import { expect, it } from 'vitest'
import { memoryStore } from '../stores/memory-store.js'
import { samples, stream, streamEvents } from './store-contract/samples.js'
import { writerOn } from './store-contract/faults/writer.js'
import { writerOver } from './writer-process.js'

const name = stream('a')

it('a writer appends in its process, and is told of refusals as the store tells them', async () => {
  const store = memoryStore()
  const writer = await writerOn(store)
  await writer.append(name, samples(0, 2), 'no-stream')
  expect((await streamEvents(store, name)).map(({ id }) => id)).toEqual(samples(0, 2).map(({ id }) => id))
  await expect(writer.append(name, samples(2, 1), 'no-stream')).rejects.toMatchObject({
    code: 'revision-conflict',
    retryable: true,
    details: { stream: name, expected: -1, actual: 1 },
  })
  await writer.kill()
})

it('appends at once are each told of their own', async () => {
  const writer = await writerOn(memoryStore())
  const answers = await Promise.allSettled(
    [0, 1, 2].map((first) => writer.append(name, samples(first, 1), 'no-stream')),
  )
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  await writer.kill()
})

it('what is no error of ours comes in its words', async () => {
  const append = () => Promise.reject(new Error('the disk is on fire'))
  const writer = await writerOn({ ...memoryStore(), append })
  await expect(writer.append(name, samples(0, 1), 'no-stream')).rejects.toThrow('the disk is on fire')
  await writer.kill()
})

it('once the process is gone, what was asked is not known to be stored, and no more is', async () => {
  const writer = await writerOn({ ...memoryStore(), append: () => new Promise(() => {}) })
  const pending = writer.append(name, samples(0, 1), 'no-stream')
  await writer.kill()
  const unknown = { code: 'append-outcome-unknown', details: { stream: name } }
  await expect(pending).rejects.toMatchObject(unknown)
  await expect(writer.append(name, samples(1, 1), 0)).rejects.toMatchObject(unknown)
  await writer.kill()
})

async function* printing(...lines: string[]) {
  yield* lines
}

it('what a process prints before its store is open, and beside its answers, is passed over', async () => {
  let send = () => {}
  const asked = new Promise<void>((resolve) => (send = resolve))
  async function* lines() {
    yield* ['listening on 8080', '', 'ready', 'a line of a log']
    await asked
    yield JSON.stringify({ number: 0 })
  }
  const writer = await writerOver({ lines: lines(), send, kill: async () => {} })
  await writer.append(name, samples(0, 1), 'no-stream')
})

it('a process that ends before its store is open is no writer, and its last line is told', async () => {
  const ended = (...lines: string[]) => writerOver({ lines: printing(...lines), send: () => {}, kill: async () => {} })
  await expect(ended()).rejects.toThrow('ended before its store was open: it printed nothing')
  await expect(ended('cannot find module')).rejects.toThrow('ended before its store was open: cannot find module')
})

it('a line that was cut when the process was killed is no answer', async () => {
  const sent: string[] = []
  const writer = await writerOver({
    lines: printing('ready', '{"number":0', '', 'null'),
    send: (line) => sent.push(line),
    kill: async () => {},
  })
  await expect(writer.append(name, samples(0, 1), 'no-stream')).rejects.toMatchObject({
    code: 'append-outcome-unknown',
  })
})
