/** Class I and II rights (知识产权) as the measures of the ladder divide them. */
export const rightClasses = ['I', 'II'] as const
export const rightKinds = [
  'invention',
  'plant-variety',
  'crop-variety',
  'new-drug',
  'chinese-medicine',
  'circuit-layout',
  'utility-model',
  'design',
  'software',
] as const
/** The class follows from the kind. */
export const classOfRight = (kind: (typeof rightKinds)[number]): (typeof rightClasses)[number] =>
  kind === 'utility-model' || kind === 'design' || kind === 'software' ? 'II' : 'I'

/** How a right was got: by own development, or taken over. */
export const rightOrigins = ['own', 'transferred'] as const

export const awardLevels = ['national', 'provincial', 'city'] as const
/** Science awards count otherwise than contests and other honours. */
export const awardKinds = ['science', 'contest', 'quality', 'other'] as const

/** Who said that a firm is on a list. */
export const listingSources = ['notice', 'platform', 'firm', 'officer'] as const
