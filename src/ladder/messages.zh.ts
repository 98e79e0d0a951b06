export const zh = {
  'ladder.selfCheckOnly': '自评参考，不作为认定依据。',
  'ladder.usage':
    '用法：daqiao ladder 文件.json [--on 年-月-日] [--division 区划代码]\n\n  文件        企业数组（金额为万元，比例为小数），或 {"vectors": [{"enterprise": …}]}\n  --on        按哪一天有效的标准评价，默认今天\n  --division  适用该地方另行规定的标准，例如 440000',
  'ladder.oneFile': '请给出一个企业文件。',
  'ladder.unknownOption': '不认识的选项“{name}”。',
  'ladder.notADay': '“{value}”不是日期，请写成 2026-04-01 的样式。',
  'ladder.notADivision': '“{value}”不是六位区划代码。',
  'ladder.noFile': '找不到“{name}”。请检查路径。',
  'ladder.notReadable': '无法打开“{name}”：{reason}。',
  'ladder.notJson': '“{name}”不是 JSON 文件：{reason}',
  'ladder.notFirms':
    '“{name}”里的企业读不懂：{reason}。金额请填万元，比例请填小数（3% 填 0.03），缺的数据请留空，不要估。',
  'ladder.noRuleOnDay': '{on} 没有生效的标准；最早的标准自 2022-08-01 起施行。',
} as const
