// Conclusions that decide: consensus, or its lack, as the secretariat records it. The records name no mover and nobody who dissented.
import type { Item } from '../examine-item.js'
import { secretariat } from './desk.js'
import type { Sitting, Topic } from './topics.js'

/** What was before the meeting, and what was concluded of it. */
function textOf({ title, conclusion }: Item): string {
  return [title, conclusion?.text ?? ''].filter((part) => part !== '').join('\n\n')
}

/** Records what was decided, and gives the motions that it was decided by. */
export async function recordDecisions(topics: readonly Topic[], sitting: Sitting): Promise<readonly string[]> {
  const { desk, report, moments, meetingId } = sitting
  const motionIds: string[] = []
  for (const { topicId, item } of topics) {
    const { conclusion } = item
    if (conclusion === undefined || conclusion.outcome === 'noted') continue
    const { path, outcome } = conclusion
    const motionId = desk.idOf('motion', topicId)
    const data = { motionId, meetingId, topicId, text: textOf(item), issueIds: [], actions: [] }
    const unmoved = await desk.tryToEnter(
      { type: 'MoveMotion', data },
      { actor: secretariat, at: moments.next(), path },
    )
    if (unmoved !== undefined) {
      report.reported(path, unmoved)
      continue
    }
    await desk.enter(
      { type: 'RecordConsensus', data: { motionId, reached: outcome === 'consensus', dissenting: [] } },
      { actor: secretariat, at: moments.next(), path },
    )
    report.stored(path)
    motionIds.push(motionId)
  }
  return motionIds
}
