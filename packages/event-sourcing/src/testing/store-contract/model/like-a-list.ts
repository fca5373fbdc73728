// The contract as one property: whatever is asked of a store, it answers as a list of events does.
import * as fc from 'fast-check'
import { broken, type Chapter, type Stage } from '../case.js'
import { assertProperty, wordsOf } from '../property.js'
import { anAppend } from './appends.js'
import type { Ask, World } from './ask.js'
import { aReopening } from './lives.js'
import { List, type ListPromises } from './list.js'
import { allReadings, aReading, aStreamReading, aSubscription } from './readings.js'
import { aDrop, allLoads, aLoad, aSave } from './views.js'

/** What may be asked of a store of these capabilities. */
function asksOf({ capabilities: { durable, viewStore } }: Stage): fc.Arbitrary<Ask> {
  const weighed = (weight: number, arbitrary: fc.Arbitrary<Ask>) => ({ weight, arbitrary })
  return fc.oneof(
    weighed(8, anAppend),
    weighed(3, aStreamReading),
    weighed(3, aReading),
    weighed(3, aSubscription),
    ...(durable ? [weighed(1, aReopening)] : []),
    ...(viewStore ? [weighed(3, aSave), weighed(2, aLoad), weighed(1, aDrop)] : []),
  )
}

async function compare(world: World, asks: readonly Ask[]): Promise<void> {
  for (const [turn, ask] of asks.entries()) {
    await ask.put(world, turn).catch((error: unknown) => {
      const words = asks.slice(0, turn + 1).map(({ words }, index) => `${index}: ${words}`)
      broken(wordsOf(error), `after\n${words.join('\n')}`)
    })
  }
}

/** Whatever is asked, the store answers as a list of events would that keeps these promises. */
export function assertLikeAList(stage: Stage, promises: ListPromises): Promise<void> {
  return assertProperty(stage, fc.array(asksOf(stage), { maxLength: 30, size: 'max' }), {
    law: 'the store answers as a list of events would',
    holds: (asks) =>
      stage.elsewhere(async (there) => {
        const stores = [await there.open()]
        if (stage.capabilities.severalProcesses) stores.push(await there.open())
        const inTheEnd = [...allReadings, ...(stage.capabilities.viewStore ? allLoads : [])]
        await compare({ list: new List(promises), stores, stage: there }, [...asks, ...inTheEnd])
      }),
  })
}

export const modelling: Chapter = {
  title: 'against a model',
  cases: [
    {
      law: 'answers every sequence of appends, readings, subscriptions, closings and saves as a list of events would',
      long: true,
      run: (stage) => assertLikeAList(stage, { idIndex: false }),
    },
  ],
}
