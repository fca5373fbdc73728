// pnpm plenaries FILE [--aliases FILE] [--store FILE] [--json FILE]: real meetings, replayed as an alliance of organisations.
import { letReadersLeave } from '@lianxi/example-shared'
import { runFromCommandLine } from './command-line.js'

letReadersLeave(process.stdout, process.stderr)
process.exitCode = await runFromCommandLine(process.argv.slice(2))
