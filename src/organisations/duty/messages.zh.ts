export const zh = {
  'action.organisations.duty': '查看值班表',
  'action.organisations.set-duty': '排值班表',
  'action.duty-roster-set': '排了值班表',
  'duty.notOfUnit': '值班表里只能排本单位及下属单位在岗的人。请换一位，或请系统管理员先给这个人开账号、授岗位。',
} as const
