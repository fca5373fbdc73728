// The public promise of the package, name by name.
export { appendBytes, checkAppend, checkCount, isStorable, type AppendCheck } from './append-rules.js'
export { canonicalText } from './canonical.js'
export { hear, LiveView, viewKey, type LiveViewOptions } from './catch-up.js'
export { eventHash, type Link } from './chain.js'
export { codec, type Codec, type CodecOptions, type StoredEvent, type StoredEventOf } from './codec.js'
export {
  eventBuilder,
  type CommandShape,
  type CommandTable,
  type Decide,
  type Decider,
  type EventOf,
  type EventTime,
  type Evolve,
  type FactsOf,
  type Output,
  type Request,
  type Schema,
  type Schemas,
} from './decider.js'
export { eventId, reactionCommandId, type ReactionCommandKey } from './derived-id.js'
export { mayPark, mayPass, untilItPasses, type ErrorPolicy, type FullErrorPolicy, type Retry } from './error-policy.js'
export {
  errorTable,
  hasCode,
  isLianxiError,
  LianxiError,
  type CommandRejected,
  type ErrorCode,
  type ErrorDetails,
  type RevisionConflict,
} from './errors.js'
export {
  maxAppendBytes,
  type EventStore,
  type NewEvent,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeOptions,
} from './event-store.js'
export { execute, type Execution, type ExecutionTools } from './execute.js'
export { follow, type FollowOptions } from './follow.js'
export { fold, type Foldable, type Folding } from './fold.js'
export { HeldStream, type Absorbed, type HeldStreamOptions } from './held-stream.js'
export { HeldStreams, type HeldStreamsOptions, type Question, type Recency, type StreamOf } from './held-streams.js'
export { exportHistory, type ExportOptions } from './history/export-history.js'
export { importHistory, type Imported, type ImportOptions, type ImportProgress } from './history/import-history.js'
export { instant, type Instant } from './instant.js'
export { listen, type Listener, type Listening } from './listen.js'
export { givingWay } from './give-way.js'
export { leavable } from './leavable.js'
export { memoryStore } from './memory-store.js'
export { memoryViewStore } from './memory-view-store.js'
export { metadataSchema, type Metadata } from './metadata.js'
export type { Parked } from './parked.js'
export { parse, tryParse, type Parsed } from './parse.js'
export { persist, type Persisting } from './persist.js'
export { settle, type SettleOptions } from './react.js'
export { Reacting, type ReactingOptions } from './reacting.js'
export type { AnyReaction, Reaction } from './reaction.js'
export type { Position, Revision } from './position.js'
export { deepFreeze, type DeepReadonly } from './readonly.js'
export { firstReceipt, type KnownCommand, type Receipt } from './receipt.js'
export {
  isRejection,
  rejecter,
  type Rejection,
  type RejectionEntry,
  type RejectionsOf,
  type RejectionTable,
} from './rejection.js'
export type { Envelope } from './seal.js'
export { retryParked } from './retry-parked.js'
export { sha256Hex } from './sha256.js'
export {
  isStreamName,
  streamId,
  streamName,
  streamParts,
  toStreamName,
  type StreamName,
  type StreamParts,
} from './stream.js'
export { turns, type InTurn, type Queue } from './turns.js'
export { schemaVersion, type Upcast, type Upcasters } from './upcast.js'
export { heardBy, type EventDataTable, type AnyView, type Heard, type View } from './view.js'
export { uuid } from './uuid.js'
export { verify, type BrokenLink, type Verification, type VerifyOptions } from './verify.js'
export type { SavedView, ViewKey, ViewStore } from './view-store.js'
