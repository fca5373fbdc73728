// What every decider must obey, ours and anyone's: checked over generated sequences of commands on one stream.
import * as fc from 'fast-check'
import type { CommandTable, Decider } from '../commands/decider.js'
import type { Schemas } from '../terms/schema.js'
import { LianxiError } from '../terms/errors.js'
import type { Rejection } from '../terms/rejection.js'
import type { Receipt } from '../commands/receipt.js'
import { assertSame } from './difference.js'
import { lawBench, type LawBench, type LawfulCommand } from './law-bench.js'
import { runsOf, type PropertyOptions } from './runs.js'
import type { TestRunner } from './test-runner.js'

/** Each law tries 50 sequences unless said. */
export interface LawOptions extends PropertyOptions {
  /** Sequences of commands on one stream. They are run in order; what is refused is part of the story. */
  readonly commands: fc.Arbitrary<readonly LawfulCommand[]>
}

type Law = (bench: LawBench, commands: readonly LawfulCommand[]) => Promise<void>

/** A rejection as its reason, a receipt as how many events it lists: what both ways of deciding have in common. */
function gist(answer: unknown): unknown {
  if (Array.isArray(answer)) return { events: answer.length }
  if (typeof answer === 'object' && answer !== null && 'reason' in answer) return { rejected: answer.reason }
  if (typeof answer === 'object' && answer !== null && 'events' in answer && Array.isArray(answer.events)) {
    return { events: answer.events.length }
  }
  throw new LianxiError('law-broken', { law: 'a decision is events or a rejection', difference: String(answer) })
}

function storedSomething(answer: Receipt | Rejection): answer is Receipt {
  return 'events' in answer && answer.events.length > 0
}

const laws: Readonly<Record<string, Law>> = {
  'a replayed state is the live state': async (bench, commands) => {
    for (const [index, command] of commands.entries()) {
      await bench.run(command, index)
      assertSame(`the state after ${command.type}, replayed`, bench.liveState(), await bench.replayedState())
    }
  },
  'folding in place and folding in drafts agree': async (bench, commands) => {
    for (const [index, command] of commands.entries()) await bench.run(command, index)
    const { inPlace, oneDraft, draftEach } = await bench.foldedStates()
    assertSame('the state folded in one draft', JSON.parse(inPlace), JSON.parse(oneDraft))
    assertSame('the state folded in a draft an event', JSON.parse(inPlace), JSON.parse(draftEach))
  },
  'the same command twice gives the first receipt and stores nothing': async (bench, commands) => {
    for (const [index, command] of commands.entries()) {
      const first = await bench.run(command, index)
      if (!storedSomething(first)) continue
      const before = (await bench.stored()).length
      assertSame(`the receipt of ${command.type}, given twice`, first, await bench.run(command, index))
      assertSame(`the events after ${command.type}, given twice`, before, (await bench.stored()).length)
    }
  },
  'a decision leaves the state alone': async (bench, commands) => {
    for (const [index, command] of commands.entries()) {
      const onFrozen = gist(await bench.decideOnFrozen(command))
      assertSame(`the answer to ${command.type} on a frozen state`, onFrozen, gist(await bench.run(command, index)))
    }
  },
  'folding leaves the events alone': async (bench, commands) => {
    for (const [index, command] of commands.entries()) await bench.run(command, index)
    const { before, after } = await bench.eventsAroundFolding()
    assertSame('the events after folding', JSON.parse(before), JSON.parse(after))
  },
}

/** Registers one test a law. A broken law throws `law-broken`, with the sequence that fast-check shrank to. */
export function deciderLaws<
  State,
  Events extends Schemas,
  C extends CommandTable<keyof Events & string>,
  No extends Rejection,
>({ describe, it }: TestRunner, decider: Decider<State, Events, C, No>, { commands, ...said }: LawOptions): void {
  const { runs, ...seed } = runsOf(said, 50)
  describe(`the laws of ${decider.category}`, () => {
    for (const [title, law] of Object.entries(laws)) {
      it(title, () =>
        fc.assert(
          fc.asyncProperty(commands, (sequence) => law(lawBench(decider), sequence)),
          { numRuns: runs, ...seed },
        ),
      )
    }
  })
}
