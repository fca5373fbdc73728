// Opens the files it is given as a user who may not write everywhere, and prints what became of each (refused-files.test.ts).
import { isLianxiError } from '@lianxi/event-sourcing'
import { openSqliteStore } from './sqlite-store.js'

const nobody = 65_534

async function outcome(path: string): Promise<string> {
  try {
    await openSqliteStore(path, { busyTimeout: 50 }).close()
    return 'opened'
  } catch (error) {
    return isLianxiError(error) ? error.code : String(error)
  }
}

// no mode binds the superuser
if (process.getuid?.() === 0) process.setuid?.(nobody)
const outcomes: string[] = []
for (const path of process.argv.slice(1)) outcomes.push(await outcome(path))
process.stdout.write(JSON.stringify(outcomes))
