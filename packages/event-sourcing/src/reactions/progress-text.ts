// The progress of a reaction as the text that is stored: all of it each time, so no entry is written or read more often than it must.
import * as z from 'zod'
import { canonicalText } from '../texts/canonical.js'
import { LianxiError } from '../terms/errors.js'
import { markSchema, type Mark } from '../stores/mark.js'
import { messageOf } from '../terms/message-of.js'
import { parkedSchema, type Parked } from './parked.js'
import { parse } from '../terms/parse.js'
import { deepFreeze, type DeepReadonly } from '../terms/readonly.js'

const listName = '"parked":'
const schema = z.strictObject({ at: z.exactOptional(markSchema), parked: z.array(parkedSchema) })
// where each save wrote every entry anew, what parking cost grew with the square of what was parked
const texts = new WeakMap<Parked, string>()

function textOf(entry: Parked): string {
  const written = texts.get(entry) ?? canonicalText(entry)
  texts.set(entry, written)
  return written
}

/** What is parked, and its canonical text. */
export interface ParkedList {
  readonly entries: readonly Parked[]
  readonly text: string
}

export function parkedList(entries: readonly Parked[]): ParkedList {
  return { entries, text: `[${entries.map(textOf).join(',')}]` }
}

type ReadText = DeepReadonly<z.output<typeof schema>>

/** The canonical text of `{ at, parked }`, or of `{ parked }` where no event was seen: the form of all that 0.1.0 saved. */
export function progressText(at: Mark | undefined, { text }: ParkedList): string {
  return at === undefined ? `{"parked":${text}}` : `{"at":${canonicalText(at)},"parked":${text}}`
}

export interface ProgressText {
  readonly at: Mark | undefined
  readonly parked: ParkedList
}

/** Throws `invalid-input` that names `what` where the text is none of a reaction's progress. What is known to be parked is not read again. */
export function progressFrom(text: string, known: ParkedList, what: string): ProgressText {
  const news = withoutKnown(known.text, text)
  const { at, parked } = read(news ?? text, what)
  // it is shown to many, and written by what it was read from
  deepFreeze(parked)
  if (news === undefined) return { at, parked: parkedList(parked) }
  return { at, parked: parked.length === 0 ? known : parkedList([...known.entries, ...parked]) }
}

/**
 * The text without the entries that are known, if its list begins with them: most saves move the checkpoint alone, and most others add to
 * the end. Where two runners parked in turn and each read the whole list, what parking cost grew with the square of what was parked.
 */
function withoutKnown(known: string, text: string): string | undefined {
  // in a text within a text the quotes are escaped, so this is where the list begins
  const begin = text.indexOf(listName) + listName.length
  const end = begin + known.length - 1
  // not `startsWith`, which looks at one letter after the other
  if (text.slice(begin, end) !== known.slice(0, -1)) return undefined
  return `${text.slice(0, begin)}[${text.slice(text[end] === ',' ? end + 1 : end)}`
}

function read(text: string, what: string): ReadText {
  let kept: unknown
  try {
    kept = JSON.parse(text)
  } catch (error) {
    const reason = `what is stored is no JSON: ${messageOf(error)}`
    throw new LianxiError('invalid-input', { what, path: '', reason }, error)
  }
  return parse(schema, kept, what)
}
