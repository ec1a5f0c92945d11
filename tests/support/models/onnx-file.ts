/**
 * Writes small ONNX models from a list of nodes. Field numbers are those of onnx.proto3
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3); opset 13.
 */

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly integers?: Readonly<Record<string, number>>;
}

export interface OnnxGraph {
  /** Inputs of int64, two dimensions of any size. */
  readonly inputs: readonly string[];
  readonly nodes: readonly OnnxNode[];
  /** Lists of int64, for axes. */
  readonly axes: Readonly<Record<string, readonly number[]>>;
  /** A float output of two dimensions. */
  readonly output: string;
}

const FLOAT = 1;
const INT64 = 7;

/** The file's bytes. */
export function onnxFile(graph: OnnxGraph): Buffer {
  const parts = [
    ...graph.nodes.map((node) => message(1, nodeOf(node))),
    text(2, 'graph'),
    ...Object.entries(graph.axes).map(([name, values]) => message(5, tensorOf(name, values))),
    ...graph.inputs.map((name) => message(11, valueOf(name, INT64))),
    message(12, valueOf(graph.output, FLOAT)),
  ];
  const opset = Buffer.concat([text(1, ''), integer(2, 13)]);
  return Buffer.concat([integer(1, 8), message(8, opset), message(7, Buffer.concat(parts))]);
}

function nodeOf({ op, inputs, output, integers = {} }: OnnxNode): Buffer {
  const attributes = Object.entries(integers).map(([name, value]) =>
    message(5, Buffer.concat([text(1, name), integer(3, value), integer(20, 2)])),
  );
  return Buffer.concat([...inputs.map((name) => text(1, name)), text(2, output), text(4, op), ...attributes]);
}

function tensorOf(name: string, values: readonly number[]): Buffer {
  const raw = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => raw.writeBigInt64LE(BigInt(value), index * 8));
  return Buffer.concat([integer(1, values.length), integer(2, INT64), text(8, name), message(9, raw)]);
}

function valueOf(name: string, type: number): Buffer {
  const anySize = ['rows', 'columns'].map((size) => message(1, text(2, `${name}_${size}`)));
  const tensor = Buffer.concat([integer(1, type), message(2, Buffer.concat(anySize))]);
  return Buffer.concat([text(1, name), message(2, message(1, tensor))]);
}

function message(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function text(field: number, value: string): Buffer {
  return message(field, Buffer.from(value));
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}
