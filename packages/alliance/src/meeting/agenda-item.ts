// What stands on an agenda.
import * as z from 'zod'
import { topicId } from '../ids.js'
import { line } from '../text.js'

/** An item, which takes up a topic or, such as a report, none. */
export const agendaItem = z.strictObject({ topicId: z.exactOptional(topicId), title: line })
