// What a day's minutes keep: conclusions that record no decision, and which organisations presented a topic beside the one that proposed it.
import type { Item } from '../examine-item.js'
import { secretariat } from './desk.js'
import type { Sitting, Topic } from './topics.js'

/** An entry of the minutes and the records that it keeps. */
interface Entry {
  readonly text: string
  readonly paths: readonly string[]
}

const longest = 20_000
const motionsNamed = 200

/** Organisations, not people: free text is no place for anybody's name. */
function entryOf({ title, presenters, conclusion }: Item): Entry {
  const organisations = [...new Set(presenters.map(({ organisation }) => organisation))]
  const noted = conclusion?.outcome === 'noted' ? [conclusion] : []
  return {
    text: [
      `# ${title}`,
      ...(organisations.length > 0 ? [`Presented for ${organisations.join(', ')}.`] : []),
      ...noted.map(({ text }) => `Noted: ${text}`),
    ].join('\n'),
    paths: [...presenters.slice(1), ...noted].map(({ path }) => path),
  }
}

/** Entries in as few minutes as hold them. */
function inMinutes(entries: readonly Entry[]): readonly Entry[] {
  return entries.reduce<readonly Entry[]>((minutes, entry) => {
    const last = minutes.at(-1)
    const text = last === undefined ? entry.text : `${last.text}\n\n${entry.text}`
    if (last === undefined || text.length > longest) return [...minutes, entry]
    return [...minutes.slice(0, -1), { text, paths: [...last.paths, ...entry.paths] }]
  }, [])
}

/** Drafts the minutes of a meeting that was adjourned. */
export async function draftMinutes(
  topics: readonly Topic[],
  motionIds: readonly string[],
  { desk, report, moments, meetingId, day }: Sitting,
): Promise<void> {
  const all = inMinutes(topics.map(({ item }) => entryOf(item)))
  for (const [index, { text, paths }] of all.entries()) {
    const minutesId = desk.idOf('minutes', meetingId, String(index))
    const no = await desk.tryToEnter(
      { type: 'DraftMinutes', data: { minutesId, meetingId, motionIds: motionIds.slice(0, motionsNamed), text } },
      { actor: secretariat, at: moments.next(), path: day.path },
    )
    if (no === undefined) report.stored(...paths)
    else for (const path of paths) report.reported(path, no)
  }
}

/** A meeting without attendance is never adjourned, so it has no minutes. */
export function reportUnminuted(topics: readonly Topic[], { report }: Sitting): void {
  for (const { item } of topics) {
    for (const path of entryOf(item).paths) {
      report.reported(path, 'the day lists nobody who could be taken over, so its meeting has no minutes to keep this')
    }
  }
}
