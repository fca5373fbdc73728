// What a test of an app on EventStoreDB can use: a double of the server, faults included.
export type { CallCount, CallCounts, Method } from './call-counts.js'
export { startCluster, type ClusterOptions, type EventStoreDBCluster } from './cluster.js'
export { startDouble, type DoubleOptions, type EventStoreDBDouble } from './double.js'
export type {
  AppendFault,
  CallSubject,
  FaultAction,
  FaultChoice,
  FaultPlace,
  FaultPlan,
  Faults,
  OtherFault,
  PlannedFault,
  ReadFault,
} from './fault-plan.js'
export { statusCode, type Status } from './grpc/status.js'
export type { Tls } from './grpc/server.js'
export { testCertificate } from './test-certificate.js'
export { startProxy, type Direction, type Proxy } from './proxy.js'
export type { LogRecord } from './transaction-log.js'
