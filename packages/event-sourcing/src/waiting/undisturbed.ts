// Telling somebody what happens, such as a log, whatever becomes of who is told.

/** Tells at once, and goes on where the listener throws, or gives a promise that is rejected: nobody would await that, which ends a process. */
export function undisturbed<Told extends readonly unknown[]>(
  listener: ((...told: Told) => unknown) | undefined,
): (...told: Told) => void {
  return (...told) => {
    new Promise((resolve) => resolve(listener?.(...told))).catch(() => undefined)
  }
}
