// When the next commit begins: once all that speak now have spoken, for they share it. Who asks afresh may be one of many whose requests came
// in one turn of the event loop, so it begins behind that turn. Who asks on hearing the last answer is one of those that were answered, and
// they have spoken as soon as no promise is left to settle: to wait for the loop as well made a command a twentieth slower. And where one
// alone was answered time after time, nobody else is to be waited for at all.

export interface NextCommit {
  /** Has it begin. The commit is told whether it is the first of its turn of the event loop. */
  begin(commit: (first: boolean) => void): void
  /** To be called when the last one is about to be answered, with the number of those who asked for it. */
  answering(askers: number): void
  /** Whether who asks now asks alone: to be answered at once keeps nobody else waiting, and nobody would have shared the commit. */
  alone(): boolean
}

// In milliseconds: then timers, signals and sockets have their turn. A request, which takes several turns, was answered in a third to a
// quarter of the time that it took with 10, and commits took as long, within a few hundredths.
const longest = 2

// In commits. Those who ask side by side share one at the next turn of the event loop at the latest, and from then on nobody is alone.
const surelyAlone = 16

const settled = Promise.resolve()

export function nextCommit(): NextCommit {
  /** Whether promises settle just now that wait for an answer, or for one that waited for it. */
  let hearing = false
  /** Whether the last answer has not reached who asked: whoever speaks now is another. */
  let unheard = false
  let ticking = false
  let lastTurn = 0
  /** How many commits in a row were asked for by one. */
  let lonely = 0

  function inTurn(commit: (first: boolean) => void): void {
    lastTurn = performance.now()
    commit(true)
  }

  function heard(): void {
    unheard = false
    if (ticking) return
    ticking = true
    process.nextTick(allHeard)
  }

  // ticks come when all promises are settled, but for those of an answer that another tick gave just before
  function allHeard(): void {
    ticking = false
    if (!unheard) hearing = false
  }

  const inHearing = () => hearing && performance.now() - lastTurn < longest

  return {
    begin(commit) {
      if (inHearing()) process.nextTick(commit, false)
      else setImmediate(inTurn, commit)
    },
    answering(askers) {
      lonely = askers === 1 ? lonely + 1 : 0
      hearing = true
      unheard = true
      void settled.then(heard)
    },
    alone: () => lonely >= surelyAlone && !unheard && inHearing(),
  }
}
