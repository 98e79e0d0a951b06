export const correctionStates = ['proposed', 'accepted', 'refused', 'withdrawn'] as const
/** What a firm may propose to correct: a field of its entry or of its profile, or a yearly figure. */
export const correctionKinds = ['entry', 'profile', 'indicator'] as const
