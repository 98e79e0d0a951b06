/** Grows when the reader finds other things in the same text; a reading names the version that made it. */
export const readerVersion = '1'
