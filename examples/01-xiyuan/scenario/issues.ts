// What happens to an issue: heard of, sorted, taken in hand; and, sooner or later or never, done with.
import { Diary, minutesAfter } from '../calendar.js'
import { conduct } from '../conduct.js'
import { chanceOf, type Chance } from '../random.js'
import { unitsOf, type Unit } from '../roster.js'
import { resident, secretariat, speaker, verifier } from './actors.js'
import { entry, type Circumstances, type Entry } from './entry.js'
import type { IssuePlan } from './issue-plans.js'

/** An issue that was opened, with the diary of whoever goes on with it. */
export interface OpenIssue {
  readonly plan: IssuePlan
  readonly entries: readonly Entry[]
  readonly diary: Diary
  readonly chance: Chance
}

/** How a meeting decided about an issue, and from when on everyone knows it. */
export interface Decision {
  readonly adopted: boolean
  readonly knownFrom: string
}

type Write = (step: string, circumstances: Circumstances, command: Entry['command']) => void

function writer({ name }: IssuePlan, entries: Entry[]): Write {
  return (step, circumstances, command) => entries.push(entry(`${name}/${step}`, circumstances, command))
}

function replyDays(unit: Unit, chance: Chance): number {
  return chance.between(...conduct[unit.sort].replyDays)
}

/** Up to where somebody has it in hand, if somebody takes it. */
export function openIssue(plan: IssuePlan): OpenIssue {
  const { id: issueId, raiser, about, channel, title, place, urgency, owner, fate } = plan
  const chance = chanceOf(`${plan.name}/life`)
  const diary = new Diary(plan.raisedOn, chance)
  const entries: Entry[] = []
  const write = writer(plan, entries)
  const { category, level } = about
  write(
    'raise',
    { at: diary.today(), by: raiser === undefined ? resident : speaker(raiser, diary.date) },
    { type: 'RaiseIssue', data: { issueId, channel, category, title, urgency, place } },
  )
  write(
    'triage',
    { at: diary.after(chance.between(1, 3)), by: secretariat },
    { type: 'TriageIssue', data: { issueId, level, category } },
  )
  if (fate !== 'nobodyTakesIt' && fate !== 'notOurs') {
    write(
      'accept',
      { at: diary.after(replyDays(owner, chance)), by: speaker(owner, diary.date) },
      { type: 'AcceptIssue', data: { issueId } },
    )
  }
  return { plan, entries, diary, chance }
}

/** The unit that hands over, and the one that is asked; it may decline. */
function handOver({ plan, diary, chance }: OpenIssue, write: Write): Unit {
  const { id: issueId, owner } = plan
  const to = chance.pick(
    unitsOf('community')
      .concat(unitsOf('subdistrict'))
      .filter(({ code }) => code !== owner.code),
  )
  write(
    'offer-hand-over',
    { at: diary.after(chance.between(3, 10)), by: speaker(owner, diary.date) },
    { type: 'OfferHandOver', data: { issueId, toUnitId: to.id, reason: '不在本单位管辖范围' } },
  )
  const answer = { at: diary.after(replyDays(to, chance)), by: speaker(to, diary.date) }
  if (chance.between(1, 4) === 1) {
    write('decline-hand-over', answer, { type: 'DeclineHandOver', data: { issueId, reason: '人手不足' } })
    return owner
  }
  write('accept-hand-over', answer, { type: 'AcceptHandOver', data: { issueId } })
  return to
}

function solve(
  issue: OpenIssue,
  owner: Unit,
  { write, round }: { readonly write: Write; readonly round: string },
): void {
  const { plan, diary, chance } = issue
  const { id: issueId, raiser, fate } = plan
  const neutral = raiser === undefined || raiser.code === owner.code
  const verify = (step: string, upheld: boolean) => {
    const by = neutral ? verifier : speaker(raiser, diary.date)
    const finding = upheld ? '现场核实，已解决' : '现场核实，问题仍在'
    write(
      `${step}${round}`,
      { at: diary.after(chance.between(3, 8)), by },
      { type: 'VerifyIssue', data: { issueId, upheld, finding } },
    )
  }
  const claim = (step: string, days: number) =>
    write(
      `${step}${round}`,
      { at: diary.after(days), by: speaker(owner, diary.date) },
      { type: 'ClaimIssueResolved', data: { issueId, evidence: '处置记录与照片已存档' } },
    )
  claim('claim', chance.between(8, 45))
  if (fate === 'returnedThenFixed') {
    if (raiser?.code === owner.code) ownerVerifies(issue, owner, write)
    verify('return', false)
    claim('claim-again', chance.between(7, 20))
  }
  verify('verify', true)
  write(
    `close${round}`,
    { at: diary.after(1), by: secretariat },
    { type: 'CloseIssue', data: { issueId, mode: 'fixed' } },
  )
}

/** A unit that raised an issue and has it in hand may not find it solved by itself. */
function ownerVerifies({ plan, diary }: OpenIssue, owner: Unit, write: Write): void {
  write(
    'owner-verifies',
    { at: diary.after(1), by: speaker(owner, diary.date), refused: 'issue/verifier-is-the-owner' },
    { type: 'VerifyIssue', data: { issueId: plan.id, upheld: true, finding: '自查已解决' } },
  )
}

function reopen({ plan, diary, chance }: OpenIssue, write: Write): void {
  const by = plan.raiser === undefined ? resident : speaker(plan.raiser, diary.date)
  write(
    'reopen',
    { at: diary.after(chance.between(20, 60)), by },
    { type: 'ReopenIssue', data: { issueId: plan.id, ground: '问题反复出现' } },
  )
}

function closeUnsolved(
  { plan, diary, chance }: OpenIssue,
  {
    mode,
    reason,
    write,
  }: { readonly mode: 'cannotFix' | 'notOurs' | 'withdrawn'; readonly reason: string; readonly write: Write },
): void {
  const at = diary.after(chance.between(10, 40))
  const by = mode === 'withdrawn' && plan.raiser !== undefined ? speaker(plan.raiser, diary.date) : secretariat
  write('close', { at, by }, { type: 'CloseIssue', data: { issueId: plan.id, mode, reason } })
}

/** What comes of an issue after it was opened; of one taken to a meeting, after that decided. */
export function endOfIssue(issue: OpenIssue, decision: Decision | undefined): readonly Entry[] {
  const { plan, diary } = issue
  const entries: Entry[] = []
  const write = writer(plan, entries)
  switch (plan.fate) {
    case 'stalled':
    case 'nobodyTakesIt':
      break
    case 'notOurs':
      closeUnsolved(issue, { mode: 'notOurs', reason: '属上级部门职权', write })
      break
    case 'cannotFix':
      closeUnsolved(issue, { mode: 'cannotFix', reason: '权属不清，暂无法处置', write })
      break
    case 'withdrawn':
      closeUnsolved(issue, { mode: 'withdrawn', reason: '反映人撤回', write })
      break
    case 'toMeeting':
      if (decision === undefined) break
      diary.notBefore(decision.knownFrom)
      if (decision.adopted) solve(issue, plan.owner, { write, round: '' })
      else closeUnsolved(issue, { mode: 'cannotFix', reason: '联席会议未通过', write })
      break
    case 'handedOver':
      solve(issue, handOver(issue, write), { write, round: '' })
      break
    case 'reopened':
      solve(issue, plan.owner, { write, round: '' })
      reopen(issue, write)
      solve(issue, plan.owner, { write, round: '-again' })
      break
    case 'fixed':
    case 'returnedThenFixed':
      solve(issue, plan.owner, { write, round: '' })
  }
  return entries
}

/** The instant a quarter of an hour after a topic was proposed, when its issue is put beside it. */
export const besideTopic = (proposedAt: string): string => minutesAfter(proposedAt, 15)
