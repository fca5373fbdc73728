// What a client asks when it reads or subscribes: both are one method of the protocol.
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import type { RequestedFilter } from '../record-filter.js'
import { streamNameOf } from './stream-name.js'

export interface LogPosition {
  readonly commit: number
  readonly prepare: number
}

export interface ReadRequest {
  /** Undefined: all of the log. */
  readonly stream: string | undefined
  readonly from: 'start' | 'end' | number | LogPosition
  readonly backwards: boolean
  /** Whether it goes on with what comes, and so begins behind the place, not at it. */
  readonly isSubscription: boolean
  /** How many at most. */
  readonly count: number
  readonly filter: RequestedFilter | undefined
  /** After so many records looked at, a filtered subscription is told how far it is. */
  readonly checkpointInterval: number
}

/** How far a server searches where the client does not say. */
const defaultSearchWindow = 32

export function readRequest(message: Uint8Array): ReadRequest {
  const options = streams.ReadReq.deserializeBinary(message).getOptions() ?? new streams.ReadReq.Options()
  const filter = options.getFilter()
  const window = filter?.hasMax() === true ? filter.getMax() : defaultSearchWindow
  const ofStream = options.getStream()
  return {
    stream: ofStream === undefined ? undefined : streamNameOf(ofStream.getStreamIdentifier()),
    from: ofStream === undefined ? placeInAll(options.getAll()) : placeInStream(ofStream),
    backwards: options.getReadDirection() === 1,
    isSubscription: options.hasSubscription(),
    count: Number(options.getCount()),
    filter: filter === undefined ? undefined : requestedFilter(filter),
    checkpointInterval: window * (filter?.getCheckpointintervalmultiplier() ?? 1),
  }
}

function requestedFilter(options: ReadReq.Options.FilterOptions): RequestedFilter {
  const ofStream = options.getStreamIdentifier()
  const expression = ofStream ?? options.getEventType()
  return {
    by: ofStream === undefined ? 'type' : 'stream',
    prefixes: expression?.getPrefixList() ?? [],
    regex: expression?.getRegex() ?? '',
  }
}

function placeInStream(options: ReadReq.Options.StreamOptions): 'start' | 'end' | number {
  if (options.hasEnd()) return 'end'
  return options.hasRevision() ? Number(options.getRevision()) : 'start'
}

function placeInAll(options: ReadReq.Options.AllOptions | undefined): 'start' | 'end' | LogPosition {
  if (options?.hasEnd() === true) return 'end'
  const position = options?.getPosition()
  if (position === undefined) return 'start'
  return { commit: Number(position.getCommitPosition()), prepare: Number(position.getPreparePosition()) }
}
