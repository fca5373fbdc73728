// How long to wait after a conflict. The jitter follows from the command's id, so that two rivals wait differently and nothing is random.
import { sha256Hex } from './sha256.js'

const firstMs = 4
const longestMs = 250

/** Waits before the next attempt: up to twice as long each time, never past a quarter of a second. */
export function pause(commandId: string, attempt: number): Promise<void> {
  const share = Number.parseInt(sha256Hex(`${commandId}\n${attempt}`).slice(0, 8), 16) / 0xffffffff
  const ms = Math.min(longestMs, firstMs * 2 ** attempt) * share
  return new Promise((resolve) => setTimeout(resolve, ms))
}
