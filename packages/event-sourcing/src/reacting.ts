// One reaction at work. It has a checkpoint for the whole store; doing an event again has no further effect.
import * as z from 'zod'
import { canonicalText } from './canonical.js'
import type { StoredEvent } from './codec.js'
import { isLianxiError, LianxiError, type ErrorCode } from './errors.js'
import { entryFor } from './hear.js'
import { parse } from './parse.js'
import type { Position } from './position.js'
import type { AnyReaction } from './reaction.js'
import type { Receipt } from './receipt.js'
import type { Rejection } from './rejection.js'
import type { ViewStore } from './view-store.js'

/** A command that a reaction issued and that was refused: kept to be looked at, never silently tried again. */
export interface Parked {
  readonly event: { readonly id: string; readonly type: string; readonly stream: string; readonly revision: number }
  readonly command: unknown
  readonly code: string
  readonly message: string
}

const parkedSchema = z.strictObject({
  event: z.strictObject({ id: z.string(), type: z.string(), stream: z.string(), revision: z.int() }),
  command: z.unknown(),
  code: z.string(),
  message: z.string(),
})
const progressSchema = z.strictObject({ parked: z.array(parkedSchema) })

interface Progress {
  readonly parked: readonly Parked[]
  readonly checkpoint: Position | undefined
  readonly saves: number
}

function isAmong(list: readonly Parked[], { event, command }: Parked): boolean {
  return list.some((known) => known.event.id === event.id && canonicalText(known.command) === canonicalText(command))
}

/** What is wrong with the command itself, and would be each time. Any other error is the store's or the program's: it stops the reaction, which goes on once that is mended. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid-input',
  'unknown-command',
  'command-rejected',
  'command-id-reused',
  'append-refused',
  'duplicate-event',
])

const savingAttempts = 100

/** A refused command as it can be kept: one that JSON does not keep is kept as what is wrong with it. */
function keepable(command: unknown): unknown {
  try {
    return JSON.parse(canonicalText(command))
  } catch (error) {
    return { unkeepable: error instanceof Error ? error.message : String(error) }
  }
}

export interface ReactingOptions<Command> {
  readonly reaction: AnyReaction<Command>
  readonly viewStore: ViewStore
  /** Executes a command that an event caused, under the id that follows from both. */
  issue(
    command: Command,
    cause: { readonly event: StoredEvent; readonly reaction: string },
  ): Promise<Receipt | Rejection>
}

/** One reaction at work: where it stands, and what it had to park. */
export class Reacting<Command> {
  readonly #options: ReactingOptions<Command>
  #parked: readonly Parked[] = []
  #checkpoint: Position | undefined
  #saves = 0
  #unsaved = false

  constructor(options: ReactingOptions<Command>) {
    this.#options = options
  }

  get name(): string {
    return this.#options.reaction.name
  }

  get checkpoint(): Position | undefined {
    return this.#checkpoint
  }

  get parked(): readonly Parked[] {
    return this.#parked
  }

  get #key() {
    return { name: `reaction/${this.name}`, version: '1', partition: '' }
  }

  /** Takes up where it was left, or begins at `head` on a store that it has not met. */
  async begin(head: () => Promise<Position | undefined>): Promise<void> {
    const left = await this.#load()
    if (left !== undefined) return this.#goOnFrom(left)
    this.#checkpoint = this.#options.reaction.from === 'start' ? undefined : await head()
    if (await this.#keep()) return
    // another runner met the store at the same moment, and where it began is where the reaction begins
    const begun = await this.#load()
    if (begun !== undefined) this.#goOnFrom(begun)
  }

  async #load(): Promise<Progress | undefined> {
    const saved = await this.#options.viewStore.load(this.#key)
    if (saved === undefined) return undefined
    const { parked } = parse(progressSchema, JSON.parse(saved.state), `progress of reaction ${this.name}`)
    return { parked, checkpoint: saved.checkpoint, saves: saved.saves }
  }

  #goOnFrom({ parked, checkpoint, saves }: Progress): void {
    this.#parked = parked
    this.#checkpoint = checkpoint
    this.#saves = saves
  }

  /** Keeps where it stands; false where another runner has saved since. */
  async #keep(): Promise<boolean> {
    const next = {
      state: canonicalText({ parked: this.#parked }),
      ...(this.#checkpoint === undefined ? {} : { checkpoint: this.#checkpoint }),
      saves: this.#saves + 1,
    }
    const kept = await this.#options.viewStore.save(this.#key, next)
    if (kept) this.#saves = next.saves
    return kept
  }

  /** Takes over what another runner has done and kept meanwhile, so that it is not done again in another state. */
  async resume(): Promise<void> {
    const progress = await this.#load()
    if (progress !== undefined && progress.saves !== this.#saves) this.#join(progress)
  }

  hears(type: string): boolean {
    return Object.hasOwn(this.#options.reaction.on, type)
  }

  /** Answers one event; the checkpoint moves behind it afterwards. */
  async answer(event: StoredEvent): Promise<void> {
    const { reaction, issue } = this.#options
    const commands = (entryFor(reaction.on, event)?.(event) ?? []) as readonly Command[]
    let settledWithoutTrace = false
    for (const command of commands) {
      const answer = await issue(command, { event, reaction: reaction.name }).catch((error: unknown) => {
        if (isLianxiError(error) && refusals.has(error.code)) return error
        throw error
      })
      if ('events' in answer) settledWithoutTrace ||= answer.events.length === 0
      else this.#park(event, command, answer)
    }
    this.pass(event.position)
    if (commands.length > 0) this.#unsaved = true
    // What left no event would be judged anew after a crash, by then in another state: so it is kept at once.
    if (settledWithoutTrace || this.#parked.some((parked) => parked.event.id === event.id)) await this.save()
  }

  /** Moves the checkpoint behind an event that it does not hear. */
  pass(position: Position): void {
    if (this.#checkpoint === undefined || position > this.#checkpoint) this.#checkpoint = position
  }

  #park(
    { id, type, stream, revision }: StoredEvent,
    command: Command,
    { code, message }: { code: string; message: string },
  ): void {
    const parked = { event: { id, type, stream, revision }, command: keepable(command), code, message }
    if (!isAmong(this.#parked, parked)) this.#parked = [...this.#parked, parked]
  }

  /** Keeps checkpoint and parked commands, together with those of another runner that has saved since. */
  async save(): Promise<void> {
    let attempts = 0
    while (this.#unsaved) {
      if (await this.#keep()) this.#unsaved = false
      else this.#join(await this.#load())
      attempts += 1
      if (this.#unsaved && attempts === savingAttempts) {
        throw new LianxiError('store-busy', { path: this.#key.name, reason: 'others save all the time' })
      }
    }
  }

  /** What either runner has answered is answered, and what either has parked is parked. */
  #join(other: Progress | undefined): void {
    this.#saves = other?.saves ?? 0
    if (other === undefined) return
    if (other.checkpoint !== undefined) this.pass(other.checkpoint)
    this.#parked = [...other.parked, ...this.#parked.filter((parked) => !isAmong(other.parked, parked))]
  }

  /** Keeps the checkpoint also where it only passed events that it does not hear. */
  async close(): Promise<void> {
    this.#unsaved ||= this.#checkpoint !== undefined
    await this.save()
  }
}
