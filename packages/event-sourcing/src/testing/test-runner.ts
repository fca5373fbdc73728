// Where tests are registered, so that the test tools import no test runner: vitest, jest, mocha and node:test fit as they are.

export interface TestRunner {
  describe(title: string, body: () => void): void
  /** `timeout` in milliseconds is given for what takes longer than a runner waits by itself; one that knows no third argument may ignore it. */
  it(title: string, body: () => Promise<void>, timeout?: number): void
}

/** A runner that can also name what it does not run. */
export interface ContractRunner extends TestRunner {
  readonly it: TestRunner['it'] & { skip(title: string, body: () => Promise<void>): void }
}
