// The public promise of the package, name by name.
export {
  errorTable,
  hasCode,
  isLianxiError,
  LianxiError,
  type CommandRejected,
  type ErrorCode,
  type ErrorDetails,
  type RevisionConflict,
} from './terms/errors.js'
export { instant, type Instant } from './terms/instant.js'
export { quoted, toldOf, type ToldError } from './terms/message-of.js'
export { checkOptionNames, type OptionNames } from './terms/option-names.js'
export { parse, tryParse, type Parsed } from './terms/parse.js'
export { positionNumber, toPosition, type Position, type Revision } from './terms/position.js'
export { deepFreeze, type DeepReadonly } from './terms/readonly.js'
export {
  isRejection,
  rejecter,
  type Rejection,
  type RejectionEntry,
  type RejectionsOf,
  type RejectionTable,
} from './terms/rejection.js'
export type { Output, Schema, Schemas } from './terms/schema.js'
export { sha256Hex } from './terms/sha256.js'
export {
  isStreamName,
  streamId,
  streamName,
  streamParts,
  toStreamName,
  type StreamName,
  type StreamParts,
} from './terms/stream.js'
export { uuid } from './terms/uuid.js'

export {
  mayPark,
  mayPass,
  untilItPasses,
  type ErrorPolicy,
  type FullErrorPolicy,
  type Retry,
} from './waiting/error-policy.js'
export { givingWay } from './waiting/give-way.js'
export { leavable } from './waiting/leavable.js'
export { linkedController, type LinkedController } from './waiting/linked-controller.js'
export { persist, type Failed, type Persisting } from './waiting/persist.js'
export { turns, type InTurn, type Queue } from './waiting/turns.js'
export { undisturbed } from './waiting/undisturbed.js'
export { waiters, type Waiters } from './waiting/waiters.js'

export { appendBytes, checkAppend, checkCount, isStorable, type AppendCheck } from './stores/append-rules.js'
export {
  maxAppendBytes,
  type Append,
  type EventStore,
  type NewEvent,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeOptions,
} from './stores/event-store.js'
export { listen, type Listener, type Listening } from './stores/listen.js'
export { memoryStore } from './stores/memory-store.js'
export { memoryViewStore } from './stores/memory-view-store.js'
export type { SavedView, ViewKey, ViewStore } from './stores/view-store.js'

export { canonicalText } from './texts/canonical.js'
export { eventHash, type Link } from './texts/chain.js'
export { codec, type Codec, type CodecOptions, type StoredEvent, type StoredEventOf } from './texts/codec.js'
export { eventId, reactionCommandId, type ReactionCommandKey } from './texts/derived-id.js'
export { metadataSchema, type Metadata } from './texts/metadata.js'
export { schemaVersion, type Upcast, type Upcasters } from './texts/upcast.js'

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
  type Request,
} from './commands/decider.js'
export { execute, type Execution, type ExecutionTools } from './commands/execute.js'
export { fold, type Foldable, type Folding } from './commands/fold.js'
export { HeldStream, type Absorbed, type HeldStreamOptions } from './commands/held-stream.js'
export {
  HeldStreams,
  type HeldStreamsOptions,
  type Question,
  type Recency,
  type StreamOf,
} from './commands/held-streams.js'
export { firstReceipt, type KnownCommand, type Receipt } from './commands/receipt.js'
export type { Envelope } from './commands/seal.js'

export { hear, LiveView, viewKey, type LiveViewOptions } from './views/catch-up.js'
export { heardBy, type EventDataTable, type AnyView, type Heard, type View } from './views/view.js'

export type { OnReactionDisturbance, ReactionDisturbance } from './reactions/disturbance.js'
export { follow, type FollowOptions } from './reactions/follow.js'
export type { Parked } from './reactions/parked.js'
export { settle, type SettleOptions } from './reactions/react.js'
export { Reacting, type ReactingOptions } from './reactions/reacting.js'
export type { AnyReaction, Reaction } from './reactions/reaction.js'
export { retryParked } from './reactions/retry-parked.js'

export { exportHistory, type ExportOptions } from './history/export-history.js'
export { importHistory, type Imported, type ImportOptions, type ImportProgress } from './history/import-history.js'
export { verify, type BrokenLink, type Verification, type VerifyOptions } from './history/verify.js'
