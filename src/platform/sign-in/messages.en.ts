import type { zh } from './messages.zh.ts'

export const en = {
  'platform.ruleInThePast':
    'A rule takes effect today ({today}) or later; what was decided by the old one stays. Change the date.',
  'platform.signInWrong':
    'The user name or the password is wrong. Check both and try again; if you forgot the password, ask the system administrator to reset it.',
  'platform.signInLocked':
    'There were too many wrong attempts, so sign-in is paused. Try again in {minutes} minutes; if it was not you, tell the system administrator.',
  'platform.accountClosed': 'This account is closed and cannot sign in. Ask the system administrator to open it again.',
  'platform.initialPasswordExpired':
    'The first (or reset) password was not used within {days} days and has expired. Ask the system administrator for a new one.',
  'platform.signInAgain': 'The check took too long or had too many attempts. Begin again with user name and password.',
  'platform.codeWrong':
    'The code is wrong, was used already or has expired. Type the newest 6 digits of the authenticator; each code works once.',
  'platform.recoveryCodeWrong': 'The recovery code is wrong or was used already. Each works once; take another.',
  'platform.mustChangePassword':
    'Your password was set by somebody else or is too old. Change it first, then go on with your work.',
  'platform.mustEnrolSecondFactor':
    'Your post demands a second factor. Set up an authenticator under "My account" first, then go on with your work.',
  'platform.passwordWrong': 'The present password is wrong, so nothing was changed. Type it again.',
  'platform.passwordTooSimple':
    'The password is too simple: it needs at least {kinds} of the four kinds, small letters, capitals, digits and other characters. Change it and send again.',
  'platform.passwordHoldsUsername': 'The user name must not stand in the password. Change it and send again.',
  'platform.passwordHoldsName': 'The name must not stand in the password. Change it and send again.',
  'platform.passwordCommon': 'This is a common password and easily guessed. Choose another.',
  'platform.passwordReused':
    'This password was used recently (none of the last {count} may come again). Choose another.',
  'platform.passwordElsewhere':
    "This account signs in by the city's single sign-on. Change password and second factor there.",
  'platform.noSuchSession': 'This session has ended already. Load the list again.',
  'platform.secondFactorOnAlready': 'The second factor is on. To change the authenticator, switch it off first.',
  'platform.secondFactorNotBegun':
    'No authenticator is being set up, or the set-up was begun anew. Go back to step one.',
  'platform.secondFactorOff':
    'The second factor is off, so there are no recovery codes. Set up an authenticator first.',
  'platform.secondFactorDemanded':
    'Your post demands a second factor, so it cannot be switched off. For a new phone ask the system administrator.',
  'action.platform.myAccount': 'look at the own account',
  'action.platform.changePassword': 'change the password',
  'action.platform.mySessions': 'look at the own sessions',
  'action.platform.endMySession': 'end a session',
  'action.platform.endMyOtherSessions': 'end the other sessions',
  'action.platform.beginSecondFactor': 'set up a second factor',
  'action.platform.confirmSecondFactor': 'switch the second factor on',
  'action.platform.switchOffSecondFactor': 'switch the second factor off',
  'action.platform.renewRecoveryCodes': 'replace the recovery codes',
  'action.platform.passwordRules': 'look at the password rules',
  'action.platform.signInParameters': 'look at the sign-in parameters',
  'action.platform.enactSignInParameters': 'set the sign-in parameters',
} satisfies Record<keyof typeof zh, string>
