// What a question to a view may say, checked before anything is read.
import { allianceId, type AllianceId } from '@lianxi/alliance'
import { parse } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { asOf as asOfSchema, type AsOf } from './as-of.js'
import type { Path } from './path.js'

export interface HistoryOptions {
  readonly allianceId: string
}

export interface ViewOptions extends HistoryOptions {
  /** Only what had happened, or had been entered, by then. */
  readonly asOf?: AsOf
}

export interface WatchOptions extends HistoryOptions {
  /** Ends the watching. */
  readonly signal: AbortSignal
}

export interface RunOptions {
  /** Ends the running. */
  readonly signal: AbortSignal
}

export interface RetryParkedOptions {
  /** Of this reaction only. */
  readonly reaction?: string
  /** Of this event only. */
  readonly eventId?: string
}

export interface DropParkedOptions {
  readonly reaction: string
  readonly eventId: string
}

export interface ExplainOptions extends ViewOptions {
  /** One figure, or several that belong together, such as the months of a period. */
  readonly path?: Path
  readonly paths?: readonly Path[]
}

const history = z.strictObject({ allianceId })
const view = z.strictObject({ allianceId, asOf: z.exactOptional(asOfSchema) })
const watch = z.strictObject({ allianceId, signal: z.instanceof(AbortSignal) })
const run = z.strictObject({ signal: z.instanceof(AbortSignal) })
const retry = z.strictObject({ reaction: z.exactOptional(z.string()), eventId: z.exactOptional(z.string()) })
const drop = z.strictObject({ reaction: z.string(), eventId: z.string() })
const path = z.array(z.string()).max(100)
const explain = view.extend({ path: z.exactOptional(path), paths: z.exactOptional(z.array(path)) })

/** A question that was checked: what it leaves out is not there. */
export interface Question {
  readonly partition: AllianceId
  readonly asOf?: AsOf
}

export function historyQuestion(options: HistoryOptions): Question {
  return { partition: parse(history, options, 'options of history').allianceId }
}

export function viewQuestion(options: ViewOptions): Question {
  const { allianceId: partition, ...rest } = parse(view, options, 'options of view')
  return { partition, ...rest }
}

export function watchQuestion(options: WatchOptions): Question & { readonly signal: AbortSignal } {
  // a signal is used as it is: what the schema gives back is readonly all the way
  return { partition: parse(watch, options, 'options of watch').allianceId, signal: options.signal }
}

export function runQuestion(options: RunOptions): AbortSignal {
  parse(run, options, 'options of run')
  return options.signal
}

export function retryQuestion(options: RetryParkedOptions): RetryParkedOptions {
  return parse(retry, options, 'options of retryParked')
}

export function dropQuestion(options: DropParkedOptions): DropParkedOptions {
  return parse(drop, options, 'options of dropParked')
}

/** All of the view's state, where no figure is named. */
export function explainQuestion(options: ExplainOptions): Question & { readonly paths: readonly Path[] } {
  const {
    allianceId: partition,
    path: one,
    paths = one === undefined ? [[]] : [one],
    ...rest
  } = parse(explain, options, 'options of explain')
  return { partition, paths, ...rest }
}
