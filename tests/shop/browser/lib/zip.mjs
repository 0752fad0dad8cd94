// An archive of files that are stored as they are: all that Wawi's transfers need.
const table = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return sum >>> 0;
});

function checksum(content) {
  let sum = 0xffffffff;
  for (const byte of content) {
    sum = (sum >>> 8) ^ table[(sum ^ byte) & 0xff];
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function record(signature, ...fields) {
  const buffer = Buffer.alloc(4 + fields.reduce((length, [size]) => length + size, 0));
  buffer.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [size, value] of fields) {
    buffer.writeUIntLE(value, at, size);
    at += size;
  }
  return buffer;
}

/** @param files text by name */
export function zip(files) {
  const entries = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const path = Buffer.from(name);
    // Version, flags, method, time, day, checksum, both sizes, length of the name, nothing more.
    const about = [[2, 10], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, checksum(content)], [4, content.length], [4, content.length], [2, path.length], [2, 0]];
    const entry = Buffer.concat([record(0x04034b50, ...about), path, content]);
    directory.push(record(0x02014b50, [2, 10], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), path);
    entries.push(entry);
    offset += entry.length;
  }
  const central = Buffer.concat(directory);
  const number = Object.keys(files).length;
  const end = record(0x06054b50, [2, 0], [2, 0], [2, number], [2, number], [4, central.length], [4, offset], [2, 0]);
  return Buffer.concat([...entries, central, end]);
}
