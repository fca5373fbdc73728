// Everything that is thrown on purpose: one class, a table of codes. What the domain refuses is returned instead (rejection.ts).
import type { Rejection } from './rejection.js'

/** The structured fields of each error, by its code. */
export interface ErrorDetails {
  'invalid-input': { readonly what: string; readonly path: string; readonly reason: string }
  'unknown-command': { readonly type: string }
  'command-rejected': { readonly rejection: Rejection }
  'command-id-reused': { readonly stream: string; readonly commandId: string }
  'revision-conflict': { readonly stream: string; readonly expected: number; readonly actual: number }
  'duplicate-event': { readonly stream: string; readonly id: string }
  'append-refused': { readonly stream: string; readonly reason: string }
  'unreadable-event': {
    readonly stream: string
    readonly revision: number
    readonly path: string
    readonly reason: string
  }
  'newer-event': {
    readonly stream: string
    readonly revision: number
    readonly type: string
    readonly schemaVersion: number
  }
  'chain-broken': { readonly stream: string; readonly revision: number; readonly reason: string }
  'invalid-position': { readonly position: string }
  'unknown-view': { readonly name: string }
  'store-closed': Record<never, never>
  'store-file': { readonly path: string; readonly reason: string }
  'store-not-ours': { readonly path: string; readonly reason: string }
  'store-newer': { readonly path: string; readonly version: number; readonly known: number }
  'store-read-only': { readonly path: string; readonly reason: string }
  'store-full': { readonly path: string; readonly reason: string }
  'store-damaged': { readonly path: string; readonly reason: string }
  'store-busy': { readonly path: string; readonly reason: string }
  'store-unavailable': { readonly store: string; readonly reason: string }
  'store-refused': { readonly store: string; readonly reason: string }
  'append-outcome-unknown': { readonly stream: string; readonly reason: string }
  'view-store-not-durable': Record<never, never>
  'progress-of-another-store': { readonly reaction: string }
  'reaction-stopped': {
    readonly reaction: string
    readonly stream: string
    readonly revision: number
    readonly type: string
    readonly reason: string
  }
  'too-many-parked': { readonly reaction: string; readonly parked: number }
  'history-refused': { readonly line: number; readonly path: string; readonly reason: string }
  'engine-closed': Record<never, never>
  'law-broken': { readonly law: string; readonly difference: string }
}

export type ErrorCode = keyof ErrorDetails

/** Whether trying the same again may help, and the sentence, of each error. `docs/errors.md` is checked against it. */
export const errorTable: {
  readonly [C in ErrorCode]: {
    readonly retryable: boolean | 'as-its-cause'
    readonly sentence: (details: ErrorDetails[C]) => string
  }
} = {
  'invalid-input': {
    retryable: false,
    sentence: (d) => `${d.what}: ${d.path === '' ? 'the whole' : d.path}: ${d.reason}`,
  },
  'unknown-command': { retryable: false, sentence: (d) => `there is no command ${JSON.stringify(d.type)}` },
  'command-rejected': { retryable: false, sentence: (d) => d.rejection.message },
  'command-id-reused': {
    retryable: false,
    sentence: (d) => `command id ${d.commandId} was used in ${d.stream} for something else`,
  },
  'revision-conflict': {
    retryable: true,
    sentence: (d) => `${d.stream} is at revision ${d.actual}, not at ${d.expected}`,
  },
  'duplicate-event': {
    retryable: false,
    sentence: (d) => `event ${d.id} is stored already; nothing was added to ${d.stream}`,
  },
  'append-refused': { retryable: false, sentence: (d) => `nothing was added to ${d.stream}: ${d.reason}` },
  'unreadable-event': {
    retryable: false,
    sentence: (d) => `event ${d.revision} of ${d.stream} cannot be read: ${d.path}: ${d.reason}`,
  },
  'newer-event': {
    retryable: false,
    sentence: (d) =>
      `event ${d.revision} of ${d.stream} is newer than this program: ${d.type} version ${d.schemaVersion}; upgrade, then go on`,
  },
  'chain-broken': {
    retryable: false,
    sentence: (d) => `event ${d.revision} of ${d.stream} does not fit the chain of its stream: ${d.reason}`,
  },
  'invalid-position': {
    retryable: false,
    sentence: (d) => `${JSON.stringify(d.position)} is no position of this store`,
  },
  'unknown-view': { retryable: false, sentence: (d) => `view ${d.name} was not given to openEngine` },
  'store-closed': { retryable: false, sentence: () => 'the store is closed' },
  'store-file': { retryable: false, sentence: (d) => `${d.path}: ${d.reason}` },
  'store-not-ours': { retryable: false, sentence: (d) => `${d.path}: ${d.reason}; nothing was changed in it` },
  'store-newer': {
    retryable: false,
    sentence: (d) =>
      `${d.path}: its schema is version ${d.version}, newer than this program, which knows ${d.known}; upgrade, then go on`,
  },
  'store-read-only': { retryable: false, sentence: (d) => `${d.path} cannot be written: ${d.reason}` },
  'store-full': {
    retryable: true,
    sentence: (d) => `there is no room for more in ${d.path}, nothing was stored: ${d.reason}`,
  },
  'store-damaged': {
    retryable: false,
    sentence: (d) =>
      `${d.path} is damaged, or beside it stands the log (-wal) of another file; bring back a backup: ${d.reason}`,
  },
  'store-busy': { retryable: true, sentence: (d) => `${d.path} is busy: ${d.reason}` },
  'store-unavailable': { retryable: true, sentence: (d) => `${d.store} does not answer: ${d.reason}` },
  'store-refused': { retryable: false, sentence: (d) => `${d.store} refuses: ${d.reason}` },
  'append-outcome-unknown': {
    retryable: true,
    sentence: (d) =>
      `whether the events were added to ${d.stream} is not known: ${d.reason}; the same command under the same id settles it`,
  },
  'view-store-not-durable': {
    retryable: false,
    sentence: () =>
      'reactions on a durable store need a view store that is durable too; give one to openEngine under viewStore',
  },
  'progress-of-another-store': {
    retryable: false,
    sentence: (d) =>
      `what is kept of reaction ${d.reaction} was answered in another store, or of events that are gone; give this store a view store of its own, or, in its own file, look for another file's log (-wal)`,
  },
  'reaction-stopped': {
    retryable: 'as-its-cause',
    sentence: (d) => `reaction ${d.reaction} stopped at ${d.type}, event ${d.revision} of ${d.stream}: ${d.reason}`,
  },
  'too-many-parked': {
    retryable: false,
    sentence: (d) =>
      `${d.reaction} threw once more and stopped, since ${d.parked} events are parked at which it threw; mend the cause, then retry or drop them`,
  },
  'history-refused': {
    retryable: false,
    sentence: (d) => `line ${d.line} of the history: ${d.path === '' ? '' : `${d.path}: `}${d.reason}`,
  },
  'engine-closed': { retryable: false, sentence: () => 'the engine is closed' },
  'law-broken': { retryable: false, sentence: (d) => `${d.law}\n${d.difference}` },
}

/** An error with a stable `code`, its structured `details`, and whether a retry may help. Test it with `hasCode`, not with `instanceof`. */
export class LianxiError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly retryable: boolean
  readonly details: ErrorDetails[C]

  constructor(code: C, details: ErrorDetails[C], cause?: unknown) {
    super(errorTable[code].sentence(details), cause === undefined ? undefined : { cause })
    this.name = 'LianxiError'
    this.code = code
    const { retryable } = errorTable[code]
    this.retryable = retryable === 'as-its-cause' ? isLianxiError(cause) && cause.retryable : retryable
    this.details = details
  }
}

/** Whether `error` is ours and of that code; holds across copies of the package. */
export function hasCode<C extends ErrorCode>(error: unknown, code: C): error is LianxiError<C> {
  return error instanceof Error && 'code' in error && error.code === code && 'retryable' in error
}

/** Whether `error` is one of ours, of whatever code. */
export function isLianxiError(error: unknown): error is LianxiError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && Object.hasOwn(errorTable, error.code)
  )
}

export type RevisionConflict = LianxiError<'revision-conflict'>
export type CommandRejected = LianxiError<'command-rejected'>
