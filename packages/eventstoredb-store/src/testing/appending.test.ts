import {
  ANY,
  NO_STREAM,
  STREAM_EXISTS,
  jsonEvent,
  type AppendExpectedRevision,
  type EventStoreDBClient,
} from '@eventstore/db-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startDouble, type DoubleOptions } from './double.js'
import { byCall, byStream, listed, note, notes, openClient } from './test-client.js'

async function setUp(options?: DoubleOptions) {
  const double = await startDouble(options)
  const client = openClient(double.connectionString)
  onTestFinished(async () => {
    await client.dispose()
    await double.close()
  })
  return { double, client }
}

const idsIn = async (client: EventStoreDBClient, stream: string) =>
  (await listed(client.readStream(stream))).map(({ event }) => event?.id)

describe.each([
  ['one call for each append', byCall, 'append'],
  ['one stream for all appends', byStream, 'batchAppend'],
] as const)('by %s', (_, way, method) => {
  it('an append is stored behind the revision that it expects, and counted', async () => {
    const { client, double } = await setUp()
    const first = await client.appendToStream('s-1', notes(1, 2), { expectedRevision: NO_STREAM, ...way })
    const second = await client.appendToStream('s-1', note(3), { expectedRevision: 1n, ...way })
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n])
    expect(await idsIn(client, 's-1')).toEqual(notes(1, 3).map(({ id }) => id))
    expect(double.calls[method].total).toBeGreaterThan(0)
  })

  it.each<[string, AppendExpectedRevision, bigint]>([
    ['NO_STREAM where there is one', NO_STREAM, 2n],
    ['a revision that is past', 0n, 2n],
    ['a revision that is to come', 3n, 2n],
  ])('%s is refused with the true revision, and changes nothing', async (_case, expectedRevision, actualVersion) => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(1, 3), way)
    const stored = double.log.length
    await expect(client.appendToStream('s-1', note(9), { expectedRevision, ...way })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: 's-1',
      expectedVersion: expectedRevision,
      actualVersion,
    })
    expect(double.log).toHaveLength(stored)
  })

  it('a stream that is not there has no revision', async () => {
    const { client } = await setUp()
    for (const expectedRevision of [0n, STREAM_EXISTS] as const) {
      await expect(client.appendToStream('s-1', note(1), { expectedRevision, ...way })).rejects.toMatchObject({
        type: 'wrong-expected-version',
        expectedVersion: expectedRevision,
        actualVersion: 'no_stream',
      })
    }
    await client.appendToStream('s-1', note(1), { expectedRevision: ANY, ...way })
    const { nextExpectedRevision } = await client.appendToStream('s-1', note(2), {
      expectedRevision: STREAM_EXISTS,
      ...way,
    })
    expect(nextExpectedRevision).toBe(1n)
  })

  it.each<AppendExpectedRevision>([NO_STREAM, ANY])(
    'the same append again (%s) is answered as the first time, and stored once',
    async (expected) => {
      const { client, double } = await setUp()
      const first = await client.appendToStream('s-1', notes(1, 2), { expectedRevision: expected, ...way })
      await client.appendToStream('s-1', note(3), { expectedRevision: 1n, ...way })
      const stored = double.log.length
      const again = await client.appendToStream('s-1', notes(1, 2), { expectedRevision: expected, ...way })
      expect(again).toEqual(first)
      expect(double.log).toHaveLength(stored)
    },
  )

  it.each([
    ['begins the same and goes on otherwise', [note(2), note(8)]],
    ['is longer than what is stored', notes(2, 4)],
    ['has the same ids in another order', [note(3), note(2)]],
  ])('an append at a past revision that %s is refused', async (_case, events) => {
    const { client } = await setUp()
    await client.appendToStream('s-1', notes(1, 3), way)
    await expect(client.appendToStream('s-1', events, { expectedRevision: 0n, ...way })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: 2n,
    })
  })

  it('an id that another stream holds is no hindrance', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', note(1), { expectedRevision: NO_STREAM, ...way })
    await client.appendToStream('s-2', note(1), { expectedRevision: ANY, ...way })
    expect(await idsIn(client, 's-2')).toEqual([note(1).id])
  })

  it('an append above one mebibyte is refused whole', { timeout: 30_000 }, async () => {
    const { client, double } = await setUp()
    const half = jsonEvent({ type: 'Half', data: { text: 'x'.repeat(600_000) } })
    const stored = double.log.length
    const other = { ...half, id: note(1).id }
    await expect(client.appendToStream('s-1', [half, other], way)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1_048_576,
    })
    expect(double.log).toHaveLength(stored)
    await client.appendToStream('s-1', half, way)
    expect(await idsIn(client, 's-1')).toEqual([half.id])
  })

  it('a character of a type counts for two bytes of the mebibyte', async () => {
    const { client } = await setUp()
    const long = jsonEvent({ type: 'x'.repeat(600_000), data: {} })
    await expect(client.appendToStream('s-1', long, way)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
    })
  })

  it('events of one append share their commit and stand in order; the log grows by bytes', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(1, 3), way)
    await client.appendToStream('s-1', note(4), way)
    const [a, b, c, d] = double.log.filter(({ stream }) => stream === 's-1')
    expect(new Set([a, b, c].map((record) => record?.commit)).size).toBe(1)
    const places = [a, b, c, d].map((record) => record?.prepare ?? 0)
    expect(places).toEqual(places.toSorted((x, y) => x - y))
    expect((places[1] ?? 0) - (places[0] ?? 0)).toBeGreaterThan(100)
    expect(a?.commit).toBeGreaterThan(places[2] ?? 0)
    expect(d?.commit).toBe(d?.prepare)
    expect(d?.commit).toBeGreaterThan(a?.commit ?? 0)
  })

  it('64 appends at once to one stream: each revision is taken once', { timeout: 30_000 }, async () => {
    const { client } = await setUp()
    const answers = await Promise.all(notes(1, 64).map((event) => client.appendToStream('s-1', event, way)))
    const revisions = answers.map(({ nextExpectedRevision }) => nextExpectedRevision)
    expect(new Set(revisions).size).toBe(64)
    expect(await idsIn(client, 's-1')).toHaveLength(64)
  })
})

it('an append in several parts over the stream is stored as one', async () => {
  const { client, double } = await setUp()
  await client.appendToStream('s-1', notes(1, 20), { batchAppendSize: 200 })
  const stored = double.log.filter(({ stream }) => stream === 's-1')
  expect(stored.map(({ id }) => id)).toEqual(notes(1, 20).map(({ id }) => id))
  expect(new Set(stored.map(({ commit }) => commit)).size).toBe(1)
})

it('a server that does not list the stream of appends is sent single calls', async () => {
  const { client, double } = await setUp({ batchAppend: false })
  await client.appendToStream('s-1', note(1))
  expect([double.calls.append.total, double.calls.batchAppend.total]).toEqual([1, 0])
})

it('an append that hangs ends at its deadline', async () => {
  const { client, double } = await setUp()
  const fault = double.faults.plan({ on: 'append', do: 'hang' })
  await expect(client.appendToStream('s-1', note(1), { deadline: 100, ...byCall })).rejects.toMatchObject({
    type: 'deadline-exceeded',
  })
  expect(fault.hits).toBe(1)
  // the request was under way: the server stores it when it comes to it
  fault.release()
  await expect.poll(() => double.log.some(({ id }) => id === note(1).id)).toBe(true)
})

it('an append of nothing stores nothing', async () => {
  const { client, double } = await setUp()
  const stored = double.log.length
  await client.appendToStream('s-1', [], byCall)
  expect(double.log).toHaveLength(stored)
})
