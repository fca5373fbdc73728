// Set before each file of a long run: how often fast-check tries each property, and from which seed.
import * as fc from 'fast-check'

fc.configureGlobal({ numRuns: Number(process.env['LIANXI_RUNS']), seed: Number(process.env['LIANXI_SEED']) })
