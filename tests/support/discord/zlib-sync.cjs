'use strict';
/**
 * The package zlib-sync, by which discord.js decides whether it asks for a compressed gateway: the same interface
 * over Node's own zlib, since the package has to be compiled. Copied into a folder of packages by a test.
 */
const zlib = require('node:zlib');

const { Z_NO_FLUSH, Z_SYNC_FLUSH } = zlib.constants;

class Inflate {
  constructor() {
    this.stream = Buffer.alloc(0);
    this.read = 0;
    this.err = 0;
    this.msg = null;
    this.result = null;
  }

  /** Node has no synchronous inflater that goes on, so the stream is inflated from its start each time. */
  push(chunk, flush) {
    this.stream = Buffer.concat([this.stream, chunk]);
    if (flush !== Z_SYNC_FLUSH) return;
    try {
      const all = zlib.inflateSync(this.stream, { finishFlush: Z_SYNC_FLUSH });
      this.result = all.subarray(this.read).toString('utf8');
      this.read = all.length;
    } catch (error) {
      this.err = error.errno ?? -1;
      this.msg = error.message;
    }
  }
}

module.exports = { Inflate, Z_NO_FLUSH, Z_SYNC_FLUSH };
