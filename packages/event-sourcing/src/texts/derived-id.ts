// Ids that follow from what they name, so that doing a thing twice yields the same ids: UUIDs of version 8 over SHA-256.
import { sha256Hex } from '../terms/sha256.js'
import type { StreamName } from '../terms/stream.js'

const digits = '0123456789abcdef'
/** For each digit the one with its last two bits that a UUID has in this place. */
const variants = '89ab89ab89ab89ab'

function uuidOf(text: string): string {
  const hex = sha256Hex(text)
  const variant = variants.charAt(digits.indexOf(hex.charAt(16)))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The id of the event that stands at `index` among those a command gave. */
export function eventId(stream: StreamName, commandId: string, index: number): string {
  return uuidOf(`lianxi-event-1\n${stream}\n${commandId}\n${index}`)
}

/** What makes a reaction's command the same command when the reaction runs again. */
export interface ReactionCommandKey {
  readonly eventId: string
  readonly reaction: string
  readonly commandType: string
  readonly stream: StreamName
}

export function reactionCommandId({ eventId, reaction, commandType, stream }: ReactionCommandKey): string {
  return uuidOf(`lianxi-reaction-1\n${eventId}\n${reaction}\n${commandType}\n${stream}`)
}
