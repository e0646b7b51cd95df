// What may be logged about clients, and request ids.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** The client's network, a /24 or an IPv6 /48: precise enough for logs, and not personal data. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIP(mapped) === 4) return mapped.replace(/\.\d+$/, '.0/24')
  if (isIP(mapped) !== 6) return 'unknown'
  const [head = '', tail] = mapped.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  // "::" stands for zeros.
  if (tail !== undefined) while (groups.length < 3) groups.push('0')
  return `${groups.slice(0, 3).join(':')}::/48`
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.')
}

/** Takes the request id from a proxy if it is a plain token, else generates one. */
export function requestIdGenerator(): (request: IncomingMessage) => string {
  const prefix = randomBytes(6).toString('hex')
  let number = 0
  return ({ headers }) => {
    const given = headers['x-request-id']
    if (typeof given === 'string' && /^[\w.-]{8,64}$/.test(given)) return given
    number++
    return `${prefix}-${number.toString(36)}`
  }
}
