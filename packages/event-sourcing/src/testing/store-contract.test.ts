import { describe, expect, it } from 'vitest'
import { isLianxiError } from '../terms/errors.js'
import type { StorePlace } from './store-contract/case.js'
import { appendFaults } from './store-contract/faults/appending.js'
import { connectFaults } from './store-contract/faults/connecting.js'
import { crashFaults } from './store-contract/faults/crashing.js'
import { placeOf, type Fault } from './store-contract/faults/fault.js'
import { followFaults } from './store-contract/faults/following.js'
import { headFaults } from './store-contract/faults/heads.js'
import { keepFaults } from './store-contract/faults/keeping.js'
import { largeFaults } from './store-contract/faults/large.js'
import { positionFaults } from './store-contract/faults/positions.js'
import { raceFaults } from './store-contract/faults/racing.js'
import { readFaults } from './store-contract/faults/reading.js'
import { viewFaults } from './store-contract/faults/viewing.js'
import { idIndexContract, storeContract } from './store-contract.js'

const faults: readonly Fault[] = [
  ...appendFaults,
  ...readFaults,
  ...headFaults,
  ...positionFaults,
  ...keepFaults,
  ...raceFaults,
  ...largeFaults,
  ...followFaults,
  ...crashFaults,
  ...connectFaults,
  ...viewFaults,
]

interface Collected {
  readonly cases: ReadonlyMap<string, () => Promise<void>>
  readonly skipped: readonly string[]
}

/** The cases as a test runner would be handed them. */
function collect(place: () => StorePlace, { capable = true, patience = 150 } = {}): Collected {
  const cases = new Map<string, () => Promise<void>>()
  const skipped: string[] = []
  const register = (title: string, body: () => Promise<void>) => {
    if (cases.has(title)) throw new Error(`two cases are called ${title}`)
    cases.set(title, body)
  }
  const runner = {
    describe: (_: string, body: () => void) => body(),
    it: Object.assign(register, { skip: (title: string) => void skipped.push(title) }),
  }
  const subject = {
    name: 'the store',
    place,
    capabilities: { durable: capable, severalProcesses: capable },
    viewStore: capable,
    connection: capable,
    patience,
    property: { runs: 30 },
  }
  storeContract(runner, subject)
  idIndexContract(runner, subject)
  return { cases, skipped }
}

const sound = () => placeOf(() => ({}))
const titles = [...collect(sound).cases.keys()]

function lawOf(beginning: string): string {
  const found = titles.filter((title) => title.startsWith(beginning))
  if (found.length !== 1) throw new Error(`${found.length} laws begin with ${beginning}`)
  return String(found[0])
}

/** Each law that must notice the fault, with what it is to end with. */
function expectedOf({ noticed, thrown = {} }: Fault): readonly (readonly [string, string])[] {
  const others = Object.entries(thrown).map(([beginning, error]) => [lawOf(beginning), error] as const)
  return [...noticed.map((beginning) => [lawOf(beginning), 'law-broken'] as const), ...others]
}

/** What the law ends with on a store with the fault: the code of our error, or how another begins, as far as the fault says it. */
async function outcomeOf({ alter, thrown = {} }: Fault, law: string): Promise<string> {
  try {
    await collect(() => placeOf(alter)).cases.get(law)?.()
    return 'nothing was noticed'
  } catch (error) {
    // a law that expects a refusal tells of any other error as `law-broken`
    const [slip] = /(?:Type|Reference)Error: .*/.exec(String(error)) ?? []
    const told = slip ?? (isLianxiError(error) ? error.code : String(error))
    return Object.values(thrown).find((beginning) => told.startsWith(beginning)) ?? told
  }
}

describe('the contract notices a store that', () => {
  for (const fault of faults) {
    it(`${fault.store}`, async () => {
      // outside the laws, so that a fault that is broken itself is not taken for one that was noticed
      await placeOf(fault.alter).open()
      const expected = expectedOf(fault)
      const outcomes: [string, string][] = []
      for (const [law] of expected) outcomes.push([law, await outcomeOf(fault, law)])
      expect(outcomes).toEqual(expected)
    })
  }

  it('differs from a list of events in anything that the model asks', async () => {
    const law = lawOf('answers every sequence')
    const differ = [
      'counts from 1',
      'gives one more than the limit',
      'ignores the partition',
      'accepts duplicates',
      'ignores the expected revision',
      'begins every subscription at the start',
      'saves without comparing',
      'keeps the first checkpoint',
      'drops nothing',
      'shares nothing with the others on its place, and keeps nothing',
    ]
    for (const fault of faults.filter(({ store }) => differ.includes(store))) {
      const failure: unknown = await collect(() => placeOf(fault.alter))
        .cases.get(law)?.()
        .catch((error: unknown) => error)
      expect(isLianxiError(failure) ? failure.code : failure, fault.store).toBe('law-broken')
      expect(String(failure), fault.store).toContain('seed 20170701')
      expect(String(failure), fault.store).toContain('after\n0: ')
    }
  })
})

it('a fault that is broken itself proves no law', async () => {
  const slip = (): never => {
    throw new TypeError('a slip')
  }
  const broken = { store: 'is broken', noticed: [], alter: slip }
  expect(() => placeOf(broken.alter).open()).toThrow('a slip')
  const refusal = lawOf('throws append-refused for no events')
  for (const alter of [slip, () => ({ append: async () => slip() })]) {
    expect(await outcomeOf({ ...broken, alter }, refusal)).toContain('TypeError: a slip')
  }
})

describe('the contract', () => {
  it('has no law that no fault breaks', () => {
    const proved = new Set(faults.flatMap(expectedOf).map(([law]) => law))
    expect(titles.filter((title) => !proved.has(title))).toEqual([lawOf('answers every sequence')])
  })

  it('finds nothing wrong with a sound store', async () => {
    for (const [title, run] of collect(sound, { patience: 4_000 }).cases) {
      await run().catch((error: unknown) => {
        throw new Error(title, { cause: error })
      })
    }
  })

  it('names the cases that it skips, and why', () => {
    const { cases, skipped } = collect(sound, { capable: false })
    expect(cases.size + skipped.length).toBe(titles.length)
    expect(skipped).toContain(
      'leaves a store that goes on where it was: conflicts and positions (skipped: the store is not durable)',
    )
    expect(skipped.filter((title) => title.includes('is not for several processes')).length).toBe(6)
    expect(skipped.filter((title) => title.includes('keeps no views')).length).toBe(14)
  })

  it('shows what differs', async () => {
    const [fault] = readFaults.filter(({ store }) => store === 'counts from 1')
    const failure: unknown = await collect(() => placeOf(fault?.alter ?? (() => ({}))))
      .cases.get(lawOf('starts at every from'))?.()
      .catch((error: unknown) => error)
    expect(String(failure)).toContain('from 1, limit undefined')
    expect(String(failure)).toMatch(/^\+ .*number/m)
  })
})
