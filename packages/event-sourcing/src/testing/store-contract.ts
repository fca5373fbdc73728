// The promises of the port (event-store.ts, view-store.ts) as cases that any store can be put to.
import { appending } from './store-contract/append.js'
import type { Chapter, StoreUnderTest } from './store-contract/case.js'
import { closing } from './store-contract/closing.js'
import { reconnecting } from './store-contract/connection.js'
import { crashing } from './store-contract/crash.js'
import { ending } from './store-contract/ending.js'
import { heading } from './store-contract/head.js'
import { findingIds } from './store-contract/id-index.js'
import { appendingMuch } from './store-contract/large.js'
import { modelling } from './store-contract/model/like-a-list.js'
import { ordering } from './store-contract/order.js'
import { positioning } from './store-contract/positions.js'
import { racing } from './store-contract/race.js'
import { reading } from './store-contract/reads.js'
import { refusing } from './store-contract/refusals.js'
import { registerChapters } from './store-contract/register.js'
import { scheduling } from './store-contract/schedule.js'
import { subscribing } from './store-contract/subscriptions.js'
import { keeping } from './store-contract/texts.js'
import { keepingViews } from './store-contract/views.js'
import type { ContractRunner } from './test-runner.js'

export type { StoreCapabilities, StorePlace, StoreUnderTest } from './store-contract/case.js'

const chapters: readonly Chapter[] = [
  appending,
  refusing,
  reading,
  keeping,
  ordering,
  positioning,
  heading,
  racing,
  scheduling,
  appendingMuch,
  subscribing,
  ending,
  reconnecting,
  keepingViews,
  closing,
  crashing,
  modelling,
]

/** Registers every case. One that needs what the store declares not to have is registered as skipped, with the reason in its title. */
export function storeContract(runner: ContractRunner, subject: StoreUnderTest): void {
  registerChapters(runner, subject, { title: `${subject.name} keeps the contract of event stores`, chapters })
}

/** What a store with an index of ids promises beside the contract: an id that is stored already, in any stream, is refused. */
export function idIndexContract(runner: ContractRunner, subject: StoreUnderTest): void {
  registerChapters(runner, subject, { title: `${subject.name} has an index of ids`, chapters: [findingIds] })
}
