import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { NO_STREAM, START } from '@eventstore/db-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startDouble } from './double.js'
import type { FaultAction } from './fault-plan.js'
import { statusCode } from './grpc/status.js'
import { byCall, byStream, listed, note, notes, openClient } from './test-client.js'

async function setUp() {
  const double = await startDouble()
  const client = openClient(double.connectionString)
  onTestFinished(async () => {
    await client.dispose()
    await double.close()
  })
  const stored = () => double.log.filter(({ stream }) => stream === 's-1').map(({ id }) => id)
  return { double, client, stored }
}

const ids = (from: number, to: number) => notes(from, to).map(({ id }) => id)

describe.each([
  ['append', byCall],
  ['batch-append', byStream],
] as const)('a fault on %s', (on, way) => {
  it.each([
    ['reset-stream' as FaultAction, 'cancelled'],
    ['reset-connection' as FaultAction, 'unavailable'],
    [{ code: statusCode.unavailable, details: 'Server Is Not Ready' }, 'unavailable'],
    [{ code: statusCode.aborted, details: 'Operation timed out' }, 'timeout'],
    [{ code: statusCode.internal, details: 'no' }, 'unknown'],
    ['not-leader' as FaultAction, 'not-leader'],
  ])('%o before the store leaves nothing, after it leaves all; the client cannot tell', async (action, type) => {
    const { client, double, stored } = await setUp()
    double.faults.plan({ on, do: action })
    await expect(client.appendToStream('s-1', note(0), way)).rejects.toMatchObject({ type })
    expect(stored()).toEqual([])
    const another = openClient(double.connectionString)
    double.faults.plan({ on, at: 'after-store', do: action })
    await expect(another.appendToStream('s-1', note(1), way)).rejects.toMatchObject({ type })
    expect(stored()).toEqual(ids(1, 1))
    await another.dispose()
  })

  it('strikes the call that was meant, and says so', async () => {
    const { client, double, stored } = await setUp()
    const third = double.faults.plan({ on, which: 3, do: { code: statusCode.internal } })
    const chosen = double.faults.plan({
      on,
      which: ({ eventIds }) => eventIds?.[0] === note(4).id,
      do: { code: statusCode.internal },
    })
    const answers: string[] = []
    for (const event of notes(0, 5)) {
      const answer = client.appendToStream('s-1', event, way)
      answers.push(await answer.then(() => 'stored').catch(() => 'failed'))
    }
    expect(answers).toEqual(['stored', 'stored', 'failed', 'stored', 'failed', 'stored'])
    await Promise.all([third.hit, chosen.hit])
    expect([third.hits, chosen.hits, stored().length]).toEqual([1, 1, 4])
  })

  it('strikes by what a call asks for', async () => {
    const { client, double, stored } = await setUp()
    double.faults.plan({ on, which: ({ expected }) => expected === 0, do: { code: statusCode.internal } })
    await client.appendToStream('s-1', note(0), { expectedRevision: NO_STREAM, ...way })
    await expect(client.appendToStream('s-1', note(1), { expectedRevision: 0n, ...way })).rejects.toBeDefined()
    expect(stored()).toEqual(ids(0, 0))
  })

  it('that was cancelled strikes nothing', async () => {
    const { client, double } = await setUp()
    const fault = double.faults.plan({ on, times: Infinity, do: { code: statusCode.internal } })
    await expect(client.appendToStream('s-1', note(0), way)).rejects.toBeDefined()
    fault.cancel()
    await client.appendToStream('s-1', note(0), way)
  })

  it('holds an answer back until it is released', async () => {
    const { client, double, stored } = await setUp()
    const fault = double.faults.plan({ on, at: 'after-store', do: 'hang' })
    const answer = client.appendToStream('s-1', note(0), way)
    await fault.hit
    expect(stored()).toEqual(ids(0, 0))
    fault.release()
    expect(await answer).toMatchObject({ success: true, nextExpectedRevision: 0n })
  })

  it('of a lost answer is healed by the same append again', async () => {
    const { client, double, stored } = await setUp()
    await client.appendToStream('s-1', note(0), way)
    double.faults.plan({ on, at: 'after-store', do: 'reset-connection' })
    const again = () => client.appendToStream('s-1', notes(1, 2), { expectedRevision: 0n, ...way })
    await expect(again()).rejects.toMatchObject({ type: 'unavailable' })
    expect(await again()).toMatchObject({ nextExpectedRevision: 2n })
    expect(stored()).toEqual(ids(0, 2))
  })
})

it('a server that is too busy ends a call as unavailable, and of a stream of appends only the one, as unknown', async () => {
  const { client, double, stored } = await setUp()
  double.faults.plan({ on: 'append', do: 'too-busy' })
  await expect(client.appendToStream('s-1', note(0), byCall)).rejects.toMatchObject({ type: 'unavailable' })
  await client.appendToStream('s-1', note(1))
  double.faults.plan({ on: 'batch-append', do: 'too-busy' })
  await expect(client.appendToStream('s-1', note(2))).rejects.toMatchObject({ type: 'unknown' })
  await client.appendToStream('s-1', note(3))
  expect(stored()).toEqual([note(1).id, note(3).id])
  expect(double.calls.batchAppend.total).toBe(1)
})

describe('a fault in the middle of a reading', () => {
  it.each([
    ['reset-stream' as FaultAction, 'cancelled'],
    ['reset-connection' as FaultAction, 'unavailable'],
    [{ code: statusCode.aborted, details: 'Consumer too slow' }, 'timeout'],
  ])('%o ends it with an error behind what was given', async (action, type) => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 9), byCall)
    double.faults.plan({ on: 'read', at: { afterEvents: 3 }, do: action })
    const reading = client.readStream('s-1')
    let given = 0
    reading.on('data', () => (given += 1))
    const [error] = await once(reading, 'error')
    expect(error).toMatchObject({ type })
    expect(given).toBeLessThanOrEqual(3)
  })

  it('that ends it as a success leaves the rest unsaid', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 9), byCall)
    double.faults.plan({ on: 'read', at: { afterEvents: 3 }, do: 'end-ok' })
    expect(await listed(client.readStream('s-1'))).toHaveLength(3)
    expect(await listed(client.readStream('s-1'))).toHaveLength(10)
  })

  it('that holds a subscription back goes on where it was', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 9), byCall)
    const fault = double.faults.plan({ on: 'subscribe', at: { afterEvents: 3 }, do: 'hang' })
    const subscription = client.subscribeToStream('s-1', { fromRevision: START })
    const given: string[] = []
    subscription.on('data', ({ event }) => given.push(event?.id ?? ''))
    await fault.hit
    await expect.poll(() => given).toEqual(ids(0, 2))
    fault.release()
    await expect.poll(() => given).toEqual(ids(0, 9))
    await subscription.unsubscribe()
  })
})

// Node can lose a reset that comes while a write is under way, and then sends empty frames without end: hence a process that can be killed.
it('resets a stream after any number of events, and goes on answering', { timeout: 30_000 }, async () => {
  const program = `
    import { startDouble } from './double.js'
    const double = await startDouble()
    for (let n = 1; n <= 20; n++) double.faults.plan({ on: 'read', at: { afterEvents: n }, do: 'reset-stream' })
    process.stdout.write(double.connectionString)
  `
  const flags = ['--conditions=lianxi-source', '--import', 'tsx', '--input-type=module', '-e', program]
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const child = spawn(process.execPath, flags, { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [connectionString] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  const client = openClient(connectionString)
  onTestFinished(() => client.dispose())
  // more than one write of the double, and more than a stream takes at once
  const large = notes(0, 19).map((event) => ({ ...event, metadata: { text: 'x'.repeat(4_000) } }))
  await client.appendToStream('s-1', large, byCall)
  const ended = () => listed(client.readStream('s-1')).catch((error: unknown) => Object(error).type)
  for (let n = 1; n <= 20; n++) {
    expect(await Promise.race([ended(), setTimeout(10_000, 'no end')]), `after ${n}`).toBe('cancelled')
  }
  expect(await ended()).toHaveLength(20)
})

describe('a server that stops and starts again', () => {
  it('breaks what is open, refuses what comes, and then has all that it had', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 2), byCall)
    const subscription = client.subscribeToStream('s-1')
    const broken = once(subscription, 'error')
    subscription.resume()
    await once(subscription, 'caughtUp')
    await double.stop()
    expect((await broken)[0]).toMatchObject({ type: 'unavailable' })
    expect(double.isListening).toBe(false)
    await expect(client.appendToStream('s-1', note(3), byCall)).rejects.toMatchObject({ type: 'unavailable' })
    await double.start()
    await client.appendToStream('s-1', note(3), { expectedRevision: 2n, ...byCall })
    expect(await listed(client.readStream('s-1'))).toHaveLength(4)
  })
  it('waits for its port where somebody has it just then', async () => {
    const { client, double } = await setUp()
    await double.stop()
    const other = createServer()
    await once(other.listen(double.port, '127.0.0.1'), 'listening')
    const started = double.start()
    await setTimeout(50)
    expect(double.isListening).toBe(false)
    other.close()
    await started
    await client.appendToStream('s-1', note(1), byCall)
  })
})
