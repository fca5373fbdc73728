// Replays the history of the Xiyuan alliance and prints what each unit contributed: `pnpm start`, `pnpm start --help`.
import { letReadersLeave } from '@lianxi/example-shared'
import { run } from './run.js'

letReadersLeave(process.stdout, process.stderr)
process.exitCode = await run(process.argv.slice(2), process)
