/** Words of the registry of firms. */
export const zh = {
  'enterprises.badCreditCode': '统一社会信用代码“{code}”有误：校验位不符或字符不合规定。请核对营业执照。',
} as const
