// UUIDs on the wire: text, or two signed halves. A client must read both, so the double answers batch appends with halves.
import shared from '@eventstore/db-client/generated/shared_pb.js'
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js'

export function structuredUuid(text: string): UUID {
  const hex = text.replaceAll('-', '')
  const half = (from: number) => BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)).toString()
  const structured = new shared.UUID.Structured()
  structured.setMostSignificantBits(half(0))
  structured.setLeastSignificantBits(half(16))
  const uuid = new shared.UUID()
  uuid.setStructured(structured)
  return uuid
}

export function textUuid(text: string): UUID {
  const uuid = new shared.UUID()
  uuid.setString(text)
  return uuid
}

export function uuidText(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured()
  if (structured === undefined) return uuid?.getString() ?? ''
  const half = (bits: string) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0')
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits())
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
