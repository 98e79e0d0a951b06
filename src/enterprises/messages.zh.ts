/** Words of the registry of firms. */
export const zh = {
  'enterprises.badCreditCode': '统一社会信用代码“{code}”有误：校验位不符或字符不合规定。请核对营业执照。',
  'enterprises.noSuchFirm': '没有这家企业，或不在您的管辖范围内。请重新搜索。',
  'enterprises.registration.badInvitation':
    '邀请码不对、已用过、已过期，或不属于这个统一社会信用代码。请核对后重填；没有邀请码也可以留空，由诉求专窗核实。',
  'enterprises.registration.tooManyWaiting':
    '这个统一社会信用代码已有 {most} 份注册在等待核实，暂不能再提交。请用回执码查询进度，或联系诉求专窗。',
  'enterprises.registration.noSuchReceipt': '没有找到这个回执码。请核对回执上的 12 位字母数字。',
  'enterprises.registration.noSuchRegistration': '没有这份注册，或不在您的管辖范围内。请刷新列表。',
  'enterprises.registration.decided': '这份注册已经处理过了。请刷新列表查看结果。',
  'enterprises.registration.divisionNeeded': '名录里还没有这家企业。请选择您管辖范围内的所在区划后再确认。',
  'enterprises.registration.firmWithoutCode': '这家企业还没有统一社会信用代码，不能发邀请码。请先在名录里补上代码。',
  'enterprises.page.registrations': '企业账号注册',
  'enterprises.page.register': '注册企业账号',
} as const
