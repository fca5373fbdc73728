// What a server answers to one append. A wrong revision is an answer like any other, not an error of the call.
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { AppendOutcome, ExpectedRevision } from '../appending.js'
import { frame } from '../grpc/frames.js'
import { maxAppendSizeExceeded, streamDeleted } from '../refusals.js'
import { CallRefused } from '../grpc/status.js'
import type { LogRecord } from '../transaction-log.js'

interface Answered {
  readonly stream: string
  readonly expected: ExpectedRevision
}

/** The framed answer; throws where the server ends the call with a status instead. */
export function appendAnswer(outcome: AppendOutcome, { stream, expected }: Answered): Buffer {
  const answer = new streams.AppendResp()
  switch (outcome.kind) {
    case 'stored':
      answer.setSuccess(success(outcome.last))
      break
    case 'wrong-expected-version':
      answer.setWrongExpectedVersion(wrongExpectedVersion(expected, outcome.current))
      break
    case 'stream-deleted':
      throw new CallRefused(streamDeleted(stream))
    case 'too-large':
      throw new CallRefused(maxAppendSizeExceeded())
  }
  return frame(answer.serializeBinary())
}

function success(last: LogRecord | undefined) {
  const success = new streams.AppendResp.Success()
  if (last === undefined) {
    success.setNoStream(new shared.Empty())
    success.setNoPosition(new shared.Empty())
    return success
  }
  const position = new streams.AppendResp.Position()
  position.setCommitPosition(String(last.commit))
  position.setPreparePosition(String(last.prepare))
  success.setCurrentRevision(String(last.revision))
  success.setPosition(position)
  return success
}

function wrongExpectedVersion(expected: ExpectedRevision, current: number | undefined) {
  const wrong = new streams.AppendResp.WrongExpectedVersion()
  // both generations of the fields, as servers still send them
  if (current === undefined) {
    wrong.setCurrentNoStream(new shared.Empty())
    wrong.setNoStream2060(new shared.Empty())
  } else {
    wrong.setCurrentRevision(String(current))
    wrong.setCurrentRevision2060(current)
  }
  if (typeof expected === 'number') {
    wrong.setExpectedRevision(String(expected))
    wrong.setExpectedRevision2060(expected)
  } else if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty())
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new shared.Empty())
  else wrong.setExpectedAny(new shared.Empty())
  return wrong
}
