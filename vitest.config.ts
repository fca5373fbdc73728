import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

const report = process.env['LIANXI_TEST_REPORT']

export default defineConfig({
  resolve: { conditions: ['lianxi-source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['lianxi-source', ...defaultServerConditions] } },
  test: {
    include: ['packages/**/*.test.ts', 'examples/**/*.test.ts', 'docs/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // A busy machine is no failure: what hangs is found a little later.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Importing the schemas costs more than running most tests, and no test writes to shared state.
    isolate: false,
    // Child processes: a native addon and `process.chdir` behave there as they do in a program.
    pool: 'forks',
    // All cores: vitest leaves one free unless told, and of two that is half.
    maxWorkers: '100%',
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
})
