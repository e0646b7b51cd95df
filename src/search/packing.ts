// Lists of whole numbers as bytes, so that they are read in place: 32 bits each, the lowest first, as every processor that Node runs on has them.

export function bytesOf(numbers: Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** Numbers as they lie in bytes, in a copy of their own where they do not lie so that they can be read in place. */
export function numbersIn(bytes: Buffer): Uint32Array {
  return bytes.byteOffset % 4 === 0
    ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    : new Uint32Array(Uint8Array.from(bytes).buffer)
}

/** Bytes as they are copied piece by piece. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
