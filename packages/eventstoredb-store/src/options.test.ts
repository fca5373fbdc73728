import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parseConnectionString } from './connection-string.js'
import { checkOptions, type Deadlines, type EventStoreDBOptions } from './options.js'

const insecure = 'esdb://localhost?tls=false'

function thrownFor(options: EventStoreDBOptions): unknown {
  try {
    checkOptions(options)
    return 'none'
  } catch (error) {
    return error
  }
}

function refusal(options: EventStoreDBOptions): unknown {
  const thrown = thrownFor(options)
  return thrown instanceof Error && 'details' in thrown ? thrown.details : thrown
}

describe('a connection string', () => {
  it('names one host or several, with a port or the usual one', () => {
    expect(parseConnectionString('esdb://a:1,b,c:3?tls=false')).toMatchObject({
      discover: false,
      hosts: [
        { address: 'a', port: 1 },
        { address: 'b', port: 2113 },
        { address: 'c', port: 3 },
      ],
    })
    expect(parseConnectionString('esdb+discover://cluster.example')).toMatchObject({ discover: true })
  })

  it('spells its settings as the client does, whatever the case', () => {
    const parsed = parseConnectionString('esdb://h?TLS=false&node_preference=Read-Only-Replica&KeepAlive-Interval=-1')
    expect(parsed).toMatchObject({ tls: false, nodePreference: 'read_only_replica', keepAliveInterval: -1 })
  })

  it('keeps a password whole: the client would cut it at a second colon', () => {
    const { credentials } = parseConnectionString('esdb://me:a:b%40c@h')
    expect(credentials).toEqual({ username: 'me', password: 'a:b@c' })
  })

  for (const text of [
    '',
    'http://h',
    'esdb://',
    'esdb://h:x',
    'esdb://:p@h',
    'esdb://h?tls=maybe',
    'esdb://h?colour=red',
    'esdb://h?tls',
    'esdb://h:0',
    'esdb://h:65536',
    'esdb://h?connectionName=联席会议',
    'esdb://h?connectionName=a%0Ab',
    'esdb://h?gossipTimeout=-1',
    'esdb://h?gossipTimeout=0',
    'esdb://h?discoveryInterval=-1',
    'esdb://h?maxDiscoverAttempts=0',
    'esdb://h?keepAliveInterval=0',
  ]) {
    it(`is refused: ${JSON.stringify(text)}`, () => {
      expect(refusal({ connectionString: text })).toMatchObject({ path: 'connectionString' })
    })
  }
})

describe('a connection string that is refused', () => {
  // where the @ is forgotten, or the host, a password stands where something else does
  it.each([
    'esdb://admin:s3cret',
    'esdb://admin:s3cret,h',
    'esdb://h,admin:s3cret?tls=false',
    'esdb://s3cret:admin:h',
    'esdb://admin:99999',
    'esdb://admin:s3cret@',
    'esdb://s3cret@h',
    'esdb://admin:s3cret%@h',
    'esdb://h?tls=s3cret',
    'esdb://h?keepAliveInterval=s3cret',
    'esdb://h?nodePreference=s3cret',
    'esdb://h?s3cret=1',
    'esdb://h?s3cret',
    's3cret',
  ])('is not repeated: %s', (connectionString) => {
    const thrown = thrownFor({ connectionString })
    expect(thrown).toMatchObject({ code: 'invalid-input', details: { path: 'connectionString' } })
    expect(inspect(thrown, { depth: Infinity, showHidden: true })).not.toMatch(/s3cret|99999/)
  })
})

describe('options', () => {
  const refused: Readonly<Record<string, EventStoreDBOptions>> = {
    credentials: { connectionString: 'esdb://h' },
    namespace: { connectionString: insecure, namespace: 'a.b' },
    tlsCAFile: { connectionString: 'esdb://me:p@h', tlsCAFile: '/nowhere/ca.crt' },
    'deadlines.append': { connectionString: insecure, deadlines: { append: 0 } },
    'deadlines.read': { connectionString: insecure, deadlines: { read: Number.NaN } },
    'deadlines.retry': { connectionString: insecure, deadlines: { retry: Number.POSITIVE_INFINITY } },
    'deadlines.subscribe': { connectionString: insecure, deadlines: { subscribe: 2 ** 31 } },
    connectionString: { connectionString: 'esdb://h?tls=false&throwOnAppendFailure=false' },
  }
  for (const [path, options] of Object.entries(refused)) {
    it(`are refused, and the error names ${path}`, () => {
      expect(refusal(options)).toMatchObject({ what: 'EventStoreDB options', path })
    })
  }

  it.each([
    ['onDisturbence', { connectionString: insecure, onDisturbence: () => {} }],
    ['deadlines.apend', { connectionString: insecure, deadlines: { apend: 1 } }],
    ['credentials.user', { connectionString: 'esdb://h', credentials: { user: 'me', password: 'secret' } }],
    ['deadlines', { connectionString: insecure, deadlines: 5 }],
    ['', insecure],
    ['deadlines.read', { connectionString: insecure, deadlines: { read: '5' } }],
    ['onDisturbance', { connectionString: insecure, onDisturbance: console }],
  ])('that make no sense are refused at %j', (path, options) => {
    // as from an app without types
    const told = refusal(options as EventStoreDBOptions)
    expect(told).toMatchObject({ what: 'EventStoreDB options', path })
    expect(JSON.stringify(told)).not.toContain('secret')
  })

  it('wait as long as is said, and else for seconds, not for ever', () => {
    const deadlinesOf = (options?: Deadlines) =>
      checkOptions({ connectionString: insecure, ...(options && { deadlines: options }) }).deadlines
    const usual = { append: 5_000, read: 5_000, retry: 30_000, subscribe: 30_000 }
    expect(deadlinesOf()).toEqual(usual)
    const said = { append: 1, read: 2, retry: 3, subscribe: 4 }
    expect(deadlinesOf(said)).toEqual(said)
  })

  it('ask for no credentials where the connection is not encrypted', () => {
    expect(refusal({ connectionString: insecure })).toBe('none')
  })

  it('take a listener for disturbances that throws or rejects, and go on', async () => {
    const failing = [() => Promise.reject(new Error('the log is full')), () => JSON.parse('{')]
    for (const onDisturbance of failing) {
      const settings = checkOptions({ connectionString: insecure, onDisturbance })
      settings.onDisturbance({ during: 'read', reason: 'a test', attempt: 1 })
    }
    // the runner fails where a rejection is nobody's by then
    await new Promise((resolve) => setImmediate(resolve))
  })

  it('keep a secret by leaving out every reason that holds it: a letter that is blotted out would be told by its gaps', () => {
    const { redact } = checkOptions({ connectionString: 'esdb://me:e@h' })
    expect(redact('the server ended it')).toBe(redact('nothing came'))
    expect(redact('a gap')).toBe('a gap')
  })
})
