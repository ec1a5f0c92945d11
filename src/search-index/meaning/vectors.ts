/** Arithmetic on vectors of meaning: means, what is left without them, and the small form that sentences are kept in. */

/** The mean of vectors of one length; empty where there is none. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let index = 0; index < mean.length; index++) {
      mean[index] = (mean[index] ?? 0) + (vector[index] ?? 0) / vectors.length;
    }
  }
  return mean;
}

/** A vector less a mean, at unit length again; all zeros where nothing is left. */
export function withoutMean(vector: Float32Array, mean: Float32Array): Float32Array {
  const rest = new Float32Array(vector.length);
  let squares = 0;
  for (let index = 0; index < rest.length; index++) {
    const value = (vector[index] ?? 0) - (mean[index] ?? 0);
    rest[index] = value;
    squares += value * value;
  }
  if (squares === 0) return rest;
  const scale = 1 / Math.sqrt(squares);
  for (let index = 0; index < rest.length; index++) rest[index] = (rest[index] ?? 0) * scale;
  return rest;
}

/**
 * Vectors as bytes: for each its scale (float32), then its numbers as int8 of that scale. A quarter of the room, at a
 * cosine of .9999 to the original.
 */
export function packVectors(vectors: readonly Float32Array[], dimensions: number): Uint8Array {
  const bytes = new Uint8Array(vectors.length * (4 + dimensions));
  const view = new DataView(bytes.buffer);
  vectors.forEach((vector, row) => {
    const start = row * (4 + dimensions);
    let most = 0;
    for (const value of vector) most = Math.max(most, Math.abs(value));
    const scale = most / 127;
    view.setFloat32(start, scale, true);
    if (scale === 0) return;
    vector.forEach((value, index) => {
      view.setInt8(start + 4 + index, Math.round(value / scale));
    });
  });
  return bytes;
}

/** What `packVectors` made, with a rounding error of half a scale in each number. */
export function unpackVectors(bytes: ArrayBuffer, dimensions: number): Float32Array[] {
  const view = new DataView(bytes);
  const numbers = new Int8Array(bytes);
  return Array.from({ length: Math.floor(bytes.byteLength / (4 + dimensions)) }, (_, row) => {
    const start = row * (4 + dimensions);
    const scale = view.getFloat32(start, true);
    const vector = new Float32Array(dimensions);
    for (let index = 0; index < dimensions; index++)
      vector[index] = (numbers[start + 4 + index] ?? 0) * scale;
    return vector;
  });
}
