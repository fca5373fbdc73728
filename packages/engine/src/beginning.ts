// When reactions begin. Where they begin is kept, and to keep it may fail for a time: who reads need not wait for that.
import { mayPass, type Reacting } from '@lianxi/event-sourcing'

export interface Beginning {
  /** Whether all have begun. */
  readonly done: boolean
  /** Begins all that have not. Throws why they cannot; the next call tries again. */
  now(): Promise<void>
}

/** Begins all reactions. Where that fails for a time it is to be tried again before anything is stored that they might miss. */
export async function beginAll<Command>(reacting: readonly Reacting<Command>[]): Promise<Beginning> {
  let done = false
  let trying: Promise<void> | undefined

  async function begin(): Promise<void> {
    try {
      for (const each of reacting) await each.begin()
      done = true
    } finally {
      trying = undefined
    }
  }

  async function now(): Promise<void> {
    if (done) return
    // several who ask at once wait for one trying
    trying ??= begin()
    await trying
  }

  try {
    await now()
  } catch (error) {
    if (!mayPass(error)) throw error
  }
  return {
    get done() {
      return done
    },
    now,
  }
}
