// The model's views, in one list: a new view is a file and a line here.
import type { AnyView } from '@lianxi/event-sourcing'
import { contributions } from './contributions.js'

export const views: readonly AnyView[] = [contributions]
