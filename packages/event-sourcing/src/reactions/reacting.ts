// One reaction at work. It has a checkpoint for the whole store; doing an event again has no further effect.
import type { Codec, StoredEvent } from '../texts/codec.js'
import type { Schemas } from '../terms/schema.js'
import { fullErrorPolicy, mayPark, mayPass, type ErrorPolicy, type FullErrorPolicy } from '../waiting/error-policy.js'
import { isLianxiError, LianxiError, type ErrorCode } from '../terms/errors.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import type { Instant } from '../terms/instant.js'
import { checkpointAt, type Checkpoint } from '../stores/mark.js'
import { commandsFor } from './commands-for.js'
import type { OnReactionDisturbance } from './disturbance.js'
import { commandText, parkedOf, toParked, type Failure, type Parked } from './parked.js'
import type { Position } from '../terms/position.js'
import { answered, answeredAgain, dropped, isAhead, later, SavedProgress } from './progress.js'
import type { AnyReaction } from './reaction.js'
import type { Receipt } from '../commands/receipt.js'
import type { Rejection } from '../terms/rejection.js'
import { turns } from '../waiting/turns.js'
import { undisturbed } from '../waiting/undisturbed.js'
import type { ViewStore } from '../stores/view-store.js'

/** What is wrong with the command itself, and would be each time: it is parked, whatever the policy. Any other error goes by the policy. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid-input',
  'unknown-command',
  'command-rejected',
  'command-id-reused',
  'append-refused',
  'duplicate-event',
])

const passedBetweenSaves = 4096
/** What fails at so many events is no matter of one of them. */
const mostParkedErrors = 1000

export interface ReactingOptions<Command> {
  readonly reaction: AnyReaction<Command>
  /** The store whose events it answers. */
  readonly store: Pick<EventStore, 'readStream' | 'head'>
  readonly viewStore: ViewStore
  readonly codec: Codec<Schemas>
  /** For a reaction that has no policy of its own. */
  readonly onError?: ErrorPolicy
  readonly now: () => Instant
  /** Hears of what is parked, waits or stops. What it throws disturbs nothing. */
  readonly onDisturbance?: OnReactionDisturbance
  /** Executes a command that an event caused, under the id that follows from both. */
  issue(
    command: Command,
    cause: { readonly event: StoredEvent; readonly reaction: string },
  ): Promise<Receipt | Rejection>
}

/** One reaction at work: where it stands, and what it had to park. Several may ask it at once; each event is answered in its turn. */
export class Reacting<Command> {
  readonly policy: FullErrorPolicy
  /** Tells whoever is to hear of disturbances. */
  readonly tell: OnReactionDisturbance
  readonly #options: ReactingOptions<Command>
  readonly #saved: SavedProgress
  readonly #inTurn = turns()
  #checkpoint: Checkpoint | undefined
  #parked: readonly Parked[] = []
  /** What was thrown, for who hears of it: what is parked keeps its message alone. */
  readonly #causes = new WeakMap<Parked, unknown>()
  #unsaved: 'nothing' | 'some' | 'at-once' = 'nothing'
  #passed = 0

  constructor(options: ReactingOptions<Command>) {
    const { reaction, store, viewStore, onError = {}, onDisturbance } = options
    const { name, onError: own } = reaction
    this.policy =
      own === undefined ? fullErrorPolicy(onError, 'onError') : fullErrorPolicy(own, `onError of reaction ${name}`)
    this.tell = undisturbed(onDisturbance)
    this.#options = options
    this.#saved = new SavedProgress({ reaction: reaction.name, store, viewStore })
  }

  get name(): string {
    return this.#options.reaction.name
  }

  /** The last event that it has answered, or passed because it does not hear it. */
  get checkpoint(): Position | undefined {
    return this.#checkpoint?.position
  }

  /** Takes up where it was left, or begins where nothing is kept of it: at the head, unless it begins at the start. */
  async begin(): Promise<void> {
    const { reaction, store } = this.#options
    const left = await this.#saved.load()
    const head = left !== undefined || reaction.from === 'start' ? undefined : await store.head()
    const { checkpoint } = left ?? (await this.#saved.begin(head === undefined ? undefined : { position: head }))
    this.#checkpoint = checkpoint
  }

  /** Takes over what another runner has answered and kept meanwhile, so that it is not done again in another state. */
  resume(): Promise<void> {
    return this.#inTurn(async () => this.#pass((await this.#saved.load())?.checkpoint))
  }

  /** What is parked, by whichever runner. */
  parked(): Promise<readonly Parked[]> {
    return this.#inTurn(async () => (await this.#saved.load())?.parked ?? [])
  }

  /** Whether there is nothing to answer about an event: it was answered, or is not heard and is passed at once. Throws `newer-event`. */
  passes(recorded: RecordedEvent): boolean {
    this.#options.codec.knows(recorded)
    if (this.#isBehind(recorded)) return true
    if (Object.hasOwn(this.#options.reaction.on, recorded.type)) return false
    this.#pass(checkpointAt(recorded))
    return true
  }

  /** Answers one event, unless that was done; the checkpoint moves behind it afterwards. */
  answer(recorded: RecordedEvent): Promise<void> {
    return this.#inTurn(async () => {
      // what had to be kept, and could not be, is kept before anything else is done
      if (this.#unsaved === 'at-once') await this.#save()
      if (this.passes(recorded)) return
      const failures: Failure[] = []
      try {
        await this.#issueAll(recorded, (commands) => this.#notRefused(recorded, commands), failures)
      } catch (error) {
        // what was refused before it failed stays parked, and is not asked when the event is tried again
        this.#add(recorded, failures, 1)
        if (this.policy.then === 'stop' || mayPass(error) || !mayPark(error)) throw error
        this.#addError(recorded, error, 1)
        return this.#goOnBehind(recorded)
      }
      this.#add(recorded, failures, 1)
      await this.#goOnBehind(recorded)
    })
  }

  /** Parks an event that could not be answered though it was tried so often, and goes on behind it. */
  park(recorded: RecordedEvent, { error, attempts }: { readonly error: unknown; readonly attempts: number }) {
    return this.#inTurn(async () => {
      if (this.passes(recorded)) return
      this.#addError(recorded, error, attempts)
      await this.#goOnBehind(recorded)
    })
  }

  /**
   * Answers an event again, if it is parked. What does well leaves the list; what fails stays with its new reason. One that is not answered
   * to the end is left to whoever does that.
   */
  answerAgain(recorded: RecordedEvent): Promise<void> {
    return this.#inTurn(async () => {
      // looked up in its turn: it may have been dropped, or answered by another, since the list was asked for
      const { checkpoint, parked: listed = [] } = (await this.#saved.load()) ?? {}
      const before = listed.filter((entry) => entry.event.id === recorded.id && !isAhead(entry, { checkpoint }))
      if (before.length === 0) return
      const failures: Failure[] = []
      try {
        await this.#issueAll(recorded, (commands) => stillAsked(commands, before), failures)
      } catch (error) {
        if (mayPass(error) || !mayPark(error)) throw error
        failures.push({ error })
      }
      const attempts = 1 + Math.max(...before.map((entry) => entry.attempts))
      const since = before[0]?.since ?? this.#options.now()
      const parked = failures.map((failure) => toParked(recorded, failure, { attempts, since }))
      await this.#saved.apply(answeredAgain(recorded.id, parked))
    })
  }

  /** Takes an event off the list, which is then never answered, save by a runner that is answering it at that very moment. */
  drop(eventId: string): Promise<void> {
    return this.#inTurn(async () => {
      // whether it is answered to the end follows from what is stored
      await this.#save()
      await this.#saved.apply(dropped(eventId))
    })
  }

  /** Keeps where it stands, if it has done anything, or passed much. */
  save(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#unsaved !== 'nothing' || this.#passed >= passedBetweenSaves) await this.#save()
    })
  }

  /** Keeps the checkpoint also where it only passed events that it does not hear. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#unsaved !== 'nothing' || this.#passed > 0) await this.#save()
    })
  }

  #isBehind({ position }: RecordedEvent): boolean {
    return this.#checkpoint !== undefined && position <= this.#checkpoint.position
  }

  #pass(checkpoint: Checkpoint | undefined): void {
    const reached = later(this.#checkpoint, checkpoint)
    if (reached === this.#checkpoint) return
    this.#checkpoint = reached
    this.#passed += 1
  }

  /** Issues those of the reaction's commands that are chosen; what is refused comes among the failures, what else goes wrong is thrown. */
  async #issueAll(
    recorded: RecordedEvent,
    chosen: (commands: readonly Command[]) => readonly Command[],
    failures: Failure[],
  ): Promise<void> {
    const { codec, reaction, issue } = this.#options
    const event = codec.decode(recorded)
    for (const command of chosen(commandsFor(reaction, event))) {
      const answer = await issue(command, { event, reaction: reaction.name }).catch((error: unknown) => {
        if (isLianxiError(error) && refusals.has(error.code)) return error
        throw error
      })
      if (!('events' in answer)) failures.push({ command, code: answer.code, message: answer.message })
      // What left no event would be judged anew after a crash, by then in another state: so it is kept at once.
      else if (answer.events.length === 0) this.#unsaved = 'at-once'
      else if (this.#unsaved === 'nothing') this.#unsaved = 'some'
    }
  }

  /** The commands that an earlier try at the event has not parked. */
  #notRefused(recorded: RecordedEvent, commands: readonly Command[]): readonly Command[] {
    const parked = [this.#saved.parked, this.#parked].flatMap((list) => parkedOf(list, recorded))
    if (parked.length === 0) return commands
    const refused = commandTexts(parked)
    return commands.filter((command) => !refused.has(commandText(command)))
  }

  #addError(recorded: RecordedEvent, error: unknown, attempts: number): void {
    const parked = this.#saved.parked.filter(({ command }) => command === undefined).length
    if (parked >= mostParkedErrors) throw new LianxiError('too-many-parked', { reaction: this.name, parked }, error)
    this.#add(recorded, [{ error }], attempts)
  }

  #add(recorded: RecordedEvent, failures: readonly Failure[], attempts: number): void {
    if (failures.length === 0) return
    const tries = { attempts, since: this.#options.now() }
    for (const failure of failures) {
      const entry = toParked(recorded, failure, tries)
      if ('error' in failure) this.#causes.set(entry, failure.error)
      this.#parked = [...this.#parked, entry]
    }
    this.#unsaved = 'at-once'
  }

  async #goOnBehind(recorded: RecordedEvent): Promise<void> {
    this.#pass(checkpointAt(recorded))
    if (this.#unsaved === 'at-once') await this.#save()
  }

  async #save(): Promise<void> {
    const own = this.#parked
    const { checkpoint, parked } = await this.#saved.apply(answered(this.#checkpoint, own))
    this.#pass(checkpoint)
    this.#parked = []
    this.#unsaved = 'nothing'
    this.#passed = 0
    // what another runner had parked before stands as that one's, who told of it
    for (const entry of own.filter((each) => parked.includes(each)))
      this.tell({ kind: 'parked', reaction: this.name, ...entry }, this.#causes.get(entry))
  }
}

function commandTexts(parked: readonly Parked[]): ReadonlySet<string> {
  return new Set(parked.flatMap(({ command }) => (command === undefined ? [] : [commandText(command)])))
}

/**
 * What is asked again of a parked event: those commands that were parked, since of the others some left no event and would be judged
 * anew. Where the event was not answered at all, or the reaction was mended and gives other commands now, all of them are asked.
 */
function stillAsked<Command>(commands: readonly Command[], before: readonly Parked[]): readonly Command[] {
  if (before.some(({ command }) => command === undefined)) return commands
  const refused = commandTexts(before)
  const again = commands.filter((command) => refused.has(commandText(command)))
  return again.length < refused.size ? commands : again
}
