// The only file that imports @eventstore/db-client, so that its successor can take its place, and nothing of it shows outside.
import {
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type ChannelCredentialOptions,
  type DNSClusterOptions,
  type GossipClusterOptions,
  type SingleNodeOptions,
  type EventData,
  type JSONType,
  type ResolvedEvent,
} from '@eventstore/db-client'
import type { Revision } from '@lianxi/event-sourcing'
import { failureOf, type Failure } from './failure.js'
import { feedOf, type Feed, type Taken } from './feed.js'
import type { NameFilter } from './names.js'
import type { Settings } from './options.js'
import type { Place } from './position.js'
import { openSockets } from './sockets.js'
import type { SentEvent, ServedEvent } from './wire-event.js'

export interface SentAppend {
  readonly stream: string
  readonly events: readonly SentEvent[]
  readonly expected: Revision | 'no-stream'
}

export interface StreamReading {
  readonly stream: string
  readonly from: Revision
  readonly count: number
}

export interface Subscription {
  /** From the beginning where there is none. */
  readonly after: Place | undefined
  readonly filter: NameFilter
  /** How long to be silent before the feed tells so. */
  readonly silenceMs: number
}

/** A client, and the one connection that it has. */
export interface Client {
  append(append: SentAppend): Promise<'stored' | Failure>
  /** The last event of a stream. */
  readLast(stream: string): Feed
  readStream(reading: StreamReading): Feed
  /** The last event of the server. */
  readHead(): Feed
  /** All events of the server, from the one at the place. */
  readAll(from: Place | undefined): Feed
  /** The events that the filter lets through, from behind the place. */
  subscribe(subscription: Subscription): Feed
  close(): void
}

// Every one so many events the server says how far it has looked.
const searchWindow = 512
// The client's own default, in milliseconds.
const usualKeepAlive = 10_000
// Events that are read ahead, and as many before they are transformed; an event can have a megabyte.
const readAhead = { highWaterMark: 8 }

class ClosableClient extends EventStoreDBClient {
  #channel: ReturnType<EventStoreDBClient['getChannel']> | undefined

  constructor(
    settings: DNSClusterOptions | GossipClusterOptions | SingleNodeOptions,
    channel: ChannelCredentialOptions,
  ) {
    // the client's constructor takes each of the three, but no type that is one of them
    super(settings as SingleNodeOptions, channel)
    const makeChannel = this.getChannel
    this.getChannel = () => (this.#channel = makeChannel())
  }

  /** Ends what runs, and the connection, which `dispose` would leave standing; where none is made yet, as soon as one is. */
  close(): void {
    this.dispose().catch(() => undefined)
    this.#channel?.then(
      // an append that waited for the channel uses it in this turn, and one on a closed channel throws where nobody can catch it
      (channel) => setImmediate(() => channel.close()),
      () => undefined,
    )
  }
}

// gRPC lets channels with equal options share a TCP connection, also one that carries nothing any more. So no two clients have equal ones.
let clients = 0
function ownInterval(ms = usualKeepAlive): number {
  return ms < 0 ? ms : ms + (clients++ % 1_000)
}

function openClient({ hosts, discover, connection, certificates }: Settings): ClosableClient {
  const { keepAliveTimeout, connectionName } = connection
  const keepAliveInterval = ownInterval(connection.keepAliveInterval)
  const { nodePreference, gossipTimeout, discoveryInterval, maxDiscoverAttempts } = connection
  const connected = defined({ keepAliveInterval, keepAliveTimeout, connectionName })
  const discovered = defined({ nodePreference, gossipTimeout, discoveryInterval, maxDiscoverAttempts })
  const channel: ChannelCredentialOptions =
    certificates === undefined
      ? { insecure: true }
      : defined({
          rootCertificate: certificates.authority,
          userCertFile: certificates.user?.certificate,
          userKeyFile: certificates.user?.key,
        })
  const [first] = hosts
  if (discover && first !== undefined) {
    return new ClosableClient({ ...connected, ...discovered, discover: first }, channel)
  }
  if (hosts.length > 1 || first === undefined) {
    return new ClosableClient({ ...connected, ...discovered, endpoints: [...hosts] }, channel)
  }
  return new ClosableClient({ ...connected, endpoint: first }, channel)
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function defined<T extends object>(fields: T): Defined<T> {
  // what is left out is undefined in every one that stays
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}

function toEventData({ id, type, data, metadata }: SentEvent): EventData {
  if ('bytes' in data) return binaryEvent({ id, type, data: data.bytes, metadata })
  // the client writes any JSON value, though its type names only some
  return jsonEvent({ id, type, data: data.json as JSONType, metadata })
}

function toServed(item: unknown): ServedEvent | undefined {
  // what the client's readings and subscriptions give
  const { event } = item as ResolvedEvent | AllStreamResolvedEvent
  if (event?.position === undefined) return undefined
  const { id, streamId, revision, position, type, data, metadata } = event
  return { id, stream: streamId, revision: Number(revision), place: position, type, data, metadata }
}

/** Opens a client that connects when it is first asked for something. */
export function connect(settings: Settings): Client {
  const sockets = openSockets()
  const client = openClient(settings)
  const { deadlines, redact } = settings
  // Given with each append, they choose the call of one append, of whose failures none reaches another's and which has a deadline.
  const asLeader = { credentials: { ...settings.credentials }, requiresLeader: true }
  const toFailure = (error: unknown) => failureOf(error, { redact })
  const silent: Taken = {
    type: 'failure',
    failure: { type: 'disturbed', reason: `nothing came for ${deadlines.read} ms`, sent: true },
  }

  type Read = ReturnType<EventStoreDBClient['readStream']> | ReturnType<EventStoreDBClient['readAll']>

  function reading(begin: () => Read): Feed {
    const read = sockets.opening(begin)
    return feedOf({
      readable: read,
      toEvent: toServed,
      toFailure,
      // a connection that is not made yet may never be: nobody waits for it
      cancel: () => void read.cancel().catch(() => undefined),
      silence: () => ({ ms: deadlines.read, means: silent }),
    })
  }

  return {
    async append({ stream, events, expected }) {
      try {
        await sockets.opening(() =>
          client.appendToStream(stream, events.map(toEventData), {
            ...asLeader,
            expectedRevision: expected === 'no-stream' ? NO_STREAM : BigInt(expected),
            deadline: deadlines.append,
          }),
        )
        return 'stored'
      } catch (error) {
        return toFailure(error)
      }
    },

    readLast: (stream) =>
      reading(() => client.readStream(stream, { ...asLeader, direction: BACKWARDS, fromRevision: END, maxCount: 1 })),

    readStream: ({ stream, from, count }) =>
      reading(() =>
        client.readStream(
          stream,
          { ...asLeader, direction: FORWARDS, fromRevision: BigInt(from), maxCount: count },
          readAhead,
        ),
      ),

    readHead: () =>
      reading(() => client.readAll({ ...asLeader, direction: BACKWARDS, fromPosition: END, maxCount: 1 })),

    readAll: (from) =>
      reading(() => client.readAll({ ...asLeader, direction: FORWARDS, fromPosition: from ?? START }, readAhead)),

    subscribe({ after, filter, silenceMs }) {
      const checkpointReached = (_: unknown, place: Place) => feed.mark({ type: 'reached', place })
      const search = { maxSearchWindow: searchWindow, checkpointInterval: 1, checkpointReached }
      const subscription = sockets.opening(() =>
        client.subscribeToAll(
          {
            ...asLeader,
            fromPosition: after ?? START,
            filter:
              'prefix' in filter
                ? streamNameFilter({ ...search, prefixes: [filter.prefix] })
                : streamNameFilter({ ...search, regex: filter.regex }),
          },
          readAhead,
        ),
      )
      let confirmed = false
      subscription.on('confirmation', () => (confirmed = true))
      const feed = feedOf({
        readable: subscription,
        toEvent: toServed,
        toFailure,
        cancel: () => void subscription.unsubscribe().catch(() => undefined),
        silence: () =>
          confirmed ? { ms: silenceMs, means: { type: 'silence' } } : { ms: deadlines.read, means: silent },
      })
      subscription.on('caughtUp', () => feed.mark({ type: 'caught-up' }))
      return feed
    },

    close() {
      client.close()
      sockets.end()
    },
  }
}
