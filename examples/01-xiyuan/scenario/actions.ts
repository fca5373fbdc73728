// What comes of the resolutions: each has an action, which is accepted or not, done in time, late, or never.
import { daysBefore, daysBetween, Diary, workdayAfter } from '../calendar.js'
import { actionFates, conduct, type ActionFate } from '../conduct.js'
import { chanceOf, type Chance } from '../random.js'
import { secretariat, speaker, verifier } from './actors.js'
import { entry, type Circumstances, type Entry } from './entry.js'
import { knownFrom } from './meeting-dates.js'
import type { Decided, ProposedAction } from './motions.js'

/** The one that is opened again after it was closed. */
const reopenedAction = 'action/R3/2'

interface Doing {
  readonly action: ProposedAction
  readonly chance: Chance
  readonly diary: Diary
  readonly write: (step: string, circumstances: Circumstances, command: Entry['command']) => void
}

function progress({ action, chance, diary, write }: Doing, step: string): void {
  const { actionId, lead, coUnits } = action
  const who = chance.pick([lead, ...coUnits])
  const percent = chance.pick([20, 30, 40, 50, 60])
  write(
    step,
    { at: diary.after(chance.between(3, 9)), by: speaker(who, diary.date) },
    { type: 'ReportProgress', data: { actionId, narrative: '按计划推进', percent } },
  )
}

/** Asks for a later date. Returns it. */
function askForTime({ action, diary, write }: Doing, refused?: string): string {
  const { actionId, lead, dueOn } = action
  const to = workdayAfter(dueOn, 25)
  write(
    refused === undefined ? 'extension' : 'extension-too-late',
    { at: diary.after(1), by: speaker(lead, diary.date), ...(refused === undefined ? {} : { refused }) },
    { type: 'RequestExtension', data: { actionId, to, reason: '协办单位材料未齐' } },
  )
  return to
}

function answer({ action, diary, write }: Doing, granted: boolean): void {
  const reason = granted ? '理由充分' : '已近尾声，应按期完成'
  write(
    'extension-answer',
    { at: diary.after(1), by: secretariat },
    { type: 'DecideExtension', data: { actionId: action.actionId, granted, reason } },
  )
}

function claim({ action, diary, write }: Doing, step: string): void {
  const { actionId, lead } = action
  write(
    step,
    { at: diary.after(1), by: speaker(lead, diary.date) },
    { type: 'ClaimCompletion', data: { actionId, evidence: '成果材料已报秘书处' } },
  )
}

function verify({ action, chance, diary, write }: Doing, step: string, upheld: boolean): void {
  const { actionId, coUnits } = action
  const at = diary.after(upheld ? chance.between(2, 6) : 1)
  const by = coUnits[0] === undefined ? verifier : speaker(coUnits[0], diary.date)
  const finding = upheld ? '核实属实' : '成果不完整，退回补充'
  write(step, { at, by }, { type: 'VerifyCompletion', data: { actionId, upheld, finding } })
}

function close({ action, diary, write }: Doing, step: string): void {
  write(step, { at: diary.after(1), by: secretariat }, { type: 'CloseAction', data: { actionId: action.actionId } })
}

function finish(doing: Doing): void {
  claim(doing, 'claim')
  verify(doing, 'verify', true)
  close(doing, 'close')
}

function returned(doing: Doing): void {
  claim(doing, 'first-claim')
  verify(doing, 'return', false)
}

function reopen({ action, chance, diary, write }: Doing): void {
  const at = diary.after(chance.between(30, 50))
  const dueOn = workdayAfter(diary.date, 40)
  write(
    'reopen',
    { at, by: secretariat },
    { type: 'ReopenAction', data: { actionId: action.actionId, ground: '回头看发现问题反弹', dueOn } },
  )
}

/** The lead unit's work after it accepted the action. Whoever is in time claims a few days before the due date. */
const work: Readonly<Record<ActionFate, (doing: Doing) => void>> = {
  onTime(doing) {
    doing.diary.notBefore(daysBefore(doing.action.dueOn, doing.chance.between(5, 12)))
    finish(doing)
  },
  withProgress(doing) {
    progress(doing, 'progress')
    if (daysBetween(doing.diary.date, doing.action.dueOn) > 25) progress(doing, 'more-progress')
    work.onTime(doing)
  },
  extended(doing) {
    doing.diary.notBefore(daysBefore(doing.action.dueOn, 8))
    const to = askForTime(doing)
    answer(doing, true)
    doing.diary.notBefore(daysBefore(to, doing.chance.between(5, 10)))
    finish(doing)
  },
  returned(doing) {
    doing.diary.notBefore(daysBefore(doing.action.dueOn, 12))
    returned(doing)
    finish(doing)
  },
  late(doing) {
    doing.diary.notBefore(workdayAfter(doing.action.dueOn, doing.chance.between(3, 35)))
    finish(doing)
  },
  lateAfterRefusal(doing) {
    doing.diary.notBefore(daysBefore(doing.action.dueOn, 9))
    askForTime(doing)
    answer(doing, false)
    work.late(doing)
  },
  lateAndReturned(doing) {
    progress(doing, 'progress')
    doing.diary.notBefore(workdayAfter(doing.action.dueOn, 1))
    askForTime(doing, 'action/asked-after-expiry')
    returned(doing)
    finish(doing)
  },
  reopened(doing) {
    work.onTime(doing)
    reopen(doing)
    doing.diary.after(doing.chance.between(10, 20))
    claim(doing, 'claim-again')
    verify(doing, 'verify-again', true)
    close(doing, 'close-again')
  },
  stalled(doing) {
    progress(doing, 'progress')
  },
}

function life(decided: Decided, fate: ActionFate): readonly Entry[] {
  const { action, meeting } = decided
  const { name, actionId, lead } = action
  const chance = chanceOf(`${name}/life`)
  const diary = new Diary(knownFrom(meeting), chance)
  const entries: Entry[] = []
  const write: Doing['write'] = (step, circumstances, command) =>
    entries.push(entry(`${name}/${step}`, circumstances, command))
  const doing = { action, chance, diary, write }
  write(
    'accept',
    { at: diary.after(chance.between(...conduct[lead.sort].replyDays)), by: speaker(lead, diary.date) },
    { type: 'AcceptAction', data: { actionId } },
  )
  work[fate](doing)
  return entries
}

/** What becomes of the actions of all resolutions, in the order in which they were adopted. */
export function actions(decided: readonly Decided[]): readonly Entry[] {
  const before = new Map<string, number>()
  return decided
    .filter(({ adopted }) => adopted)
    .flatMap((one) => {
      const { lead, name } = one.action
      const led = before.get(lead.code) ?? chanceOf(`actions/${lead.code}`).between(0, actionFates.length - 1)
      before.set(lead.code, led + 1)
      const fate = actionFates[led % actionFates.length] ?? 'onTime'
      return life(one, name === reopenedAction ? 'reopened' : fate)
    })
}
