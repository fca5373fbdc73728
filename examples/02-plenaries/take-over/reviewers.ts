// Reviewers as expertise pledged: the secretariat lists the need, each reviewer's organisation claims a review, the secretariat accepts.
import type { Delegate } from '../delegation.js'
import { memberOf, secretariat } from './desk.js'
import type { Sitting, Topic } from './topics.js'

const review = { value: '1', unit: 'x:review' } as const

export async function takeReviewers(topics: readonly Topic[], sitting: Sitting): Promise<void> {
  for (const topic of topics) if (topic.item.reviewers.length > 0) await takeReviewersOf(topic, sitting)
}

async function takeReviewersOf({ topicId, item }: Topic, sitting: Sitting): Promise<void> {
  const { desk, moments } = sitting
  const resourceId = desk.idOf('need', topicId)
  // the records do not say how many were sought, so the need is what was met
  const quantity = { value: String(item.reviewers.length), unit: 'x:review' }
  await desk.enter(
    { type: 'ListNeed', data: { resourceId, kind: 'expertise', title: item.title, quantity } },
    { actor: secretariat, at: moments.next(), path: item.path },
  )
  for (const reviewer of item.reviewers) await pledge(reviewer, resourceId, sitting)
}

async function pledge({ path, person, organisation }: Delegate, resourceId: string, sitting: Sitting): Promise<void> {
  const { desk, roster, report, moments } = sitting
  const pledgeId = desk.idOf('pledge', resourceId, person)
  const no = await desk.tryToEnter(
    { type: 'ClaimNeed', data: { resourceId, pledgeId, quantity: review } },
    { actor: memberOf(roster.unitOf(organisation), person), at: moments.next(), path },
  )
  if (no !== undefined) {
    report.reported(path, no)
    return
  }
  await desk.enter(
    { type: 'AcceptClaim', data: { resourceId, pledgeId } },
    { actor: secretariat, at: moments.next(), path },
  )
  report.stored(path)
}
