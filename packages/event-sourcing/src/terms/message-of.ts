// What went wrong, as a text that can be kept: anything may be thrown, and a message quotes what it likes, such as half of an emoji.
import { isLianxiError } from './errors.js'

/** More than any message that is written for people. */
const longest = 2000
const loneSurrogates = /\p{Surrogate}/gu

/** A text as it can be kept: of bounded length, and well-formed. */
export function keepableText(text: string): string {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text
  return shown.replace(loneSurrogates, '\ufffd')
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  try {
    return keepableText(String(error instanceof Error ? error.message : error))
  } catch {
    return 'what was thrown has no text'
  }
}

/** A value as a reason names it: a text stands in quotes, so that "5" is not read as 5. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(keepableText(value)) : messageOf(value)
}

/** An error as it is told to who only reads it. */
export interface ToldError {
  /** `unexpected` for an error that is none of ours. */
  readonly code: string
  readonly message: string
}

export function toldOf(error: unknown): ToldError {
  return { code: isLianxiError(error) ? error.code : 'unexpected', message: messageOf(error) }
}
