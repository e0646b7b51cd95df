// Signs and verifies manifests with Ed25519.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Manifest } from '../content/release.ts'
import { OperatorError } from './manifest.ts'

/** Changing these fields or their order would invalidate every signature. */
function signedText({ format, id, digest, publishedAt, file, bytes, sha256 }: Manifest): Buffer {
  return Buffer.from(JSON.stringify({ format, id, digest, publishedAt, file, bytes, sha256 }))
}

/** @throws Refusal if it is not an Ed25519 private key. */
export function parsePrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Refused below, without quoting the file, which may hold a secret.
  }
  throw new OperatorError(
    'the file that RELEASE_PRIVATE_KEY_FILE names holds no private key of Ed25519. ' +
      'Make one with "openssl genpkey -algorithm ed25519".',
  )
}

/** In the format of RELEASE_PUBLIC_KEY. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
}

export function signManifest(manifest: Manifest, key: KeyObject): Manifest {
  return { ...manifest, signature: sign(null, signedText(manifest), key).toString('base64') }
}

/** `publicKey` is the base64 line of its PEM form. */
export function isSignedBy(manifest: Manifest, publicKey: string): boolean {
  if (manifest.signature === undefined) return false
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify(null, signedText(manifest), key, Buffer.from(manifest.signature, 'base64'))
}
