// Plays a history on an engine as an app would: command after command, and after each whatever the reactions make of it.
import type { Receipt, Rejection } from '@lianxi/event-sourcing'
import type { AnyCommand } from '../../model.js'
import type { Asked } from './asked.js'
import { historyAllianceId, Interpreter, type Choice } from './history.js'
import { beginTelling, tell } from './told.js'
import { world, type SeenWorld } from './world.js'

/** What a history is played on: an engine that was opened with `world` among its views, and with the clock it is handed. */
export interface Playable {
  view(view: typeof world, options: { readonly allianceId: string }): Promise<SeenWorld>
  tryExecute(command: AnyCommand, context: Asked['context']): Promise<Receipt | Rejection>
  settle(): Promise<void>
}

/** A command that was asked, and what it was answered; the reactions to it are done. */
export interface Step<Engine> extends Asked {
  readonly engine: Engine
  readonly answer: Receipt | Rejection
}

/** Opens an engine, plays a history on it, and returns it. What is asked is of the alliance `historyAllianceId`. */
export async function playHistory<Engine extends Playable>(
  history: readonly Choice[],
  open: (clock: () => string) => Promise<Engine>,
  onStep?: (step: Step<Engine>) => Promise<void> | void,
): Promise<Engine> {
  const interpreter = new Interpreter()
  const engine = await open(() => interpreter.now())
  beginTelling(history)
  for (const choice of history) {
    const asked = interpreter.ask(choice, await engine.view(world, { allianceId: historyAllianceId }))
    const answer = await engine.tryExecute(asked.command, asked.context)
    tell(history, asked, answer)
    await engine.settle()
    await onStep?.({ ...asked, engine, answer })
  }
  return engine
}
