import { initialsOf } from '#platform/pinyin.ts'
import type { Role } from '#platform/roles.ts'

/** Who writes in the registry and calls on firms. */
export const keepers: readonly Role[] = ['enterprise-officer', 'district-officer']
/** Who reads what officers wrote down at a firm: its notes, promises and follow-ups. */
export const noteReaders: readonly Role[] = [...keepers, 'city-leader']

/** How a firm stands (登记状态): in business, business stopped, moved to another city, licence revoked, struck off. */
export const statuses = ['active', 'suspended', 'moved-out', 'revoked', 'deregistered'] as const
export type FirmStatus = (typeof statuses)[number]

/** Why a firm stands here without a credit code: still being set up, an old number not exchanged, registered abroad, or not known. */
export const noCodeReasons = ['being-founded', 'old-number', 'abroad', 'not-known'] as const

/** First letters of the sounds of a firm's names, the short one after a space: sort key and search term. */
export const initialsOfFirm = (name: string, shortName: string): string =>
  (name === shortName ? initialsOf(name) : `${initialsOf(name)} ${initialsOf(shortName)}`).toLowerCase()

/** A closed list as a CHECK writes it. */
export const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')

// Unified social credit code (统一社会信用代码), GB 32100-2015.

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Weight of each of the first 17 places: 3 to the power of the place, modulo 31. */
const weights = Array.from({ length: 17 }, (_, at) => Number(3n ** BigInt(at) % 31n))
const form = /^[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** As the standard writes it: without spaces, in capital letters, full-width characters made narrow. */
export const normalizeCreditCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff]/g, '')
    .toUpperCase()

export type CreditCodeFault = 'length' | 'characters' | 'form' | 'checkCharacter'

/**
 * What is wrong with a code, or null. Expects a normalized code. A right check character says nothing about whose code
 * it is.
 *
 * The standard's "31 minus the remainder" gives 31, which is no character, for a remainder of 0; it means 0 there.
 */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if (code.length !== 18) return 'length'
  if ([...code].some((character) => !alphabet.includes(character))) return 'characters'
  if (!form.test(code)) return 'form'
  return code.at(-1) === checkCharacter(code.slice(0, 17)) ? null : 'checkCharacter'
}

/** The 18th character for the first 17. */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(first17.charAt(at)), 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}
