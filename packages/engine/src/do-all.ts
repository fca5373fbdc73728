// What is to be done in the end: all of it, whatever fails on the way.

/** Does one job after the other. What fails holds up none; the first error is thrown when all is done. */
export async function doAll(jobs: Iterable<() => Promise<void>>): Promise<void> {
  const failures: unknown[] = []
  for (const job of jobs) {
    try {
      await job()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
