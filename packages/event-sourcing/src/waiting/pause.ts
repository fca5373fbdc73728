// How long to wait before the same is tried again. The jitter follows from what is tried, so that nothing is random.
import { sha256Hex } from '../terms/sha256.js'
import { onAbort } from './on-abort.js'

export interface Waits {
  /** The wait after the first attempt is shorter than twice this. */
  readonly firstMs: number
  readonly longestMs: number
  /** Ends the wait at once. */
  readonly signal?: AbortSignal
}

/** After a conflict: rivals are as fast as the machine, and the one that won is done. */
const afterConflict: Waits = { firstMs: 4, longestMs: 250 }

/** Waits before the next attempt at what `key` names: up to twice as long each time, never past the longest. */
export function pause(
  key: string,
  attempt: number,
  { firstMs, longestMs, signal }: Waits = afterConflict,
): Promise<void> {
  const share = Number.parseInt(sha256Hex(`${key}\n${attempt}`).slice(0, 8), 16) / 0xffffffff
  const ms = Math.min(longestMs, firstMs * 2 ** attempt) * share
  return new Promise((resolve) => {
    let leave = () => {}
    function end(): void {
      clearTimeout(timer)
      leave()
      resolve()
    }
    const timer = setTimeout(end, ms)
    if (signal !== undefined) leave = onAbort(signal, end)
  })
}
