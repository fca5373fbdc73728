// What a client asks when it appends: in one call for one append, or over a stream that carries many.
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { AppendReq, BatchAppendReq, DeleteReq, TombstoneReq } from '@eventstore/db-client/generated/streams_pb.js'
import { CallRefused, statusCode } from '../grpc/status.js'
import type { Append, ExpectedRevision } from '../appending.js'
import type { ProposedEvent } from '../transaction-log.js'
import { streamNameOf } from './stream-name.js'
import { uuidText } from './uuid.js'

/** One append, from a call that sends its options first and then each event. */
export async function readAppend(messages: AsyncIterable<Buffer>): Promise<Append> {
  let options: AppendReq.Options | undefined
  const events: ProposedEvent[] = []
  for await (const message of messages) {
    const request = streams.AppendReq.deserializeBinary(message)
    options = request.getOptions() ?? options
    const proposed = request.getProposedMessage()
    if (proposed !== undefined) events.push(proposedEvent(proposed))
  }
  if (options === undefined) throw new CallRefused({ code: statusCode.invalidArgument, details: 'no options' })
  return { ...targetOf(options), events }
}

type Options = AppendReq.Options | DeleteReq.Options | TombstoneReq.Options

export function targetOf(options: Options): { readonly stream: string; readonly expected: ExpectedRevision } {
  const expected = options.hasRevision() ? Number(options.getRevision()) : namedExpectation(options)
  return { stream: streamNameOf(options.getStreamIdentifier()), expected }
}

function namedExpectation(options: Options | BatchAppendReq.Options): ExpectedRevision {
  if (options.hasNoStream()) return 'no-stream'
  return options.hasStreamExists() ? 'stream-exists' : 'any'
}

interface BatchTarget {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly deadline: Date | undefined
}

/** A part of an append from a stream of them; the last part completes it. */
export interface AppendPart {
  readonly correlationId: string
  readonly target: BatchTarget | undefined
  readonly events: readonly ProposedEvent[]
  readonly isFinal: boolean
}

export function readAppendPart(message: Buffer): AppendPart {
  const request = streams.BatchAppendReq.deserializeBinary(message)
  const options = request.getOptions()
  return {
    correlationId: uuidText(request.getCorrelationId()),
    target: options === undefined ? undefined : batchTarget(options),
    events: request.getProposedMessagesList().map(proposedEvent),
    isFinal: request.getIsFinal(),
  }
}

function batchTarget(options: BatchAppendReq.Options): BatchTarget {
  const expected = options.hasStreamPosition() ? Number(options.getStreamPosition()) : namedExpectation(options)
  const deadline = options.getDeadline()?.toDate()
  return { stream: streamNameOf(options.getStreamIdentifier()), expected, deadline }
}

function proposedEvent(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): ProposedEvent {
  const about = message.getMetadataMap()
  const type = about.get('type') ?? ''
  const contentType = about.get('content-type') ?? ''
  if (type === '' || contentType === '') {
    const trailers = {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    }
    throw new CallRefused({ code: statusCode.invalidArgument, details: 'Required Metadata Property missing', trailers })
  }
  return {
    id: uuidText(message.getId()),
    type,
    contentType,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }
}
