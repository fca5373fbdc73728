// How a case is run: on a place of its own, with nothing left open behind it.
import { LianxiError } from '../../terms/errors.js'
import { runsOf, type PropertyOptions } from '../runs.js'
import { broken, type Progress, type Stage, type StorePlace, type StoreUnderTest } from './case.js'

function propertyOf(said: PropertyOptions = {}): Required<PropertyOptions> {
  return { seed: 20170701, ...runsOf(said, 20) }
}

const usualPatience = 4_000

/** How long a case may take, in milliseconds: a minute and a second for each run of a property is by far enough on any machine. */
export function longestOf({ patience = usualPatience, property }: StoreUnderTest): number {
  return 15 * patience + 1_000 * propertyOf(property).runs
}

export async function inTime<T>(
  patience: number,
  { what, answer }: { readonly what: string; readonly answer: Promise<T> & Partial<Progress> },
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const told = [`it did not come within ${patience} ms`, answer.soFar?.()].filter((part) => part !== undefined)
      reject(new LianxiError('law-broken', { law: what, difference: told.join(': ') }))
    }, patience)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

interface Open {
  readonly place: StorePlace
  /** What undoes what was done on the place, in the order in which it was done. */
  readonly undo: (() => Promise<void>)[]
}

function stageOn(subject: StoreUnderTest, { place, undo }: Open): Stage {
  const patience = subject.patience ?? usualPatience
  const within: Stage['inTime'] = (what, answer, times = 1) => inTime(patience * times, { what, answer })
  return {
    async open() {
      const store = await within('the opening', Promise.resolve(place.open()), 3)
      undo.push(async () => within('the close behind the case', store.close(), 3))
      return store
    },
    async writer() {
      if (place.writer === undefined)
        return broken('a durable store is tried with processes that are killed', 'its place has no writer()')
      const writer = await place.writer()
      undo.push(() => writer.kill())
      return writer
    },
    async interrupt() {
      if (place.interrupt === undefined)
        return broken('a store with a connection is tried without it', 'its place has no interrupt()')
      await place.interrupt()
    },
    elsewhere: (run) => onPlace(subject, run),
    inTime: within,
    capabilities: { ...subject.capabilities, viewStore: subject.viewStore },
    property: propertyOf(subject.property),
  }
}

/** Runs on an empty place. */
export async function onPlace<T>(subject: StoreUnderTest, run: (stage: Stage) => Promise<T>): Promise<T> {
  const place = await subject.place()
  const undo: (() => Promise<void>)[] = []
  const answer = run(stageOn(subject, { place, undo }))
  const [ran] = await Promise.allSettled([inTime(longestOf(subject), { what: 'the end of the case', answer })])
  const cleared = []
  for (const end of [...undo, async () => place.remove?.()]) cleared.push(...(await Promise.allSettled([end()])))
  // the case knows best: what fails behind it may have failed because it did
  if (ran.status === 'rejected') throw ran.reason
  for (const step of cleared) if (step.status === 'rejected') throw step.reason
  return ran.value
}
