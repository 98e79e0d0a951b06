/** Words of approved answers. */
export const zh = {
  'alerts.known-answer-expires': '现成答复“{question}”{validToOn} 到期。请续期，或让它到期停用。',
  'requests.known.noSuch': '没有这条现成答复。请从列表重新选择。',
  'requests.known.noProposal': '没有这条待审答复，或它不在您的岗位范围内。请从列表重新选择。',
  'requests.known.past': '最后有效日已经过去。请选今天或以后的日期。',
  'requests.known.tooFar': '有效期最长一年，到期前可以续期。请选一年以内的日期。',
  'requests.known.givesAway':
    '内容里有能认出企业或个人的字样（企业名称、联系人、电话、信用代码、诉求编号等）。请删去后再提交。',
  'requests.known.noConsent':
    '{number} 不能用来拟现成答复：须已办结、有答复，并且企业同意公开。请另选一件，或直接新拟答复。',
  'requests.known.ended': '这条现成答复已经停用或到期，不能再改。需要的请新拟一条。',
  'requests.known.beingRenewed': '这条答复已经有续期在等审核，不用再提。',
  'requests.known.decided': '这条答复已经审核过。请刷新后再看。',
  'requests.known.own': '自己提出的答复不能自己审核。请由另一人审核。',
  'action.requests.list-known-answers': '查看现成答复库',
  'action.requests.list-answer-proposals': '查看待审的现成答复（单位看本单位的）',
  'action.requests.propose-known-answer': '提出现成答复或续期（单位限本单位）',
  'action.requests.approve-known-answer': '审核通过现成答复（不是提出人）',
  'action.requests.decline-known-answer': '不同意现成答复（不是提出人）',
  'action.requests.end-known-answer': '提前停用现成答复（单位限本单位）',
  'action.request-known-answer-proposed': '提出了现成答复',
  'action.request-known-answer-approved': '审核通过了现成答复',
  'action.request-known-answer-declined': '没有同意现成答复',
  'action.request-known-answer-ended': '提前停用了现成答复',
} as const
