// The properties that can run for as long as one likes: the laws of deciders, and what is generated in the contracts of stores.
import { mergeConfig, type ViteUserConfig } from 'vitest/config'
import short from './vitest.config.js'

const runs = Number(process.env['LIANXI_RUNS'] ?? 1_000)
const seed = Number(process.env['LIANXI_SEED'] ?? Math.trunc(Math.random() * 2 ** 31))
console.info(`${runs} runs of each property; the same again: LIANXI_RUNS=${runs} LIANXI_SEED=${seed} pnpm test:long`)

const long: ViteUserConfig = mergeConfig(short, {
  test: {
    setupFiles: ['tools/long-run.ts'],
    env: { LIANXI_RUNS: String(runs), LIANXI_SEED: String(seed) },
    testTimeout: 60_000 + 1_000 * runs,
  },
})

// merged lists are added up, and this one is to be shorter
const include = [
  'packages/**/*.laws.test.ts',
  'packages/event-sourcing/src/stores/memory-*.test.ts',
  'packages/*/src/contract.test.ts',
]

export default { ...long, test: { ...long.test, include } }
