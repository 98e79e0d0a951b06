/** Kinds of name beside the present one: former (曾用名) and short (简称). */
export const nameKinds = ['former', 'short'] as const

/** How one firm is tied to another: member of a group, controlled by it, its branch, or under the same hands. */
export const linkKinds = ['group-member', 'controlled-by', 'branch-of', 'same-controller'] as const

/** Highest level at which a research institution (研发机构) of the firm is recognised. */
export const rdLevels = ['none', 'below-city', 'city', 'provincial', 'national'] as const

/** Field of the leading product: a strategic emerging industry (战略性新兴产业) or another. */
export const productFields = ['sei', 'other'] as const
/** Its place: a key area (重点领域), the six foundations (工业六基), or none. */
export const productAreas = ['key', 'base', 'none'] as const

export const sizeClasses = ['large', 'medium', 'small', 'micro', 'unknown'] as const

/** Slow facts of a firm: what is written with it, imported, and taken over when two entries become one. */
export const profileFields = [
  'industryCode',
  'foundedOn',
  'leadingProduct',
  'segmentSinceYear',
  'productField',
  'productArea',
  'rdInstitution',
  'digitalLevel',
  'hasQualityAward',
  'hasManagementCertificate',
  'hasOwnBrand',
  'hasStandardRole',
  'hasBusinessSystems',
  'localPoints',
  'isNewProduct',
] as const
