/** Facts the cases of personal data announce: counts and kinds, nothing of the person. */
export type PersonalDataEvent =
  | 'personal-data-case-opened'
  | 'personal-data-searched'
  | 'personal-data-places-chosen'
  | 'personal-data-copied'
  | 'personal-data-corrected'
  | 'personal-data-erased'
  | 'personal-data-case-closed'
