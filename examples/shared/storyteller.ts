// A program that takes no arguments: it tells its story, or says on `--help` what it would tell.
import { exitCodeOf } from './bad-input.js'
import { flagsIn } from './flags.js'
import { letReadersLeave } from './let-readers-leave.js'

export interface Storyteller {
  readonly usage: string
  readonly tell: () => Promise<void>
}

/** Returns the exit code. */
export function storyteller(argv: readonly string[], { usage, tell }: Storyteller): Promise<number> {
  letReadersLeave(process.stdout, process.stderr)
  return exitCodeOf(async () => {
    const { values } = flagsIn(argv, { options: { help: { type: 'boolean', short: 'h' } } })
    if (values.help === true) process.stdout.write(usage)
    else await tell()
  }, process.stderr)
}
