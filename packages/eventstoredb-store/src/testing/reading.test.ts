import { BACKWARDS, END, NO_STREAM, START } from '@eventstore/db-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startDouble } from './double.js'
import { byCall, listed, note, notes, openClient } from './test-client.js'

async function setUp() {
  const double = await startDouble()
  const client = openClient(double.connectionString)
  onTestFinished(async () => {
    await client.dispose()
    await double.close()
  })
  return { double, client }
}

describe('a stream', () => {
  it('is read from a revision on, that one included, up to so many', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', notes(0, 9), byCall)
    const read = await listed(client.readStream('s-1', { fromRevision: 3n, maxCount: 4 }))
    expect(read.map(({ event }) => event?.revision)).toEqual([3n, 4n, 5n, 6n])
  })

  it('is read backwards from a revision or from its end, those included', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', notes(0, 4), byCall)
    const from = async (fromRevision: bigint | typeof END | typeof START) =>
      (await listed(client.readStream('s-1', { direction: BACKWARDS, fromRevision }))).map(
        ({ event }) => event?.revision,
      )
    expect(await from(END)).toEqual([4n, 3n, 2n, 1n, 0n])
    expect(await from(2n)).toEqual([2n, 1n, 0n])
    expect(await from(9n)).toEqual([4n, 3n, 2n, 1n, 0n])
    expect(await from(START)).toEqual([0n])
  })

  it('that is not there says so; past its end there is nothing', async () => {
    const { client } = await setUp()
    await expect(listed(client.readStream('nowhere'))).rejects.toMatchObject({ type: 'stream-not-found' })
    await client.appendToStream('s-1', note(0), byCall)
    expect(await listed(client.readStream('s-1', { fromRevision: 1n }))).toEqual([])
    expect(await listed(client.readStream('s-1', { fromRevision: END }))).toEqual([])
  })

  it('comes back as it was given, with its name in any script', async () => {
    const { client } = await setUp()
    const event = { ...note(0), metadata: { hash: '§' } }
    await client.appendToStream('联席-1', event, byCall)
    const [read] = await listed(client.readStream('联席-1'))
    expect(read?.event).toMatchObject({ streamId: '联席-1', data: { n: 0 }, metadata: { hash: '§' }, isJson: true })
    expect(read?.event?.created.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('of 1,000 events is given whole, in order', { timeout: 30_000 }, async () => {
    const { client } = await setUp()
    for (let from = 0; from < 1_000; from += 500) await client.appendToStream('s-1', notes(from, from + 499), byCall)
    const read = await listed(client.readStream('s-1'))
    expect(read.map(({ event }) => Number(event?.revision))).toEqual(Array.from({ length: 1_000 }, (_, index) => index))
  })
})

describe('all of the log', () => {
  it('forwards includes the position, backwards excludes it', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', notes(0, 2), byCall)
    await client.appendToStream('s-1', notes(3, 5), byCall)
    const all = (await listed(client.readAll())).flatMap(({ event }) => event ?? [])
    for (const [index, { position }] of all.entries()) {
      const ids = async (options: object) =>
        (await listed(client.readAll({ fromPosition: position, ...options }))).map(({ event }) => event?.id)
      expect(await ids({})).toEqual(all.slice(index).map(({ id }) => id))
      expect(await ids({ direction: BACKWARDS })).toEqual(
        all
          .slice(0, index)
          .toReversed()
          .map(({ id }) => id),
      )
    }
  })

  it('ends with the last event, and holds the server’s own among ours', async () => {
    const { client } = await setUp()
    for (const event of notes(0, 40)) await client.appendToStream('s-1', event, byCall)
    const [last] = await listed(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }))
    expect(last?.event?.id).toBe(note(40).id)
    const streams = (await listed(client.readAll())).map(({ event }) => event?.streamId)
    expect(streams.filter((name) => name?.startsWith('$')).length).toBeGreaterThan(2)
    expect(streams.filter((name) => name === 's-1')).toHaveLength(41)
    expect(await listed(client.readAll({ fromPosition: END }))).toEqual([])
    expect(await listed(client.readAll({ direction: BACKWARDS, fromPosition: START }))).toEqual([])
  })
})

describe('a stream that was deleted', () => {
  it('is not found, and goes on behind its last revision when it is written to again', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', notes(0, 2), byCall)
    await client.deleteStream('s-1', { expectedRevision: 2n })
    await expect(listed(client.readStream('s-1'))).rejects.toMatchObject({ type: 'stream-not-found' })
    const { nextExpectedRevision } = await client.appendToStream('s-1', note(3), {
      expectedRevision: NO_STREAM,
      ...byCall,
    })
    expect(nextExpectedRevision).toBe(3n)
    const read = await listed(client.readStream('s-1'))
    expect(read.map(({ event }) => event?.revision)).toEqual([3n])
  })

  it('at another revision is refused, by trailers', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', notes(0, 2), byCall)
    await expect(client.deleteStream('s-1', { expectedRevision: 1n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 1n,
      actualVersion: 2n,
    })
    await expect(client.deleteStream('s-2', { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 'no_stream',
    })
  })

  it('for good, of a name that no trailer can hold, is refused all the same', async () => {
    const { client } = await setUp()
    await client.tombstoneStream('联席-1')
    await expect(client.appendToStream('联席-1', note(1), byCall)).rejects.toMatchObject({
      type: 'stream-deleted',
      message: "9 FAILED_PRECONDITION: Event stream '联席-1' is deleted.",
    })
  })

  it('for good refuses whatever comes', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', note(0), byCall)
    await client.tombstoneStream('s-1')
    const deleted = { type: 'stream-deleted', streamName: 's-1' }
    await expect(client.appendToStream('s-1', note(1), byCall)).rejects.toMatchObject(deleted)
    await expect(client.appendToStream('s-1', note(1))).rejects.toMatchObject(deleted)
    await expect(listed(client.readStream('s-1'))).rejects.toMatchObject(deleted)
    await expect(client.deleteStream('s-1')).rejects.toMatchObject(deleted)
  })
})

it('metadata of a stream hide what stands before a revision, and all but the last so many', async () => {
  const { client } = await setUp()
  await client.appendToStream('s-1', notes(0, 9), byCall)
  const shown = async () => (await listed(client.readStream('s-1'))).map(({ event }) => Number(event?.revision))
  await client.setStreamMetadata('s-1', { truncateBefore: 7 })
  expect(await shown()).toEqual([7, 8, 9])
  const backwards = await listed(client.readStream('s-1', { direction: BACKWARDS, fromRevision: END }))
  expect(backwards.map(({ event }) => Number(event?.revision))).toEqual([9, 8, 7])
  await client.setStreamMetadata('s-1', { maxCount: 2 })
  expect(await shown()).toEqual([8, 9])
})
