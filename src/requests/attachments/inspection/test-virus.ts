/**
 * The harmless text by which every scanner is tested (EICAR). Put together here, so that no scanner takes this file for
 * infected.
 */
export const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

const sought = Buffer.from(testVirus)

/** Looks through bytes that come piece by piece; true from the piece on in which it ends. */
export function finder(): (piece: Uint8Array) => boolean {
  let tail = Buffer.alloc(0)
  return (piece) => {
    const joined = Buffer.concat([tail, piece])
    tail = joined.subarray(Math.max(0, joined.length - sought.length + 1))
    return joined.includes(sought)
  }
}
