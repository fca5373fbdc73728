// What our own tests use, for the tests of apps: a cast, example events, arbitraries of commands, whole histories.
export { commandArbitraries, commandSequences } from './arbitraries.js'
export {
  chunyuan,
  convenor,
  convenorUnit,
  hospital,
  kaiyuan,
  minute,
  people,
  school,
  secretariat,
  speaksFor,
  units,
  uuid,
} from './cast.js'
export { controls } from './controls.js'
export type { Asked } from './history/asked.js'
export {
  anyChoice,
  anyHistory,
  askedCommands,
  historyAllianceId,
  Interpreter,
  type Choice,
  type HistoryOptions,
} from './history/history.js'
export { playHistory, type Playable, type Step } from './history/play.js'
export { world, type SeenWorld, type World } from './history/world.js'
export { lawfulSequences, type CommandArbitraries, type Unplaced } from './lawful.js'
