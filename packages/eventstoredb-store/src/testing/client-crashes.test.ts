// What of the bare client's behaviour ends the process, or keeps it from ending: each in a process of its own.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startDouble } from './double.js'
import { note } from './test-client.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

interface Program {
  readonly process: ChildProcessWithoutNullStreams
  /** Resolves when the program has printed the word. */
  printed(word: string): Promise<void>
  readonly ended: Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }>
}

const beginning = `
  import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client'
  const open = () => EventStoreDBClient.connectionString(process.argv[1])
  const note = (n) => jsonEvent({ id: '00000000-0000-4000-8000-' + String(n).padStart(12, '0'), type: 'Note', data: { n } })
  const client = open()
`

/** Runs a program on the bare client, as strict about what nobody handles as a program can be. */
function run(source: string, connectionString: string): Program {
  const flags = ['--unhandled-rejections=strict', '--input-type=module', '-e']
  const child = spawn(process.execPath, [...flags, beginning + source, connectionString], { cwd: folder })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  return {
    process: child,
    async printed(word) {
      while (!output.includes(word)) await once(child.stdout, 'data')
    },
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output, errors })),
  }
}

async function setUp() {
  const double = await startDouble()
  onTestFinished(() => double.close())
  return double
}

describe('the process of a bare client', { timeout: 30_000 }, () => {
  it('dies of data that are no JSON, by either way of appending', async () => {
    const double = await setUp()
    const program = (way: string) =>
      run(
        `await client.appendToStream('s-1', jsonEvent({ type: 'T', data: { n: 1n } }), ${way})`,
        double.connectionString,
      )
    const ends = await Promise.all([
      program('{}').ended,
      program("{ credentials: { username: 'a', password: 'b' } }").ended,
    ])
    for (const { code, errors } of ends) {
      expect(code).toBe(1)
      expect(errors).toContain('Do not know how to serialize a BigInt')
    }
  })

  it('dies of an answer that comes after another client’s stream broke: all clients share a table of appends', async () => {
    const mine = await setUp()
    const other = await setUp()
    const held = mine.faults.plan({ on: 'batch-append', at: 'after-store', do: 'hang' })
    other.faults.plan({ on: 'batch-append', which: 2, do: 'reset-stream' })
    const program = run(
      `
      const other = EventStoreDBClient.connectionString('${other.connectionString}')
      await other.appendToStream('s-1', note(1))
      client.appendToStream('s-1', note(2)).catch(() => console.log('reported failed'))
      process.stdin.once('data', () => other.appendToStream('s-1', note(3)).catch(() => {}))
      `,
      mine.connectionString,
    )
    await held.hit
    program.process.stdin.write('break the other\n')
    await program.printed('reported failed')
    expect(mine.log.some(({ id }) => id === note(2).id)).toBe(true)
    held.release()
    const { code, errors } = await program.ended
    expect(code).toBe(1)
    expect(errors).toContain('is not iterable')
  })

  it('dies where nobody listens for the error of a subscription', async () => {
    const double = await setUp()
    double.faults.plan({ on: 'subscribe', do: 'reset-connection' })
    const { code, errors } = await run('client.subscribeToAll().resume()', double.connectionString).ended
    expect(code).toBe(1)
    expect(errors).toContain('UnavailableError')
  })

  it('dies where the handler of a checkpoint throws', async () => {
    const double = await setUp()
    const { code, errors } = await run(
      `
      const checkpointReached = async () => { throw new Error('of a checkpoint') }
      await client.appendToStream('other', Array.from({ length: 10 }, (_, n) => note(n)))
      client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['s-'], maxSearchWindow: 2, checkpointReached }) }).resume()
      `,
      double.connectionString,
    ).ended
    expect(code).toBe(1)
    expect(errors).toContain('of a checkpoint')
  })

  it('ends only where a client that appended is disposed of', async () => {
    const double = await setUp()
    const kept = run("await client.appendToStream('s-1', note(1)); console.log('appended')", double.connectionString)
    await kept.printed('appended')
    const disposed = run("await client.appendToStream('s-1', note(2)); await client.dispose()", double.connectionString)
    expect((await disposed.ended).code).toBe(0)
    expect(kept.process.exitCode).toBeNull()
    expect(double.log.filter(({ id }) => [note(1).id, note(2).id].includes(id))).toHaveLength(2)
  })
})
