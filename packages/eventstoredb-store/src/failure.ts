// What goes wrong with a server, in the few kinds that are answered differently, and the errors that every store has for them.
import { LianxiError, type Revision } from '@lianxi/event-sourcing'

/** How a call ended that did not do what was asked. No reason repeats a secret. */
export type Failure =
  /** The stream is at another revision than was expected. */
  | { readonly type: 'conflict'; readonly actual: Revision }
  /** There is no such stream. */
  | { readonly type: 'missing' }
  /** The server does not want it: too much at once, or not of the form it takes. Nothing was done. */
  | { readonly type: 'invalid'; readonly reason: string }
  /** The server does not allow it. Nothing was done. */
  | { readonly type: 'denied'; readonly reason: string }
  /** The node that was asked does not lead; the next call goes to the one that does. Nothing was done. */
  | { readonly type: 'not-leader'; readonly reason: string }
  /** No answer came, or one that says nothing; unless `sent` is false, what was asked may have been done. */
  | { readonly type: 'disturbed'; readonly reason: string; readonly sent: boolean }

export interface Secrets {
  /** The text without anything that must not be told. */
  redact(text: string): string
}

const kinds: Readonly<Record<string, 'invalid' | 'denied' | 'not-leader'>> = {
  'not-leader': 'not-leader',
  'access-denied': 'denied',
  'stream-deleted': 'denied',
  'maximum-append-size-exceeded': 'invalid',
  'invalid-argument': 'invalid',
}
// By the numbers of gRPC, for errors that no type names: INVALID_ARGUMENT, PERMISSION_DENIED, UNAUTHENTICATED. RESOURCE_EXHAUSTED is how
// gRPC says that there is no room at the moment; an append that is too large has a type of its own.
const kindsByCode: Readonly<Record<number, 'invalid' | 'denied'>> = {
  3: 'invalid',
  7: 'denied',
  16: 'denied',
}

// The client's discovery fails with the first, before anything is sent; gRPC with the second where no connection was made.
const neverSent = /Failed to discover|No connection established/

// gRPC ends each message about a connection with a note on how the address was found, and where nothing was noted leaves the words before it
const emptyNote = /\. Resolution note: $/

function revisionOf(actual: unknown): Revision {
  return typeof actual === 'bigint' ? Number(actual) : -1
}

/** Sorts what the client threw: by the `type` of its own errors, then by the number that gRPC gives. */
export function failureOf(error: unknown, { redact }: Secrets): Failure {
  const thrown: { type?: unknown; code?: unknown; message?: unknown; actualVersion?: unknown } = Object(error)
  const type = typeof thrown.type === 'string' ? thrown.type : ''
  if (type === 'wrong-expected-version') return { type: 'conflict', actual: revisionOf(thrown.actualVersion) }
  if (type === 'stream-not-found') return { type: 'missing' }
  const message = typeof thrown.message === 'string' ? thrown.message.replace(emptyNote, '') : ''
  const reason = redact([type, message].filter((text) => text !== '').join(': ')) || 'no reason was given'
  const kind = kinds[type] ?? kindsByCode[Number(thrown.code)]
  return kind === undefined ? { type: 'disturbed', reason, sent: !neverSent.test(message) } : { type: kind, reason }
}

/** Whether no other attempt will mend it. */
export function isLasting({ type }: Failure): boolean {
  return type === 'denied' || type === 'invalid'
}

export function reasonOf(failure: Failure): string {
  return 'reason' in failure ? failure.reason : failure.type
}

/** The error for a failure that lasts, or that lasted too long. */
export function storeError(store: string, failure: Failure): LianxiError {
  const code = isLasting(failure) ? 'store-refused' : 'store-unavailable'
  return new LianxiError(code, { store, reason: reasonOf(failure) })
}
