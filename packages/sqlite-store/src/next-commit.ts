// When the next commit begins: once all that speak now have spoken, for they share it. Who asks afresh may be one of many whose requests came
// in one turn of the event loop, so it begins behind that turn. Who asks on hearing the last answer is one of those that were answered, and
// they have spoken as soon as no promise is left to settle: to wait for the loop as well made a command a twentieth slower.

export interface NextCommit {
  /** Calls `commit` when the next commit is to begin. `first` says that none began before it in this turn of the event loop. */
  begin(commit: (first: boolean) => void): void
  /** To be called once the askers of the last commit have their answers. */
  answered(): void
}

// In milliseconds: then timers, signals and sockets have their turn. A request, which takes several turns, was answered in a third to a
// quarter of the time that it took with 10, and commits took as long, within a few hundredths.
const longest = 2

const settled = Promise.resolve()

export function nextCommit(): NextCommit {
  let answer: 'given' | 'being heard' | 'heard by all' = 'heard by all'
  /** One tick waits for all the answers of a chain, not one for each: that is cheaper. */
  let ticking = false
  let lastTurn = 0

  function inTurn(commit: (first: boolean) => void): void {
    lastTurn = performance.now()
    commit(true)
  }

  function hear(): void {
    answer = 'being heard'
    if (ticking) return
    ticking = true
    process.nextTick(beHeard)
  }

  // ticks come when all promises are settled, but for those of an answer that another tick gave just before
  function beHeard(): void {
    ticking = false
    if (answer === 'being heard') answer = 'heard by all'
  }

  return {
    begin(commit) {
      if (answer !== 'heard by all' && performance.now() - lastTurn < longest) process.nextTick(commit, false)
      else setImmediate(inTurn, commit)
    },
    answered() {
      answer = 'given'
      void settled.then(hear)
    },
  }
}
