/** Words of the firm on the phone. */
export const zh = {
  'requests.front.noReceipt':
    '没有找到：编号和查询码对不上。请对照提交后显示的回执重新输入；回执丢了，请打电话给企业诉求专窗。',
  'requests.front.machine': '这份表单像是由程序填写的，没有提交。请清空看不见的栏目后重试，或打电话给企业诉求专窗。',
  'requests.front.tooMany':
    '这个电话号码一天内已提交了 {most} 件诉求，今天不能再提交。请明天再提，或打电话给企业诉求专窗。',
  'requests.front.tooManyHere':
    '您所在的网络一天内提交的诉求太多，今天不能再提交。请明天再提，或致电专窗、登录企业账号提交。',
  'requests.front.contactNeeded': '请填写联系人和电话，以便工作人员联系您。',
  'requests.front.noFirm': '您的账号还没有对应的企业，不能以企业名义提交。请联系企业服务部门。',
  'requests.front.noContactYet': '还没有工作人员登记联系过您，不用说明。',
  'requests.front.wordGiven': '您已经说明过是否联系。有新的情况，请留言。',
  'requests.timeline.request-contact-word': '企业说明是否联系过',
  'action.requests.front-choices': '查看提交诉求的选项',
  'action.requests.front-known-answers': '按所填内容查找公开答复',
  'action.requests.front-firm': '核对统一社会信用代码',
  'action.requests.front-submit': '不登录提交诉求',
  'action.requests.front-follow': '凭编号和查询码查看诉求',
  'action.requests.front-remark': '凭编号和查询码留言',
  'action.requests.front-contact-word': '凭编号和查询码说明是否联系过',
  'action.requests.front-withdraw': '凭编号和查询码撤回诉求',
  'action.requests.front-attach': '凭编号和查询码附文件',
  'action.requests.front-attachment': '凭编号和查询码下载附件',
  'action.requests.my-firm': '查看本企业已知信息',
  'action.requests.follow-own': '查看本企业诉求的进展',
  'action.requests.submit-as-firm': '以本企业账号提交诉求',
  'action.requests.similar': '查找本企业类似诉求',
  'action.requests.contact-word': '说明是否联系过',
  'action.request-contact-word': '说明了是否联系过',
} as const
