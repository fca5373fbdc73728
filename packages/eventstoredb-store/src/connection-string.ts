// Reads a connection string without repeating any of it: the client would print it whole, password included, where it finds a fault.
import { invalidOption } from './invalid-option.js'

export interface Credentials {
  readonly username: string
  readonly password: string
}

export interface Host {
  readonly address: string
  readonly port: number
}

/** What may stand behind the `?`; the names are the client's, read as it reads them: upper case, `-` and `_` make no difference. */
export interface ConnectionSettings {
  readonly tls?: boolean
  readonly tlsCAFile?: string
  readonly userCertFile?: string
  readonly userKeyFile?: string
  readonly connectionName?: string
  readonly nodePreference?: NodePreference
  readonly keepAliveInterval?: number
  readonly keepAliveTimeout?: number
  readonly discoveryInterval?: number
  readonly maxDiscoverAttempts?: number
  readonly gossipTimeout?: number
}

export type NodePreference = 'leader' | 'follower' | 'random' | 'read_only_replica'

export interface ParsedConnectionString extends ConnectionSettings {
  /** Ask a name server for the nodes. */
  readonly discover: boolean
  readonly hosts: readonly Host[]
  readonly credentials?: Credentials
}

const shape = /^(?<scheme>esdb|esdb\+discover):\/\/(?:(?<user>[^/?]*)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<query>.*))?$/
const hostShape = /^(?<address>[^:[\]\s]+|\[[0-9A-Fa-f:]+\])(?::(?<port>\d{1,5}))?$/
const usualPort = 2113
const preferences: readonly NodePreference[] = ['leader', 'follower', 'random', 'read_only_replica']

const refuse = (reason: string): never => invalidOption('connectionString', reason)

function decoded(text: string, what: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return refuse(`${what} holds a % that begins no character; write % as %25`)
  }
}

function parseCredentials(user: string): Credentials {
  const colon = user.indexOf(':')
  if (colon < 1) return refuse('username:password is expected before the @')
  // the client would cut a password short at its first colon
  return {
    username: decoded(user.slice(0, colon), 'the user'),
    password: decoded(user.slice(colon + 1), 'the password'),
  }
}

function parseHost(text: string): Host {
  const { address, port } = hostShape.exec(text.trim())?.groups ?? {}
  if (address === undefined) return refuse('host or host:port is expected, several with commas between them')
  const number = port === undefined ? usualPort : Number(port)
  if (number < 1 || number > 65_535) return refuse('a port is a number from 1 to 65535')
  return { address, port: number }
}

type Reader = (text: string, name: string) => boolean | number | string

const flag: Reader = (text, name) =>
  text === 'true' || text === 'false' ? text === 'true' : refuse(`${name} is true or false`)
const count: Reader = (text, name) =>
  /^0*[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse(`${name} is a whole number from 1`)
const countOrOff: Reader = (text, name) => (text === '-1' ? -1 : count(text, `${name} is -1, for off, or`))
const plain: Reader = (text) => text
/** It travels in a header with each call, and one that cannot ends the process: gRPC throws where nobody can catch it. */
const headerText: Reader = (text, name) =>
  /^[\x20-\x7e]+$/.test(text) ? text : refuse(`${name} is of printable ASCII characters`)
const preference: Reader = (text, name) =>
  preferences.find((one) => flat(one) === flat(text)) ?? refuse(`${name} is one of ${preferences.join(', ')}`)
/** A setting that the client would take without effect, or with a bad one. */
const only =
  (good: string, reason: string): Reader =>
  (text) =>
    text === good ? true : refuse(reason)

const readers: Readonly<Record<string, Reader>> = {
  tls: flag,
  tlsCAFile: plain,
  userCertFile: plain,
  userKeyFile: plain,
  connectionName: headerText,
  nodePreference: preference,
  keepAliveInterval: countOrOff,
  keepAliveTimeout: countOrOff,
  discoveryInterval: count,
  maxDiscoverAttempts: count,
  gossipTimeout: count,
  tlsVerifyCert: only('true', 'tlsVerifyCert=false has no effect; name the authority that signed it with tlsCAFile'),
  throwOnAppendFailure: only('true', 'throwOnAppendFailure=false is not for this store'),
}
const flat = (name: string): string => name.trim().toLowerCase().replaceAll(/[-_]/g, '')
const names = new Map(Object.keys(readers).map((name) => [flat(name), name]))

function parseSettings(query: string): ConnectionSettings {
  const settings: Record<string, boolean | number | string> = {}
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const equals = pair.indexOf('=')
    const name = names.get(flat(pair.slice(0, Math.max(0, equals))))
    const read = name === undefined ? undefined : readers[name]
    if (name === undefined || read === undefined) {
      return refuse(`a setting after the ? is none of ${Object.keys(readers).join(', ')}, with = and a value`)
    }
    settings[name] = read(decoded(pair.slice(equals + 1), name), name)
  }
  // each reader gives what its name is declared to hold
  return settings
}

/** Throws `invalid-input` for a text that is no connection string, without repeating it. */
export function parseConnectionString(text: string): ParsedConnectionString {
  const { scheme, user, hosts, query } = shape.exec(String(text).trim())?.groups ?? {}
  if (hosts === undefined) {
    return refuse(
      'esdb://[username:password@]host[:port][?setting=value] is expected; write @ : / ? in a password as %40 %3A %2F %3F',
    )
  }
  return {
    discover: scheme === 'esdb+discover',
    hosts: hosts.split(',').map(parseHost),
    ...parseSettings(query ?? ''),
    ...(user === undefined ? {} : { credentials: parseCredentials(user) }),
  }
}
