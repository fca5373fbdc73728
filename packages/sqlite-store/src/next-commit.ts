// When the next commit begins: once all that speak now have spoken, for they share it. Who asks afresh may be one of many whose requests came
// in one turn of the event loop, so it begins behind that turn. Who asks on hearing the last answer is one of those that were answered, and
// they have spoken as soon as no promise is left to settle: to wait for the loop as well made a command a twentieth slower.

export interface NextCommit {
  /** Has it begin. */
  begin(commit: () => void): void
  /** To be called once the askers of the last one have their answers. */
  answered(): void
}

// In milliseconds: then timers, signals and sockets have their turn. A request, which takes several turns, was answered in a third to a
// quarter of the time that it took with 10, and commits took as long, within a few hundredths.
const longest = 2

export function nextCommit(): NextCommit {
  /** Which answer the promises that settle just now wait for; 0 for none. */
  let hearing = 0
  let answers = 0
  let lastTurn = 0

  function inTurn(commit: () => void): void {
    lastTurn = performance.now()
    commit()
  }

  return {
    begin(commit) {
      if (hearing !== 0 && performance.now() - lastTurn < longest) process.nextTick(commit)
      else setImmediate(inTurn, commit)
    },
    answered() {
      answers += 1
      const answer = answers
      hearing = answer
      // ticks come when all promises are settled
      queueMicrotask(() => process.nextTick(() => hearing === answer && (hearing = 0)))
    },
  }
}
