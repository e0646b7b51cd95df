// Packs integers as little-endian 32-bit blobs, which are read without copying on every platform that Node supports.

export function packUint32(numbers: Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** A view of the bytes; a copy if they are not aligned. */
export function unpackUint32(bytes: Buffer): Uint32Array {
  return bytes.byteOffset % 4 === 0
    ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    : new Uint32Array(Uint8Array.from(bytes).buffer)
}
