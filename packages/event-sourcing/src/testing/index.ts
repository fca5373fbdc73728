// Tools for tests, of this package and of any other: they import no test runner, and fail by throwing `law-broken`.
export { childWriter, type PipedChild } from './child-writer.js'
export { assertSame, difference } from './difference.js'
export { at, scenarios, type Asked, type Given, type Outcome, type ScenarioDefaults } from './given.js'
export { lawBench, type LawBench, type LawfulCommand } from './law-bench.js'
export { deciderLaws, type LawOptions } from './laws.js'
export type { PropertyOptions } from './runs.js'
export {
  idIndexContract,
  storeContract,
  type StoreCapabilities,
  type StorePlace,
  type StoreUnderTest,
} from './store-contract.js'
export { type ContractRunner, type TestRunner } from './test-runner.js'
export {
  viewStoreContract,
  type ClosingViewStore,
  type ViewStorePlace,
  type ViewStoreUnderTest,
} from './view-store-contract.js'
export { serveWriter, writerOver, type ProcessLines, type WriterProcess } from './writer-process.js'
export { readToday, stored, type OldData, type Placed } from './stored.js'
