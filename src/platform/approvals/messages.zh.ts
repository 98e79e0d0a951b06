/** Words of proposals that need a second person. */
export const zh = {
  'approvals.noSuch': '没有这项待复核事项，或您无权查看。请从待复核列表重新进入。',
  'approvals.ownProposal': '这项申请是您本人提出的（包括用您的其他账号提出），须由另一人复核。请等待复核，或撤回申请。',
  'approvals.aboutYourself': '这项申请涉及您本人的账号，不能由您复核。请由另一位有权复核的人员办理。',
  'approvals.noteNeeded': '请写明不同意的理由，以便申请人改正后重新提出。',
  'approvals.closed': '这项申请已由{name}于 {day} 处理，不能再次处理。请刷新列表。',
  'approvals.expired': '这项申请已于 {day} 过期（{days} 天内未复核），不能再复核。如仍需要，请申请人重新提出。',
  'approvals.state.waiting': '待复核',
  'approvals.state.approved': '已同意',
  'approvals.state.refused': '未同意',
  'approvals.state.withdrawn': '已撤回',
  'approvals.state.expired': '已过期',
} as const
