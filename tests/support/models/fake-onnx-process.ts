import { ModelError } from '../../../src/errors.ts';
import type { OnnxProcess } from '../../../src/models/embedders/onnx-embeddings.ts';
import type { OnnxMethods } from '../../../src/models/embedders/onnx-protocol.ts';
import { Call } from '../../../src/models/process/call.ts';
import { vectorOf } from './loopback-server.ts';

/** Stands in for the process of an ONNX model: vectors of unit length, made of the texts alone. */
export class FakeOnnxProcess implements OnnxProcess {
  readonly texts: string[] = [];
  broken = false;

  call<Name extends keyof OnnxMethods>(
    _method: Name,
    input: OnnxMethods[Name]['input'],
  ): Call<OnnxMethods[Name]['part'], OnnxMethods[Name]['result']> {
    const call = new Call<OnnxMethods[Name]['part'], OnnxMethods[Name]['result']>(undefined, () => undefined);
    const texts = input as readonly string[];
    this.texts.push(...texts);
    if (this.broken) {
      call.fail(new ModelError('The model process of the fake stopped (SIGKILL).'));
      return call;
    }
    const rows = texts.map(vectorOf).map((row) => row.map((value) => value / Math.hypot(...row)));
    call.succeed({ vectors: Float32Array.from(rows.flat()), dimensions: 5, truncated: 0 });
    return call;
  }
}
