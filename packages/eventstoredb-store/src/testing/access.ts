// Who may call: the leader where a client asks for it, and those whom the server knows.
import type { Call } from './grpc/call.js'
import { CallRefused } from './grpc/status.js'
import type { Node } from './node.js'
import { accessDenied, notLeader, unauthenticated } from './refusals.js'

/** Refuses a call that wants the leader and has come to another node. */
export function requireLeader(node: Node, call: Call): void {
  const leader = node.otherLeader()
  if (leader !== undefined && call.headers['requires-leader'] === 'true') throw new CallRefused(notLeader(leader))
}

/**
 * Refuses a wrong password as a server does at its door, and what a login may not touch after that: nobody unknown reads or writes a
 * stream, and by default only an administrator the server's own streams, of which all of the log is one.
 */
export function requireAccess(node: Node, call: Call, stream: string): void {
  const { users } = node.behaviour
  if (users === undefined) return
  const login = loginOf(call)
  if (login === undefined) throw new CallRefused(accessDenied)
  if (!Object.hasOwn(users, login.name) || users[login.name] !== login.password) throw new CallRefused(unauthenticated)
  if (stream.startsWith('$') && login.name !== 'admin') throw new CallRefused(accessDenied)
}

function loginOf(call: Call): { readonly name: string; readonly password: string } | undefined {
  const [, encoded] = /^Basic (.+)$/.exec(call.headers.authorization ?? '') ?? []
  if (encoded === undefined) return undefined
  const [name = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { name, password: password.join(':') }
}
