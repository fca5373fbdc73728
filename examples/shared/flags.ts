// Flags as a person types them. One that is not known is bad input, not a bug.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { BadInput } from './bad-input.js'

/** What `parseArgs` finds. Throws `BadInput`. */
export function flagsIn<Config extends ParseArgsConfig>(argv: readonly string[], config: Config) {
  try {
    // pnpm hands on a separator that its user typed
    return parseArgs({ ...config, args: argv.filter((arg) => arg !== '--') })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // what follows the first sentence is advice on the separator, which is taken out above
    throw new BadInput(`${error.message.split('. ')[0]} (--help says more)`, { cause: error })
  }
}
