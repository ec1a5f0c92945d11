import { crc32 as nodeCrc32, deflateRawSync } from 'node:zlib';

/** One file of an archive. `claimedSize` lies about the unpacked size. */
export interface ZipEntry {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly claimedSize?: number;
}

/** A ZIP archive (APPNOTE 6.3), deflated, without dates: the same entries give the same bytes. */
export function makeZip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { path, content, claimedSize } of entries) {
    const name = Buffer.from(path);
    const raw = Buffer.from(content as Uint8Array);
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize ?? raw.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([signature(0x04034b50), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), common, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

/** Node has it built in from 20.15 on; its types know it from 22 on. */
function crc32(bytes: Uint8Array): number {
  return (nodeCrc32 as (data: Uint8Array) => number)(bytes);
}
