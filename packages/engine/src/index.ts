// The public promise of the package, name by name.
export type { AsOf } from './as-of.js'
export type { Disturbance, ViewLeftAlone, ViewsRetrying } from './disturbance.js'
export type { AuthorizationRequest, Authorize } from './door.js'
export { openEngine, type Engine, type SettleOptions } from './engine.js'
export type { EngineOptions } from './options.js'
export type { Path } from './path.js'
export type { ParkedEvent } from './reactions.js'
export type { CommandContext } from './request.js'
export type {
  DropParkedOptions,
  ExplainOptions,
  HistoryOptions,
  RetryParkedOptions,
  RunOptions,
  ViewOptions,
  WatchOptions,
} from './query.js'
