// The one object that a program holds: commands in, views out, over one store.
import {
  actor,
  enteredBy,
  eventSchemas,
  reactions as modelReactions,
  timeZone,
  upcasters,
  views as modelViews,
  type AllianceId,
  type AnyCommand,
  type AnyEvent,
  type TimeZone,
} from '@lianxi/alliance'
import {
  codec,
  isRejection,
  LianxiError,
  memoryViewStore,
  metadataSchema,
  turns,
  undisturbed,
  verify,
  type DeepReadonly,
  type EventDataTable,
  type Receipt,
  type Rejection,
  type Verification,
  type VerifyOptions,
  type View,
} from '@lianxi/event-sourcing'
import { v7 } from 'uuid'
import { openClock } from './clock.js'
import { openCommands } from './commands.js'
import { doAll } from './do-all.js'
import { door } from './door.js'
import { checkOptions, type EngineOptions } from './options.js'
import { openReactions, type ParkedEvent } from './reactions.js'
import { parseRequest, type CommandContext } from './request.js'
import { running } from './running.js'
import { openStreams, type Streams } from './streams.js'
import { runTogether } from './together.js'
import {
  historyQuestion,
  runQuestion,
  type DropParkedOptions,
  type ExplainOptions,
  type HistoryOptions,
  type RetryParkedOptions,
  type RunOptions,
  type ViewOptions,
  type WatchOptions,
} from './query.js'
import { Views } from './views.js'

export interface SettleOptions {
  readonly signal?: AbortSignal
}

export interface Engine {
  /** Carries a command out. Throws `command-rejected` where the model says no, `invalid-input` or `unknown-command` where it makes no sense. */
  execute(command: AnyCommand, context: CommandContext): Promise<Receipt>
  /** The same, but a no is returned. */
  tryExecute(command: AnyCommand, context: CommandContext): Promise<Receipt | Rejection>
  /** A view with all that is stored at the call, frozen. With `asOf`, the view of what had happened, or had been entered, by then. */
  view<State, Data extends EventDataTable>(view: View<State, Data>, options: ViewOptions): Promise<DeepReadonly<State>>
  /** A view now, and again after each change, until the signal aborts. What did not change keeps its identity. */
  watch<State, Data extends EventDataTable>(
    view: View<State, Data>,
    options: WatchOptions,
  ): AsyncIterable<DeepReadonly<State>>
  /** The events behind a figure: those after which the value at its path in the view's state differs. */
  explain<State, Data extends EventDataTable>(
    view: View<State, Data>,
    options: ExplainOptions,
  ): Promise<readonly AnyEvent[]>
  /** All events of an alliance, in the order of the store. */
  history(options: HistoryOptions): AsyncIterable<AnyEvent>
  /**
   * Runs the reactions until nothing is left. Waits for nothing: what fails for a time is thrown in the end, and settled the next time.
   * A reaction that stops for another reason throws `reaction-stopped`, with that as its `cause`.
   */
  settle(options?: SettleOptions): Promise<void>
  /**
   * Runs the reactions, and keeps views up with what changes, until the signal aborts or the engine is closed; then all is saved and it
   * ends without an error. Several engines may run on one store. Throws `reaction-stopped` where a reaction stops by its policy. A view
   * that fails stops nothing: whoever asks for it is told.
   */
  run(options: RunOptions): Promise<void>
  /** What reactions could not do, and left for somebody to look at. */
  parked(): Promise<readonly ParkedEvent[]>
  /** Answers parked events again, but for those of which some is not answered yet, and returns those that are parked still. */
  retryParked(options?: RetryParkedOptions): Promise<readonly ParkedEvent[]>
  /**
   * Takes an event off a reaction's parked ones: it is then never answered, save by a runner that is answering it at that very moment.
   * Throws `invalid-input` where some of it is not answered yet.
   */
  dropParked(options: DropParkedOptions): Promise<void>
  /** Checks the hash chain of every stream. */
  verify(options?: VerifyOptions): Promise<Verification>
  /** Lets what was begun finish, keeps the views' progress and closes the store. Later calls throw `engine-closed`. */
  close(): Promise<void>
}

// one for all engines: a schema is compiled once it was asked often
const metadata = metadataSchema(actor, enteredBy)

/**
 * Opens an engine on a store, which it closes in the end. Where reactions cannot begin for a time, for want of room or of an answer, it
 * is opened all the same, to read; commands begin them first, and throw where that still cannot be.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  return (await assemble(options)).engine
}

/** The engine, and the streams that it holds: for tests that compare what is held with what is stored. */
export async function assemble(
  options: EngineOptions,
): Promise<{ readonly engine: Engine; readonly streams: Streams }> {
  checkOptions(options)
  const {
    store,
    viewStore = store.viewStore ?? memoryViewStore(),
    authorize,
    ids = v7,
    heldEvents = 1_000_000,
    reactionsFrom,
  } = options
  const now = openClock(options.clock)
  const tell = undisturbed(options.onDisturbance)
  const { begin, checkOpen, close, closing, done, during } = running()
  const texts = codec({ events: eventSchemas, upcasters, metadata })
  const streams = openStreams({ store, metadata, heldEvents })
  const aggregateOf = openCommands({ store, streams, now })
  const whyNot = door({ streams, authorize, now })
  const reactions = await openReactions({
    model: modelReactions,
    app: options.reactions ?? [],
    ...(options.onError === undefined ? {} : { onError: options.onError }),
    ...(reactionsFrom === undefined ? {} : { from: reactionsFrom }),
    store,
    viewStore,
    codec: texts,
    aggregateOf,
    now,
    tell,
  })
  const views = new Views({
    store,
    viewStore,
    codec: texts,
    views: [...modelViews, ...(options.views ?? [])],
    timeZoneOf,
    closing,
    tell,
  })
  const settling = turns()

  function timeZoneOf(alliance: AllianceId): Promise<TimeZone> {
    return streams.membership.streams.ask(
      { partition: alliance, id: alliance },
      ({ founded }) => founded?.timeZone ?? timeZone.parse('UTC'),
    )
  }

  async function answer(command: AnyCommand, context: CommandContext): Promise<Receipt | Rejection> {
    // not `during`: on the path of a command each function that waits for another tells
    begin()
    try {
      // read before anything is waited for: what the caller does with its objects afterwards is its own business
      const { type, data, about } = parseRequest(command, context, ids)
      const said = aggregateOf(type).read(type, data)
      const judged = whyNot({ type, data: said.data, about })
      const refused = judged instanceof Promise ? await judged : judged
      // a reaction that has not begun would begin behind what is stored now, and miss it
      if (!reactions.beginning.done) await reactions.beginning.now()
      if (refused === undefined) return await said.run(about)
      // a retry is answered as it was the first time, also where its unit has left since
      return (await said.firstReceipt(about)) ?? refused
    } finally {
      done()
    }
  }

  const engine: Engine = {
    tryExecute: answer,
    execute: (command, context) => answer(command, context).then(accepted),
    view: (view, viewOptions) => during(() => views.read(view, viewOptions)),
    watch(view, watchOptions) {
      checkOpen()
      return views.watch(view, watchOptions)
    },
    explain: (view, explainOptions) =>
      // read through the codec of the model's own events
      during(async () => (await views.explain(view, explainOptions)) as readonly AnyEvent[]),
    async *history(options) {
      checkOpen()
      for await (const batch of store.readAll({ partition: historyQuestion(options).partition })) {
        // read through the codec of the model's own events
        for (const recorded of batch) yield texts.decode(recorded) as AnyEvent
      }
    },
    settle: ({ signal } = {}) => during(() => settling(() => reactions.settle(signal))),
    run: (runOptions) =>
      during(async () => {
        const signal = runQuestion(runOptions)
        await runTogether([...(await reactions.runners()), views.runner()], [signal, closing])
      }),
    parked: () => during(reactions.parked),
    retryParked: (which = {}) => during(() => reactions.retryParked(which)),
    dropParked: (which) => during(() => reactions.dropParked(which)),
    verify: (verifyOptions) => during(() => verify(store, verifyOptions)),
    close: () => close(() => doAll([() => views.save(), () => reactions.close(), () => store.close()])),
  }

  return { engine, streams }
}

function accepted(answered: Receipt | Rejection): Receipt {
  if (isRejection(answered)) throw new LianxiError('command-rejected', { rejection: answered })
  return answered
}
