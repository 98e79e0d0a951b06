import { createHash } from 'node:crypto'

/** What is kept of a key: it is long and random, so that a plain hash tells nothing of it. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')
