// The records as they come: meetings by plenary and day. A file of another shape is refused, with the path and the reason.
import { calendarDate, calendarMonth } from '@lianxi/alliance'
import { canonicalText, hasCode, instant, LianxiError, parse, type Output } from '@lianxi/event-sourcing'
import * as z from 'zod'

/** A person's abbreviation. What is no reference to anybody is reported later, one by one. */
const person = z.string().trim()

const outcome = z.enum(['consensus', 'no-consensus', 'noted'])

const item = z.strictObject({
  title: z.string().trim(),
  presenters: z.exactOptional(z.array(person)),
  conclusion: z.exactOptional(z.string().trim()),
  outcome: z.exactOptional(outcome),
  reviewers: z.exactOptional(z.array(person)),
})

/** A day all of which has instants: its meeting begins with its first. */
const date = calendarDate.check(({ value, issues }) => {
  const first = instant.safeParse(`${value}T00:00:00.000Z`)
  const message = first.error?.issues[0]?.message
  if (message !== undefined) issues.push({ code: 'custom', message, input: value })
})

const day = z.strictObject({ date, present: z.exactOptional(z.array(person)), items: z.array(item) })

const delegate = z.strictObject({
  delegate: person,
  /** Left out or blank where they attend for nobody. */
  organisation: z.exactOptional(z.string().trim().max(200)),
})

const plenary = z.strictObject({ plenary: calendarMonth, delegates: z.array(delegate), days: z.array(day) })

const recordsSchema = z.strictObject({
  source: z.string().trim().min(1).max(200),
  plenaries: z.array(plenary),
})

export type Records = Output<typeof recordsSchema>
export type ItemRecord = Records['plenaries'][number]['days'][number]['items'][number]
export type Outcome = z.output<typeof outcome>

/** Parses a text as JSON, of which history can keep every value. Throws `invalid-input` that names the file. */
export function parseJson(text: string, file: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = `it is no JSON: ${error instanceof Error ? error.message : String(error)}`
    throw new LianxiError('invalid-input', { what: file, path: '', reason }, error)
  }
  try {
    canonicalText(value)
  } catch (error) {
    throw hasCode(error, 'invalid-input')
      ? new LianxiError('invalid-input', { ...error.details, what: file }, error)
      : error
  }
  return value
}

export interface RecordsSource {
  /** What the text was read from, as errors name it. */
  readonly file: string
  /** The present date (UTC): nothing can be said of days that are not over. */
  readonly today: string
}

/** Throws `invalid-input` with the path and the reason where the text holds no such records. */
export function parseRecords(text: string, { file, today }: RecordsSource): Records {
  const records = parse(recordsSchema, parseJson(text, file), file)
  for (const [p, { days }] of records.plenaries.entries()) {
    for (const [d, { date }] of days.entries()) {
      if (date < today) continue
      const reason = `${date} is not over (today is ${today})`
      throw new LianxiError('invalid-input', { what: file, path: `plenaries.${p}.days.${d}.date`, reason })
    }
  }
  return records
}

/** How each organisation is spelled, and by how many records; '' is nobody. */
export function spellingsIn({ plenaries }: Records): ReadonlyMap<string, number> {
  const spellings = new Map<string, number>()
  for (const { delegates } of plenaries) {
    for (const { organisation = '' } of delegates) spellings.set(organisation, (spellings.get(organisation) ?? 0) + 1)
  }
  return spellings
}
