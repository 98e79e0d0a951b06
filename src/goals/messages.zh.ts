/** Words of goals, take-up and the breakdown table. */
export const zh = {
  'goals.notFound': '没有这个目标，或它不在您的岗位范围内。',
  'goals.workedOn': '{code} 已经有人分解、编辑或落实了单位，不能直接撤回。请先在“目标”页处理它下面的内容。',
  'goals.takeBackInDocument': '{code} 来自文件中的原话，请回到文件核对页撤回采纳。',
  'goals.noOwner': '没有这个区划或单位，请重新选择。',
  'goals.noParent': '上级目标不存在，或不在您的范围内。',
  'goals.underItself': '目标不能放到自己或自己的下级下面。',
  'goals.noUnit': '所选单位不存在、已撤销，或不归您交办。',
  'goals.leadTwice': '牵头单位不能同时是配合单位。',
  'goals.takeUpNotConfirmed': '这份贯彻落实对照还在办公室整理中，确认后才能查看。',
  'goals.noCell': '对照表里没有这一格，可能文件已重新读取。请刷新页面。',
  'goals.noSuchSentence': '所选的句子已不在文件中。请刷新页面后重新选择。',
  'goals.tableFile': '请选择一份任务分解表（.xlsx、.csv 或 .docx，20 MB 以内）。',
  'goals.rowWithoutCode':
    '第 {row} 行没有编号，认不出是哪一条任务（“{title}”），没有导入。请从导出的表里补上编号；新增任务请在“目标”页添加。',
  'goals.codeNotOurs': '第 {row} 行的编号 {code} 不在本表范围内，没有导入。',
  'goals.unknownUnit': '第 {row} 行的单位“{name}”查不到。请写单位全称或简称。',
  'goals.oneLead': '第 {row} 行写了多个牵头单位（{names}）。牵头单位只能有一个，其余请写在“配合单位”。',
  'goals.unknownDay': '第 {row} 行的完成时限“{text}”认不出日期。请写成 2026-06-30 或 2026年6月底。',
  'goals.table.title': '{title}任务分解表',
  'goals.table.all': '全部文件',
  'goals.table.note':
    '导出日期：{day}。请直接在表中修改，编号一列不要改动；牵头单位一栏未定的为系统按职责清单提出的建议。',
  'goals.table.number': '序号',
} as const
