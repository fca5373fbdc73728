// What a program says about its server, checked before anything is connected.
import { readFileSync } from 'node:fs'
import { checkOptionNames, undisturbed, type OptionNames } from '@lianxi/event-sourcing'
import { parseConnectionString, type ConnectionSettings, type Credentials, type Host } from './connection-string.js'
import type { Secrets } from './failure.js'
import { invalidOption, theseOptions } from './invalid-option.js'
import { namesIn, type Names } from './names.js'

export type { Credentials } from './connection-string.js'

/** How long to wait, in milliseconds. */
export interface Deadlines {
  /** For the answer to one attempt to append; 5,000 unless said. */
  readonly append?: number
  /** For the next event of a reading; 5,000 unless said. */
  readonly read?: number
  /** For a server that is away, while an append or a reading is tried again and again; 30,000 unless said. A subscription never gives up. */
  readonly retry?: number
  /**
   * For something to come to a subscription, before it is opened anew behind its last event: a server that has stopped sending looks like
   * one to which nothing happens. 30,000 unless said.
   */
  readonly subscribe?: number
}

/** Something went wrong, and the store goes on by itself. Holds no secret. */
export interface Disturbance {
  readonly during: 'append' | 'read' | 'subscribe'
  readonly reason: string
  /** How often in a row: 1 for the first. */
  readonly attempt: number
}

export interface EventStoreDBOptions {
  /** `esdb://[username:password@]host[:port],…[?setting=value&…]`, or `esdb+discover://…` for a name that lists the nodes. */
  readonly connectionString: string
  /** Instead of those in the connection string. They are needed over TLS. */
  readonly credentials?: Credentials
  /** The certificate of the authority that signed the server's, in PEM; instead of that in the connection string. */
  readonly tlsCAFile?: string
  /** What the names of the streams begin with on the server; `lianxi` unless said. Two programs with the same one see the same events. */
  readonly namespace?: string
  readonly deadlines?: Deadlines
  /** Called for every disturbance that the store overcomes by itself, to be logged. What it throws is ignored, and so is a rejection. */
  readonly onDisturbance?: (disturbance: Disturbance) => void | Promise<void>
}

/** The certificates that the files hold. */
export interface Certificates {
  readonly authority?: Buffer
  readonly user?: { readonly certificate: Buffer; readonly key: Buffer }
}

export interface Settings extends Secrets {
  /** How errors call the server. */
  readonly store: string
  readonly hosts: readonly Host[]
  readonly discover: boolean
  readonly connection: ConnectionSettings
  readonly credentials: Credentials
  /** Absent where the connection is not encrypted. */
  readonly certificates?: Certificates
  readonly names: Names
  readonly deadlines: Required<Deadlines>
  readonly onDisturbance: (disturbance: Disturbance) => void
}

// On a connection without TLS the client sends none, but it looks whether there are some: those that have some it appends one by one.
const none: Credentials = { username: 'none', password: 'none' }

function file(path: string, option: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read'
    return invalidOption(option, `the file ${path} cannot be read (${code})`)
  }
}

function certificates({ tlsCAFile, userCertFile, userKeyFile }: ConnectionSettings): Certificates {
  if ((userCertFile === undefined) !== (userKeyFile === undefined))
    invalidOption('connectionString', 'userCertFile and userKeyFile are given together')
  return {
    ...(tlsCAFile === undefined ? {} : { authority: file(tlsCAFile, 'tlsCAFile') }),
    ...(userCertFile === undefined || userKeyFile === undefined
      ? {}
      : { user: { certificate: file(userCertFile, 'userCertFile'), key: file(userKeyFile, 'userKeyFile') } }),
  }
}

const withheld = 'the reason is not told, for it repeats the password'

function deadline(name: keyof Deadlines, ms: number): number {
  // the longest time that a timer takes
  const longest = 2 ** 31 - 1
  if (!(Number.isFinite(ms) && ms > 0 && ms <= longest))
    invalidOption(`deadlines.${name}`, `milliseconds from 1 to ${longest} are expected`)
  return ms
}

/**
 * Withholds a text in which the password stands, as it is or as it travels. Only to blot it out would tell a short one: each letter that
 * is missing is in it.
 */
function redactor({ username, password }: Credentials): Secrets['redact'] {
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  const secrets = [password, encodeURIComponent(password), basic].filter((text) => text !== '')
  return (text) => (secrets.some((secret) => text.includes(secret)) ? withheld : text)
}

const optionNames: OptionNames<EventStoreDBOptions> = {
  connectionString: true,
  credentials: true,
  tlsCAFile: true,
  namespace: true,
  deadlines: true,
  onDisturbance: true,
}

function checkNames(options: EventStoreDBOptions): void {
  const what = theseOptions
  checkOptionNames(options, optionNames, { what })
  const { deadlines = {}, credentials = none } = options
  checkOptionNames(deadlines, { append: true, read: true, retry: true, subscribe: true }, { what, path: ['deadlines'] })
  checkOptionNames(credentials, { username: true, password: true }, { what, path: ['credentials'] })
}

/** Throws `invalid-input` where an option is none. */
export function checkOptions(options: EventStoreDBOptions): Settings {
  checkNames(options)
  const { hosts, discover, credentials: inString, ...inQuery } = parseConnectionString(options.connectionString)
  const connection = options.tlsCAFile === undefined ? inQuery : { ...inQuery, tlsCAFile: options.tlsCAFile }
  const credentials = options.credentials ?? inString
  const encrypted = connection.tls !== false
  if (encrypted && credentials === undefined) {
    const reason = 'a username and a password are needed over TLS, here or in the connection string'
    invalidOption('credentials', reason)
  }
  const { append = 5_000, read = 5_000, retry = 30_000, subscribe = 30_000 } = options.deadlines ?? {}
  const { onDisturbance } = options
  // nobody would notice a hook that never hears
  if (onDisturbance !== undefined && typeof onDisturbance !== 'function')
    invalidOption('onDisturbance', 'a function is expected')

  return {
    store: `EventStoreDB at ${hosts.map(({ address, port }) => `${address}:${port}`).join(', ')}`,
    hosts,
    discover,
    connection,
    credentials: credentials ?? none,
    ...(encrypted ? { certificates: certificates(connection) } : {}),
    names: namesIn(options.namespace ?? 'lianxi'),
    deadlines: {
      append: deadline('append', append),
      read: deadline('read', read),
      retry: deadline('retry', retry),
      subscribe: deadline('subscribe', subscribe),
    },
    redact: credentials === undefined ? (text) => text : redactor(credentials),
    onDisturbance: undisturbed(onDisturbance),
  }
}
