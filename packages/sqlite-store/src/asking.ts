// Questions to the system about what stands at a path. What it answers instead is `store-file`.
import { LianxiError } from '@lianxi/event-sourcing'

export function asking<T>(path: string, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    throw new LianxiError('store-file', { path, reason: error instanceof Error ? error.message : String(error) }, error)
  }
}
