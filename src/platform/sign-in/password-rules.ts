import type { PasswordRules } from './parameters.ts'

/**
 * Demands a password can fail, in the order a page lists them. `reused` is found by the server alone, which holds the
 * history.
 */
export const passwordDemands = ['length', 'kinds', 'username', 'name', 'common'] as const
export type PasswordDemand = (typeof passwordDemands)[number]

/** Beginnings and whole words that every list of leaked passwords has; compared without case, digits' endings cut off. */
const common = new Set(
  `password passw0rd p@ssword p@ssw0rd pa$$word admin administrator admin888 root guest welcome letmein iloveyou woaini
   woaini1314 monkey dragon sunshine princess football baseball superman master michael shadow qwerty qwertyuiop qwert
   qazwsx qazwsxedc 1qaz2wsx 1qaz@wsx 1q2w3e 1q2w3e4r 1q2w3e4r5t q1w2e3r4 zaq12wsx asdfgh asdfghjkl zxcvbn zxcvbnm abc
   abcd abcde abcdef aa a1b2c3 a1b2c3d4 test test123 changeme default secret system oracle huawei aliyun tencent taobao
   china zhongguo beijing guangdong daqiao`.split(/\s+/),
)

/** Which demands `password` fails; none: it may be taken, unless it was used before. Pure; runs in the browser too. */
export function unmetDemands(
  password: string,
  { username, name }: { username: string; name: string },
  rules: PasswordRules,
): PasswordDemand[] {
  const plain = password.normalize('NFKC')
  const lower = plain.toLowerCase()
  const failed: Record<PasswordDemand, boolean> = {
    length: [...plain].length < rules.passwordLeastLength,
    kinds: kindsIn(plain) < rules.passwordLeastKinds,
    username: holds(lower, username),
    name: holds(lower, name),
    common: isCommon(lower),
  }
  return passwordDemands.filter((demand) => failed[demand])
}

/** Small letters, capitals, digits, everything else (Chinese characters too): how many of the four occur. */
const kindsIn = (password: string): number =>
  [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password)).length

/** One letter alone is no name inside. */
const holds = (password: string, word: string): boolean => {
  const wanted = word.normalize('NFKC').trim().toLowerCase()
  return [...wanted].length > 1 && password.includes(wanted)
}

/** A common word with digits and marks behind it (`Password@123`) is as common as the word. */
function isCommon(lower: string): boolean {
  const stem = lower.replace(/[^\p{L}]+$/u, '')
  return common.has(lower) || common.has(stem) || stem === '' ? true : /^(.{1,3})\1+$/u.test(lower)
}
