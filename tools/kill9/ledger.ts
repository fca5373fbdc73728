// What was asked for and what was acknowledged, as the writers said it.

export interface Ledger {
  /** Takes note of a line that a writer printed whole. */
  heard(line: string): void
  readonly asked: ReadonlySet<string>
  readonly acknowledged: ReadonlySet<string>
}

export function ledger(): Ledger {
  const [asked, acknowledged] = [new Set<string>(), new Set<string>()]
  return {
    asked,
    acknowledged,
    heard(line) {
      const [word, append = ''] = line.split(' ')
      if (word === 'ask') asked.add(append)
      else if (word === 'ack') acknowledged.add(append)
      else throw new Error(`a writer said ${line}`)
    },
  }
}
