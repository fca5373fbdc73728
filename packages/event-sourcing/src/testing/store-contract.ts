// The promises of the port (event-store.ts, view-store.ts) as cases that any store can be put to.
import { appending } from './store-contract/append.js'
import { runCase, type Chapter, type Need, type StoreUnderTest } from './store-contract/case.js'
import { closing } from './store-contract/closing.js'
import { modelling } from './store-contract/model.js'
import { ordering } from './store-contract/order.js'
import { racing } from './store-contract/race.js'
import { reading } from './store-contract/reads.js'
import { refusing } from './store-contract/refusals.js'
import { subscribing } from './store-contract/subscriptions.js'
import { keeping } from './store-contract/texts.js'
import { keepingViews } from './store-contract/views.js'

export type { StoreCapabilities, StorePlace, StoreUnderTest } from './store-contract/case.js'

/** Where the cases are registered: vitest, jest, mocha and node:test fit as they are. */
export interface ContractRunner {
  describe(title: string, body: () => void): void
  readonly it: {
    (title: string, body: () => Promise<void>): void
    skip(title: string, body: () => Promise<void>): void
  }
}

const chapters: readonly Chapter[] = [
  appending,
  refusing,
  reading,
  keeping,
  ordering,
  racing,
  subscribing,
  keepingViews,
  closing,
  modelling,
]

const without: Readonly<Record<Need, string>> = {
  durable: 'is not durable',
  severalProcesses: 'is not for several processes',
  viewStore: 'keeps no views',
}

function missing(subject: StoreUnderTest, needs: readonly Need[]): Need | undefined {
  const has: Readonly<Record<Need, boolean>> = { ...subject.capabilities, viewStore: subject.viewStore }
  return needs.find((need) => !has[need])
}

/** Registers every case. One that needs what the store declares not to have is registered as skipped, with the reason in its title. */
export function storeContract({ describe, it }: ContractRunner, subject: StoreUnderTest): void {
  describe(`${subject.name} keeps the contract of event stores`, () => {
    for (const { title, cases } of chapters) {
      describe(title, () => {
        for (const storeCase of cases) {
          const body = () => runCase(subject, storeCase)
          const need = missing(subject, storeCase.needs ?? [])
          if (need === undefined) it(storeCase.law, body)
          else it.skip(`${storeCase.law} (skipped: ${subject.name} ${without[need]})`, body)
        }
      })
    }
  })
}
