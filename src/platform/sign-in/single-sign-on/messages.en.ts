import type { zh } from './messages.zh.ts'

export const en = {
  'platform.signOn.notOffered': 'No single sign-on is set up here. Sign in with user name and password.',
  'platform.signOn.unreachable':
    "The city's sign-on cannot be reached, so you are not signed in. Try again later; with a local password, use that meanwhile.",
  'platform.signOn.notLinked': "This account is not linked to the city's sign-on, so there is nothing to take away.",
  'platform.signOn.noOtherWay':
    "The city's sign-on opened this account, so it has no password and could not sign in without the link. To close it, ask the system administrator.",
  'platform.signOn.refused.unknown-person':
    "The city's sign-on knows you, but you have no account in Daqiao yet. Ask the system administrator for one.",
  'platform.signOn.refused.no-role':
    "The city's sign-on knows you, but names no role that counts in Daqiao. Ask who administers the sign-on to check your roles.",
  'platform.signOn.refused.closed': 'Your account is closed, so it cannot sign in. Ask the system administrator.',
  'platform.signOn.refused.administrator':
    "Accounts of the system, security and audit administrators are not used or linked with the city's sign-on. Sign in with user name, password and second factor.",
  'platform.signOn.refused.linked-elsewhere':
    "This person of the city's sign-on belongs to another account already, so it was not linked. If that is wrong, ask the system administrator.",
  'platform.signOn.refused.other-link':
    "This account is linked to another person of the city's sign-on. Take that link away first, then link again.",
  'platform.signOn.refused.expired':
    'This sign-in took too long, was used already, or was not begun in this browser, so it does not count. Sign in again.',
  'platform.signOn.refused.broken-off':
    "The sign-in was not finished at the city's sign-on. Sign in again, or use user name and password.",
  'platform.signOn.refused.failed':
    "The answer of the city's sign-on did not pass the checks, so you are not signed in. Try again later; if it stays so, tell the system administrator.",
  'platform.signOn.config.noFile':
    'The configuration of the single sign-on, {file}, cannot be read. Check DAQIAO_SIGN_ON and the rights of the file.',
  'platform.signOn.config.yaml':
    '{file}, line {line}, is not right YAML ({problem}). Check indents, colons and quotes.',
  'platform.signOn.config.missing':
    '{file}, near line {line}: {place} is missing. Add it as docs/operations/single-sign-on.md shows.',
  'platform.signOn.config.unknownKey':
    '{file}, line {line}: {place} means nothing here. Remove it or correct its spelling; see docs/operations/single-sign-on.md.',
  'platform.signOn.config.wrong':
    '{file}, line {line}: {place} is wrong ({problem}). Correct it as docs/operations/single-sign-on.md shows.',
  'platform.signOn.config.unsafeAddress':
    '{file}, line {line}: {place} must be an https address (http only for 127.0.0.1 and localhost) without user name and password. Correct it.',
  'platform.signOn.config.administrator':
    '{file}, line {line}: {place} names an administrator. System, security and audit administrators are made by two people in Daqiao, never by the sign-on. Remove the entry.',
  'platform.signOn.config.role': '{file}, line {line}: {place} names no role that can be given. Known: {known}.',
  'platform.signOn.config.secretVariable':
    "{file}, line {line}, takes the client's secret from the environment variable {variable}, which is not set. Set it, then start again.",
  'platform.signOn.config.secretFile':
    "{file}, line {line}, takes the client's secret from {secretFile}, which cannot be read or is empty. Check path and rights.",
  'platform.signOn.config.noUnit':
    '{file}, line {line}: there is no open unit "{slug}". Use the code of the list of organs, or import the unit before the start.',
  'platform.signOn.config.noDivision': '{file}, line {line}: the division {code} is not in this city. Correct it.',
  'action.platform.signInWays': 'see which ways to sign in there are',
  'action.platform.beginSignOn': "sign in by the city's sign-on",
  'action.platform.mySignOn': "see the own link to the city's sign-on",
  'action.platform.linkSignOn': "link the own account to the city's sign-on",
  'action.platform.unlinkSignOn': "take the own link to the city's sign-on away",
} satisfies Record<keyof typeof zh, string>
