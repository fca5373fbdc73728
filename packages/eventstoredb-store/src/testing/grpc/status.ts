// How a call ends: a status, and for what the server refuses the trailers by which a client tells one refusal from another.

/** The status codes that a server of events answers with (https://grpc.io/docs/guides/status-codes/). */
export const statusCode = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const

export interface Status {
  readonly code: number
  readonly details?: string
  readonly trailers?: Readonly<Record<string, string>>
}

/** Thrown by a handler whose call ends with a status other than OK. */
export class CallRefused extends Error {
  constructor(readonly status: Status) {
    super(status.details ?? `status ${status.code}`)
  }
}

/** The trailers of a status; its message is percent-encoded, as gRPC demands. */
export function trailersOf({ code, details, trailers }: Status): Record<string, string> {
  const message = details?.replaceAll(/[^ -~]|%/gu, encodeURIComponent)
  return {
    ...trailers,
    'grpc-status': String(code),
    ...(message === undefined ? {} : { 'grpc-message': message }),
  }
}
