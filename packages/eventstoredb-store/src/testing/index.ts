// What a test of an app on EventStoreDB can use: a double of the server, faults included.
export type { CallCount, CallCounts, Method } from './call-counts.js'
export { startDouble, type DoubleOptions, type EventStoreDBDouble } from './double.js'
export type { CallSubject, FaultAction, FaultPlace, FaultPlan, Faults, PlannedFault } from './faults.js'
export type { Status } from './grpc/status.js'
export type { Tls } from './grpc/server.js'
export type { LogRecord } from './transaction-log.js'
