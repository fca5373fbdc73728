// What the server has no field for travels in the metadata under one more key.
import type { NewEvent } from '@lianxi/event-sourcing'

export const lianxiKey = '$lianxi'

/** What an event carries under the key: always its id and hash, its type and metadata only where they cannot stand in their own places. */
export interface Carried extends Pick<NewEvent, 'id' | 'hash'> {
  readonly type?: string
  readonly metadata?: string
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const sha256 = /^[0-9a-f]{64}$/
// an id and a hash together are 48 bytes
const packed = /^[\w-]{64}$/

/**
 * An id that is a UUID and a hash that is a SHA-256, which is what the engine gives, are packed as one base64url text. Written out they
 * would take 117 bytes, and an append that the port promises to keep would be larger than the mebibyte that the server takes.
 */
export function pack(carried: Carried): string | Carried {
  const { id, hash, type, metadata } = carried
  if (type !== undefined || metadata !== undefined || !uuid.test(id) || !sha256.test(hash)) return carried
  return Buffer.from(id.replaceAll('-', '') + hash, 'hex').toString('base64url')
}

function unpackText(text: string): Carried {
  const hex = Buffer.from(text, 'base64url').toString('hex')
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
  return { id, hash: hex.slice(32) }
}

function isCarried(value: object): value is Carried {
  const { id, hash, type = '', metadata = '' }: Partial<Record<keyof Carried, unknown>> = value
  return [id, hash, type, metadata].every((text) => typeof text === 'string')
}

/** What was packed; undefined for what this store cannot have written. */
export function unpack(value: unknown): Carried | undefined {
  if (typeof value === 'string') return packed.test(value) ? unpackText(value) : undefined
  return typeof value === 'object' && value !== null && isCarried(value) ? value : undefined
}
