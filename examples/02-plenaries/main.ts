// pnpm plenaries FILE [--aliases FILE] [--store FILE] [--json FILE]: real meetings, replayed as an alliance of organisations.
import { runFromCommandLine } from './command-line.js'

process.exitCode = await runFromCommandLine(process.argv.slice(2))
