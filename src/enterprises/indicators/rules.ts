/** Where a figure comes from. Statistics of a single firm are no class: they are refused (`rules/source-classes.yaml`). */
export const sourceClasses = ['firm', 'annual-report', 'tax-authorised', 'platform', 'officer'] as const
export type SourceClass = (typeof sourceClasses)[number]

/** Units values are kept in: whole yuan, counts, ten-thousandths of a ratio (10 % is 1000), hundredths of a score. */
export const unitsOfIndicators = ['yuan', 'count', 'ten-thousandth', 'hundredth'] as const
export type IndicatorUnit = (typeof unitsOfIndicators)[number]

/** Codes of the yearly indicators, each with the unit its values are kept in. */
export const indicatorUnits = {
  revenue: 'yuan',
  'main-revenue': 'yuan',
  'rd-expense': 'yuan',
  'net-profit': 'yuan',
  assets: 'yuan',
  liabilities: 'yuan',
  'equity-raised': 'yuan',
  'tax-paid': 'yuan',
  output: 'yuan',
  export: 'yuan',
  invested: 'yuan',
  employees: 'count',
  'rd-staff': 'count',
  'market-share': 'ten-thousandth',
  'market-rank': 'count',
  'development-score': 'hundredth',
  'domestic-rd-expense': 'yuan',
  'high-tech-revenue': 'yuan',
  'planned-investment': 'yuan',
  'tech-staff': 'count',
  'world-rank': 'count',
  'main-growth-average': 'ten-thousandth',
  'innovation-score': 'hundredth',
  'tech-score': 'hundredth',
  'tech-staff-score': 'hundredth',
} as const satisfies Record<string, IndicatorUnit>
export type IndicatorCode = keyof typeof indicatorUnits
export const indicatorCodes = Object.keys(indicatorUnits) as [IndicatorCode, ...IndicatorCode[]]
