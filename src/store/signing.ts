// Ed25519 over a manifest: whoever has the public key knows that a release came from whoever has the private one.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Manifest } from '../content/release.ts'
import { Refusal } from './manifest.ts'

/** The fields that are signed, in this order for ever. */
function signedText({ format, id, digest, publishedAt, file, bytes, sha256 }: Manifest): Buffer {
  return Buffer.from(JSON.stringify({ format, id, digest, publishedAt, file, bytes, sha256 }))
}

/** @throws Refusal where it is not a private key of Ed25519. */
export function privateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Told below, without a word of what stands in the file.
  }
  throw new Refusal(
    'the file that RELEASE_PRIVATE_KEY_FILE names holds no private key of Ed25519. Make one with "openssl genpkey -algorithm ed25519".',
  )
}

/** The public key of a private one, as RELEASE_PUBLIC_KEY wants it. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}

export function signed(manifest: Manifest, key: KeyObject): Manifest {
  return { ...manifest, signature: sign(null, signedText(manifest), key).toString('base64') }
}

/** `publicKey` is the base64 line of its PEM form. */
export function isSignedBy(manifest: Manifest, publicKey: string): boolean {
  if (manifest.signature === undefined) return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, signedText(manifest), key, Buffer.from(manifest.signature, 'base64'))
}
