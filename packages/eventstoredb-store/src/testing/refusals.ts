// The statuses that a server ends a call with, each with the trailers by which the client names the error.
import { maxAppendSize } from './appending.js'
import { statusCode, type Status } from './grpc/status.js'

export const streamDeleted = (stream: string): Status => ({
  code: statusCode.failedPrecondition,
  details: `Event stream '${stream}' is deleted.`,
  trailers: { exception: 'stream-deleted', 'stream-name': stream },
})

export const maxAppendSizeExceeded = (): Status => ({
  code: statusCode.invalidArgument,
  details: `Maximum Append Size of ${maxAppendSize} Exceeded.`,
  trailers: { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(maxAppendSize) },
})

/** `actual` is undefined where there is no stream. */
export const wrongExpectedVersion = (
  stream: string,
  { expected, actual }: { readonly expected: number; readonly actual: number | undefined },
): Status => ({
  code: statusCode.failedPrecondition,
  details: `Append failed due to WrongExpectedVersion. Stream: ${stream}`,
  trailers: {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(expected),
    ...(actual === undefined ? {} : { 'actual-version': String(actual) }),
  },
})

export const notLeader = ({ host, port }: { readonly host: string; readonly port: number }): Status => ({
  code: statusCode.notFound,
  details: `Leader info available`,
  trailers: { exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': String(port) },
})

export const accessDenied: Status = {
  code: statusCode.permissionDenied,
  details: 'Access Denied',
  trailers: { exception: 'access-denied' },
}

export const unauthenticated: Status = { code: statusCode.unauthenticated, details: 'Bad HTTP status code: 401' }
export const tooBusy: Status = { code: statusCode.unavailable, details: 'Server Is Too Busy' }
