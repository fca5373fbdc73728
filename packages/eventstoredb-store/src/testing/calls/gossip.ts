// Gossip.Read: by it a client that knows several nodes finds the one that leads.
import { randomUUID } from 'node:crypto'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import { frame } from '../grpc/frames.js'
import type { Handler } from '../grpc/server.js'
import type { ClusterMember, Node } from '../node.js'
import { textUuid } from '../wire/uuid.js'

const follower = 6
const leader = 8

export function gossipCall(node: Node): Handler {
  return async (call) => {
    await node.faults.strike('gossip', { headers: call.headers })?.carryOut(call)
    const info = new gossip.ClusterInfo()
    for (const member of node.members()) info.addMembers(memberInfo(member))
    await call.send(frame(info.serializeBinary()))
  }
}

function memberInfo({ host, port, isLeader, isAlive }: ClusterMember) {
  const endpoint = new gossip.EndPoint()
  endpoint.setAddress(host)
  endpoint.setPort(port)
  const info = new gossip.MemberInfo()
  info.setInstanceId(textUuid(randomUUID()))
  info.setTimeStamp(`${Date.now()}0000`)
  info.setState(isLeader ? leader : follower)
  info.setIsAlive(isAlive)
  info.setHttpEndPoint(endpoint)
  return info
}
