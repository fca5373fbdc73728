// What a server answers to a reading, message by message, framed.
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import { frame } from '../grpc/frames.js'
import type { LogRecord } from '../transaction-log.js'
import { streamIdentifier } from './stream-name.js'
import { textUuid } from './uuid.js'

// A record never changes, and most are read more than once.
const encoded = new WeakMap<LogRecord, Buffer>()

export function recordAnswer(record: LogRecord): Buffer {
  const known = encoded.get(record)
  if (known !== undefined) return known
  const event = new streams.ReadResp.ReadEvent()
  event.setEvent(recordedEvent(record))
  event.setCommitPosition(String(record.commit))
  const made = answer((message) => message.setEvent(event))
  encoded.set(record, made)
  return made
}

function recordedEvent(record: LogRecord) {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
  event.setId(textUuid(record.id))
  event.setStreamIdentifier(streamIdentifier(record.stream))
  event.setStreamRevision(String(record.revision))
  event.setPreparePosition(String(record.prepare))
  event.setCommitPosition(String(record.commit))
  event.getMetadataMap().set('type', record.type).set('content-type', record.contentType).set('created', record.created)
  event.setCustomMetadata(record.metadata)
  event.setData(record.data)
  return event
}

export const streamNotFoundAnswer = (stream: string): Buffer =>
  answer((message) => {
    const notFound = new streams.ReadResp.StreamNotFound()
    notFound.setStreamIdentifier(streamIdentifier(stream))
    message.setStreamNotFound(notFound)
  })

export const confirmationAnswer = (subscriptionId: string): Buffer =>
  answer((message) => {
    const confirmation = new streams.ReadResp.SubscriptionConfirmation()
    confirmation.setSubscriptionId(subscriptionId)
    message.setConfirmation(confirmation)
  })

export const checkpointAnswer = ({ commit, prepare }: LogRecord): Buffer =>
  answer((message) => {
    const checkpoint = new streams.ReadResp.Checkpoint()
    checkpoint.setCommitPosition(String(commit))
    checkpoint.setPreparePosition(String(prepare))
    message.setCheckpoint(checkpoint)
  })

export const caughtUpAnswer = (): Buffer => answer((message) => message.setCaughtUp(new streams.ReadResp.CaughtUp()))

function answer(fill: (message: ReadResp) => void): Buffer {
  const message = new streams.ReadResp()
  fill(message)
  return frame(message.serializeBinary())
}
