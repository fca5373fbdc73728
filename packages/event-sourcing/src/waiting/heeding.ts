// A reading that hears a signal though what is read does not answer, and gives way though it answers at once.
import { givingWay } from './give-way.js'
import { onAbort } from './on-abort.js'
import { undisturbed } from './undisturbed.js'

/**
 * What the source gives, until the signal aborts: then it throws the signal's reason. The source is told to return in any case; where it
 * has not answered it is not waited for, since a generator returns only behind the `next` that waits.
 */
export async function* heeding<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  signal?.throwIfAborted()
  const iterator = source[Symbol.asyncIterator]()
  const giveWay = givingWay()
  const nothing = () => {}
  let abort = nothing
  // one hearer for all that is read: a promise that is raced against each `next` would keep something of every one
  const leave = signal === undefined ? nothing : onAbort(signal, () => abort())

  async function next(): Promise<IteratorResult<T, unknown>> {
    try {
      return await new Promise((resolve, reject) => {
        abort = () => {
          reject(signal?.reason)
          undisturbed(() => iterator.return?.())()
        }
        iterator.next().then(resolve, reject)
      })
    } finally {
      abort = nothing
    }
  }

  const answers = { next, return: async () => (await iterator.return?.()) ?? { done: true as const, value: undefined } }
  try {
    for await (const value of { [Symbol.asyncIterator]: () => answers }) {
      yield value
      await giveWay()
      signal?.throwIfAborted()
    }
  } finally {
    leave()
  }
}
