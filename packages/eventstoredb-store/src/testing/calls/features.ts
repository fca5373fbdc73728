// ServerFeatures.GetSupportedMethods: by it the client decides how it appends. Names are in lower case, as servers send them.
import features from '@eventstore/db-client/generated/serverfeatures_pb.js'
import { frame } from '../grpc/frames.js'
import type { Handler } from '../grpc/server.js'
import type { Node } from '../node.js'

const streamMethods = ['append', 'delete', 'read', 'tombstone']

export function featuresCall(node: Node): Handler {
  return async (call) => {
    await node.faults.strike('features', { headers: call.headers })?.carryOut(call)
    const { batchAppend, version } = node.behaviour
    const supported = new features.SupportedMethods()
    supported.setEventStoreServerVersion(version)
    for (const name of batchAppend ? [...streamMethods, 'batchappend'] : streamMethods) {
      const method = new features.SupportedMethod()
      method.setServiceName('event_store.client.streams.streams')
      method.setMethodName(name)
      supported.addMethods(method)
    }
    await call.send(frame(supported.serializeBinary()))
  }
}
