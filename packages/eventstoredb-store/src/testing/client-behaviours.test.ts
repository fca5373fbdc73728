// What the bare client does where one would not expect it: the reasons why the store above it works as it does.
import { isCommandError, NO_STREAM } from '@eventstore/db-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startCluster } from './cluster.js'
import { startDouble } from './double.js'
import { statusCode } from './grpc/status.js'
import { byCall, listed, note, notes, openClient } from './test-client.js'

async function setUp({ settings = '' } = {}) {
  const double = await startDouble()
  const client = openClient(double.connectionString + settings)
  onTestFinished(async () => {
    await client.dispose()
    await double.close()
  })
  return { double, client }
}

/** Whether a promise has settled by the time that another event has happened. */
async function isPendingAfter(promise: Promise<unknown>, event: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = () => {
    settled = true
  }
  promise.then(settle, settle)
  await event
  return !settled
}

/** An append by a call of its own, which keeps its deadline: by then any other deadline as short has passed too. */
async function deadlinePassed(): Promise<void> {
  const { client, double } = await setUp()
  double.faults.plan({ on: 'append', do: 'hang' })
  await expect(client.appendToStream('s-9', note(9), { deadline: 200, ...byCall })).rejects.toMatchObject({
    type: 'deadline-exceeded',
  })
}

describe('an append over the shared stream', () => {
  it('has no deadline of its own: a silent server leaves it pending', async () => {
    const { client, double } = await setUp()
    const fault = double.faults.plan({ on: 'batch-append', do: 'hang' })
    const answer = client.appendToStream('s-1', note(0), { deadline: 100 })
    await fault.hit
    expect(await isPendingAfter(answer, deadlinePassed())).toBe(true)
    // it is the server that looks at the deadline, when it comes to it
    fault.release()
    await expect(answer).rejects.toMatchObject({ type: 'deadline-exceeded' })
  })

  it('stays pending where the server ends the stream as a success, and disposing of the client with it', async () => {
    const double = await startDouble()
    onTestFinished(() => double.close())
    const client = openClient(double.connectionString)
    double.faults.plan({ on: 'batch-append', at: 'after-store', do: 'end-ok' })
    const answer = client.appendToStream('s-1', note(0), { deadline: 100 })
    expect(await isPendingAfter(answer, deadlinePassed())).toBe(true)
    expect(double.log.some(({ id }) => id === note(0).id)).toBe(true)
    expect(await isPendingAfter(client.dispose(), deadlinePassed())).toBe(true)
  })

  it('sends its deadline as an instant: a clock that is behind makes every append late', async () => {
    const { client, double } = await setUp()
    // as a client would whose clock is ten seconds behind
    const late = client.appendToStream('s-1', note(0), { deadline: -10_000 })
    await expect(late).rejects.toMatchObject({ type: 'deadline-exceeded' })
    expect(double.log.some(({ id }) => id === note(0).id)).toBe(false)
  })

  it('asks first what the server supports, without a deadline: where that hangs, it hangs', async () => {
    const { client, double } = await setUp()
    const fault = double.faults.plan({ on: 'features', do: 'hang' })
    const answer = client.appendToStream('s-1', note(0), { deadline: 100 })
    expect(await isPendingAfter(answer, deadlinePassed())).toBe(true)
    fault.release()
    await answer
  })

  it('fails with what is no error of the client’s where that question finds no server', async () => {
    const { client, double } = await setUp()
    await double.stop()
    const error = await client.appendToStream('s-1', note(0)).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: statusCode.unavailable })
    expect(error instanceof Error && isCommandError(error)).toBe(false)
  })

  it('fails for good where that question failed once, though the server is well; a call of its own does not', async () => {
    const { client, double } = await setUp()
    const fault = double.faults.plan({ on: 'features', do: { code: statusCode.internal, details: 'once' } })
    for (const event of notes(0, 2)) {
      await expect(client.appendToStream('s-1', event)).rejects.toMatchObject({ code: statusCode.internal })
    }
    expect(fault.hits).toBe(1)
    await client.appendToStream('s-1', note(3), byCall)
  })

  it('is told the revision wrongly where the client does not throw', async () => {
    const { client } = await setUp({ settings: '&throwOnAppendFailure=false' })
    await client.appendToStream('s-1', notes(0, 4))
    const answer = await client.appendToStream('s-1', note(5), { expectedRevision: NO_STREAM })
    // it stands at 4
    expect(answer).toMatchObject({ success: false, nextExpectedRevision: 1n })
  })

  it('of nothing, to a stream that is not there, is told revision 0', async () => {
    const { client } = await setUp()
    expect(await client.appendToStream('s-1', [])).toMatchObject({ nextExpectedRevision: 0n })
    await expect(listed(client.readStream('s-1'))).rejects.toMatchObject({ type: 'stream-not-found' })
  })
})

describe('a client of a cluster', () => {
  it('that once found no node appends no more, though the nodes are back and it reads', async () => {
    const cluster = await startCluster()
    const client = openClient(`${cluster.connectionString}&maxDiscoverAttempts=1`)
    onTestFinished(async () => {
      await client.dispose()
      await cluster.close()
    })
    for (const node of cluster.nodes) await node.stop()
    const append = () => client.appendToStream('s-1', note(0))
    await expect(append()).rejects.toThrow('Failed to discover after 1 attempts.')
    for (const node of cluster.nodes) await node.start()
    expect(await listed(client.readAll())).not.toEqual([])
    await expect(append()).rejects.toThrow('Failed to discover after 1 attempts.')
    await client.appendToStream('s-1', note(0), byCall)
  })
})

describe('a reading', () => {
  it('that is left in the middle stays open on the server until it is cancelled', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 9), byCall)
    const readings = Array.from({ length: 5 }, () => client.subscribeToStream('s-1'))
    for (const reading of readings) {
      for await (const { event } of reading) if (event?.revision === 3n) break
    }
    expect(double.calls.read.open).toBe(5)
    await Promise.all(readings.map((reading) => reading.unsubscribe()))
    await expect.poll(() => double.calls.read.open).toBe(0)
  })

  it('has no deadline: a silent server leaves it waiting', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', note(0), byCall)
    const fault = double.faults.plan({ on: 'read', do: 'hang' })
    const read = listed(client.readStream('s-1', { deadline: 100 }))
    await fault.hit
    expect(await isPendingAfter(read, deadlinePassed())).toBe(true)
    fault.release()
    expect(await read).toHaveLength(1)
  })

  it('that the server ends as a success ends as if that were all, a subscription too', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 9), byCall)
    double.faults.plan({ on: 'subscribe', at: { afterEvents: 4 }, do: 'end-ok' })
    expect(await listed(client.subscribeToStream('s-1'))).toHaveLength(4)
  })
})

it('the revision of a stream’s metadata is told as a position', async () => {
  const { client, double } = await setUp()
  await client.setStreamMetadata('s-1', { maxCount: 5 })
  const { metastreamRevision } = await client.getStreamMetadata('s-1')
  const [stored] = double.log.filter(({ stream }) => stream === '$$s-1')
  expect(stored?.revision).toBe(0)
  expect(metastreamRevision).toBe(BigInt(stored?.commit ?? 0))
})
