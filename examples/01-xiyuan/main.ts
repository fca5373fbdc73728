// Replays the history of the Xiyuan alliance and prints what each unit contributed: `pnpm start`, `pnpm start --help`.
import { run } from './run.js'

process.exitCode = await run(process.argv.slice(2), process)
