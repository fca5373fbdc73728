// What a server answers to one append of a stream of them: success, or an error packed into the answer, so that the stream goes on.
import shared from '@eventstore/db-client/generated/shared_pb.js'
import statuses from '@eventstore/db-client/generated/status_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { maxAppendSize, type AppendOutcome, type ExpectedRevision } from '../appending.js'
import { frame } from '../grpc/frames.js'
import { statusCode } from '../grpc/status.js'
import type { LogRecord } from '../transaction-log.js'
import { streamIdentifier } from './stream-name.js'
import { structuredUuid } from './uuid.js'

export type BatchOutcome =
  | AppendOutcome
  | { readonly kind: 'timeout' }
  | { readonly kind: 'access-denied' }
  | { readonly kind: 'too-busy' }

interface Answered {
  readonly correlationId: string
  readonly stream: string
  readonly expected: ExpectedRevision
}

export function batchAppendAnswer(outcome: BatchOutcome, { correlationId, stream, expected }: Answered): Buffer {
  const answer = new streams.BatchAppendResp()
  answer.setCorrelationId(structuredUuid(correlationId))
  answer.setStreamIdentifier(streamIdentifier(stream))
  if (outcome.kind === 'stored') answer.setSuccess(success(outcome.last))
  else answer.setError(errorStatus(packed(outcome, { stream, expected })))
  return frame(answer.serializeBinary())
}

function success(last: LogRecord | undefined) {
  const success = new streams.BatchAppendResp.Success()
  if (last === undefined) {
    success.setNoStream(new shared.Empty())
    success.setNoPosition(new shared.Empty())
    return success
  }
  const position = new shared.AllStreamPosition()
  position.setCommitPosition(String(last.commit))
  position.setPreparePosition(String(last.prepare))
  success.setCurrentRevision(String(last.revision))
  success.setPosition(position)
  return success
}

interface Packed {
  readonly type: string
  readonly message: { serializeBinary(): Uint8Array }
  readonly code: number
}

function packed(
  outcome: Exclude<BatchOutcome, { readonly kind: 'stored' }>,
  { stream, expected }: Omit<Answered, 'correlationId'>,
): Packed {
  switch (outcome.kind) {
    case 'wrong-expected-version':
      return {
        type: 'event_store.client.WrongExpectedVersion',
        message: wrongExpectedVersion(expected, outcome.current),
        code: statusCode.failedPrecondition,
      }
    case 'stream-deleted': {
      const message = new shared.StreamDeleted()
      message.setStreamIdentifier(streamIdentifier(stream))
      return { type: 'event_store.client.StreamDeleted', message, code: statusCode.failedPrecondition }
    }
    case 'too-large': {
      const message = new shared.MaximumAppendSizeExceeded()
      message.setMaxappendsize(maxAppendSize)
      return { type: 'event_store.client.MaximumAppendSizeExceeded', message, code: statusCode.invalidArgument }
    }
    case 'timeout':
      return { type: 'event_store.client.Timeout', message: new shared.Timeout(), code: statusCode.aborted }
    case 'access-denied':
      return {
        type: 'event_store.client.AccessDenied',
        message: new shared.AccessDenied(),
        code: statusCode.permissionDenied,
      }
    case 'too-busy':
      return { type: 'google.protobuf.Empty', message: new shared.Empty(), code: statusCode.unavailable }
  }
}

function wrongExpectedVersion(expected: ExpectedRevision, current: number | undefined) {
  const wrong = new shared.WrongExpectedVersion()
  if (current === undefined) wrong.setCurrentNoStream(new shared.Empty())
  else wrong.setCurrentStreamRevision(String(current))
  if (typeof expected === 'number') wrong.setExpectedStreamPosition(String(expected))
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty())
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new shared.Empty())
  else wrong.setExpectedAny(new shared.Empty())
  return wrong
}

// Field 3 of length 0: a status whose details are an empty Any. Its class is the runtime's own, which no other way reaches.
const emptyDetails = Uint8Array.of(0x1a, 0)

function errorStatus({ type, message, code }: Packed) {
  const status = statuses.Status.deserializeBinary(emptyDetails)
  status.getDetails()?.pack(message.serializeBinary(), type)
  status.setCode(code)
  status.setMessage(type)
  return status
}
