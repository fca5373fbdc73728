// Registers chapters of a contract with a test runner. A case that needs what the store has not is named, with the reason.
import type { ContractRunner } from '../test-runner.js'
import type { Chapter, Need, StoreUnderTest } from './case.js'
import { longestOf, onPlace } from './stage.js'

const without: Readonly<Record<Need, string>> = {
  durable: 'is not durable',
  severalProcesses: 'is not for several processes',
  viewStore: 'keeps no views',
  connection: 'has no connection to lose',
}

function missing({ capabilities, viewStore, connection = false }: StoreUnderTest, needs: readonly Need[]) {
  const has: Readonly<Record<Need, boolean>> = { ...capabilities, viewStore, connection }
  return needs.find((need) => !has[need])
}

export function registerChapters(
  { describe, it }: ContractRunner,
  subject: StoreUnderTest,
  { title, chapters }: { readonly title: string; readonly chapters: readonly Chapter[] },
): void {
  const longest = longestOf(subject)
  describe(title, () => {
    for (const { title: chapter, cases } of chapters) {
      describe(chapter, () => {
        for (const { law, needs = [], long, run } of cases) {
          const body = () => onPlace(subject, run)
          const need = missing(subject, needs)
          if (need !== undefined) it.skip(`${law} (skipped: ${subject.name} ${without[need]})`, body)
          else if (long) it(law, body, longest)
          else it(law, body)
        }
      })
    }
  })
}
