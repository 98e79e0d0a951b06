/** Facts about accounts; `subject` is the account. Names, posts and reasons are in the audit's details, passwords nowhere. */
export interface AccountEvents {
  'account-made': { accountId: string; personId: string }
  'account-closed': { accountId: string }
  'account-reopened': { accountId: string }
  'password-reset': { accountId: string }
  'account-unlocked': { accountId: string }
  'grant-given': { accountId: string; grantId: string; role: string }
  'grant-corrected': { accountId: string; grantId: string; fromOn: string; toOn: string | null }
  'grant-ended': { accountId: string; grantId: string; lastDayOn: string }
  'portfolio-widened': { accountId: string; grantId: string; count: number }
  'portfolio-item-ended': { accountId: string; grantId: string; itemId: string; lastDayOn: string }
  'accounts-imported': { accounts: number; people: number; grants: number }
}
export type AccountEvent = keyof AccountEvents
