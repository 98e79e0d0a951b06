/** `ABCD EFGH IJ`: as one types it from a screen. */
export const groupsOfFour = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? ''
