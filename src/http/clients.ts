// What may be logged of clients, and the ids of requests.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** The network that an address belongs to, and nothing of whose machine it is: a /24, or a /48 of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIP(mapped) === 4) return mapped.replace(/\.\d+$/, '.0/24')
  if (isIP(mapped) !== 6) return 'unknown'
  const [head = '', tail] = mapped.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  // What "::" leaves out are zeros.
  if (tail !== undefined) while (groups.length < 3) groups.push('0')
  return `${groups.slice(0, 3).join(':')}::/48`
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.')
}

/** Names each request: by the id that a proxy gave it, where that is a plain word, or by one of our own. */
export function requestIdGenerator(): (request: IncomingMessage) => string {
  const process = randomBytes(6).toString('hex')
  let number = 0
  return ({ headers }) => {
    const given = headers['x-request-id']
    if (typeof given === 'string' && /^[\w.-]{8,64}$/.test(given)) return given
    number++
    return `${process}-${number.toString(36)}`
  }
}
