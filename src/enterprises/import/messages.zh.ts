/** Words of tables of firms: on the server and on the pages. */
export const zh = {
  'enterprises.import.ask.name': '表中没有企业名称，也没有统一社会信用代码。请至少为其中一项选一列。',
  'enterprises.import.ask.year': '“{heading}”是哪一年的数？请选择年份。',
  'enterprises.import.ask.yearToCome': '“{heading}”的年份还没到。请核对年份。',
  'enterprises.import.ask.moneyUnit': '“{heading}”的单位是元、万元还是亿元？请选择。',
  'enterprises.import.ask.shareUnit': '“{heading}”里的 3% 写成 3 还是 0.03？请选择。',
  'enterprises.import.ask.unit': '这一列还没有选年份和单位。请在上方选好后重新试读。',
  'enterprises.import.ask.list': '“{heading}”是哪份名单？请选择。',
  'enterprises.import.ask.twice': '“{heading}”与另一列是同一项内容（指标、年份都相同）。请只留一列。',
  'enterprises.import.nameless': '本行没有企业名称，也没有统一社会信用代码。请补上其中一项。',
  'enterprises.import.tooLong': '这一格超过 {most} 个字。请缩短后再导入。',
  'enterprises.import.noDivision': '没有名为“{text}”的区划。请写区划的全称、简称或代码。',
  'enterprises.import.elsewhere': '这家企业不在您的范围内，本行未导入。请交由所在区或市里导入。',
  'enterprises.import.noIndustry': '行业目录（GB/T 4754-2017）里没有“{text}”。请写行业代码，例如 C3841。',
  'enterprises.import.notADay': '“{text}”不是完整的日期。请写成 2023-05-01 这样的形式。',
  'enterprises.import.noStatus': '不认识状态“{text}”。请写在营、停业、迁出、吊销或注销。',
  'enterprises.import.notAPhone': '这不是电话号码。请改正。',
  'enterprises.import.noList': '没有名为“{text}”的名单。请核对名称。',
  'enterprises.import.closedList': '这份名单由主管部门管理，不能由您导入。请删去这一项，或交主管部门导入。',
  'enterprises.import.listDay':
    '“{list}”需要写明从哪一天起，例如 2023-12-01，或 2023-12-01至2026-11-30。只写“是”不能登记。',
  'enterprises.import.listEnd': '“{list}”的到期日登记为 {known}，表中是 {told}，没有改动。请在企业页面核对。',
  'enterprises.import.digitsLost': '代码被存成了数字，后几位已丢失。请把这一列设为文本格式，重新填写代码。',
  'enterprises.import.wrongCode': '代码 {code} 不对（位数、字符或校验位）。请对照营业执照改正。',
  'enterprises.import.mistakenCode': '代码 {code} 不对，可能是 {proposals}。请对照营业执照改正。',
  'enterprises.import.oldNumber':
    '{number} 是 15 位的旧注册号，已按旧注册号查找和登记。请补上 18 位的统一社会信用代码。',
  'enterprises.import.twice': '这家企业在第 {first} 行已出现过，本行未导入。请合并成一行。',
  'enterprises.import.several': '本区划有 {count} 家同名企业，无法确定是哪一家。请填写统一社会信用代码。',
  'enterprises.import.newName': '名录里没有这个代码，表中又没有企业名称，无法新增。请补上名称。',
  'enterprises.import.newDivision': '名录里没有这家企业，表中又没有区划，无法新增。请补上区划。',
  'enterprises.import.doubt.unit-mistaken':
    '{year} 年的数按本列单位是 {value} 万元；如果单位弄错了，则是 {other} 万元。这个数没有导入。请核对单位。',
  'enterprises.import.doubt.part-exceeds-whole':
    '{year} 年的数是 {value}，与它的总数或部分 {other} 矛盾（金额按万元）。这个数没有导入。请核对。',
  'enterprises.import.doubt.before-founding':
    '企业成立以前的 {year} 年有数 {value}。这个数没有导入。请核对年份或成立日期。',
  'enterprises.import.doubt.other-source-differs':
    '{year} 年的数是 {value}，另一来源登记的是 {other}（金额按万元）。这个数没有导入。请核对。',
  'enterprises.import.doubt.year-not-over':
    '{year} 年还没过完，数是 {value}。这个数没有导入。如是预计数，请在列名中注明“预计”。',
  'enterprises.import.sheet': '企业',
  'enterprises.import.templateName': '企业导入模板.xlsx',
  'enterprises.import.templateFigures':
    '2025年营业收入（万元）|2025年研发费用（万元）|2025年从业人员（人）|专精特新中小企业认定日期',
  'enterprises.import.templateRow':
    '示例机械有限公司||{division}|一路1号|C3489|2012-05-08|在营|张某|000-5550101|12800|640|186|2024-03-01',
  'action.enterprises.import-list': '查看企业导入',
  'action.enterprises.import-template': '下载企业导入模板',
  'action.enterprises.import-upload': '上传企业表格',
  'action.enterprises.import-get': '查看一次企业导入',
  'action.enterprises.import-check': '试读企业表格',
  'action.enterprises.import-start': '导入企业',
  'action.enterprises.import-resume': '继续导入企业',
  'action.enterprises.import-give-up': '放弃导入企业',
  'action.enterprises.import-problems': '下载企业导入的问题',
  'action.firm-import-uploaded': '上传了企业表格',
  'action.firm-import-checked': '试读了企业表格',
  'action.firm-import-done': '导入了企业表格',
  'action.firm-import-given-up': '放弃了企业导入',
  'action.firms-imported': '导入了一批企业',
  'action.firm-imported': '由表格导入',
} as const
