// A hall that is open, in a store in memory: what tests of commands and of views begin with.
import type { Receipt } from '../commands/receipt.js'
import { memoryStore } from '../stores/memory-store.js'
import { isRejection, type Rejection } from '../terms/rejection.js'
import { hallBench, type HallStore, type HeldHall } from './hall-bench.js'

export async function openedHall(seats = 3) {
  const store = memoryStore()
  const bench = hallBench(store)
  const held = bench.hold()
  await bench.open(held, seats)
  return { store, bench, held }
}

/** A store that does something first, or instead, when events are added. */
export function storeThat(store: HallStore, append: HallStore['append']): HallStore {
  return { readStream: store.readStream, append }
}

/** Where the events of a receipt stand. Throws at a no: whoever asks expects none. */
export function revisions(answer: Receipt | Rejection): readonly number[] {
  if (isRejection(answer)) throw new Error(`refused: ${answer.message}`)
  return answer.events.map(({ revision }) => revision)
}

export function names(held: HeldHall): readonly string[] {
  return held.state.guests.map(({ name }) => name)
}
