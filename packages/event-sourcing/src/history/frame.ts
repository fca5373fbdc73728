// The first and the last line of a history: what it is, and what must stand between them.
import * as z from 'zod'
import { sha256Hex } from '../terms/sha256.js'
import { checkSpelling, readLine, refuse } from './line.js'

const format = 'lianxi-history'
const version = 1

const first = z.strictObject({
  format: z.literal(format),
  version: z.int().min(1),
  partition: z.exactOptional(z.string()),
})
const last = z.strictObject({ events: z.int().min(0), streams: z.int().min(0), checksum: z.string() })

export interface HistoryHead {
  /** The one partition that it is of; all of them where absent. */
  readonly partition?: string
}

/** What the last line says of those before it. */
export interface HistoryEnd {
  readonly events: number
  readonly streams: number
  /** `nextChecksum` from line to line, beginning with '': no line can be cut off, left out, doubled, moved or edited unnoticed. */
  readonly checksum: string
}

export function firstLine({ partition }: HistoryHead): string {
  return JSON.stringify({ format, version, ...(partition === undefined ? {} : { partition }) })
}

export function lastLine({ events, streams, checksum }: HistoryEnd): string {
  return JSON.stringify({ events, streams, checksum })
}

/** Lowercase hex SHA-256 over the checksum before it, a newline and the line. */
export function nextChecksum(previous: string, line: string): string {
  return sha256Hex(`${previous}\n${line}`)
}

/** Throws `history-refused`. */
export function readFirstLine(text: string): HistoryHead {
  const { version: written, partition } = readLine(first, text, 1)
  if (written > version)
    refuse(1, 'version', `${written} is newer than this program, which knows ${version}; upgrade, then go on`)
  const head = partition === undefined ? {} : { partition }
  checkSpelling(text, firstLine(head), 1)
  return head
}

export function isLastLine(text: string): boolean {
  return text.startsWith('{"events":')
}

/** Throws `history-refused` where it does not say what was counted. */
export function checkLastLine(text: string, line: number, counted: HistoryEnd): void {
  const said = readLine(last, text, line)
  for (const field of ['events', 'streams', 'checksum'] as const) {
    if (said[field] !== counted[field])
      refuse(line, field, `it says ${said[field]}, but of the lines before it ${counted[field]} is so`)
  }
  checkSpelling(text, lastLine(counted), line)
}
