export const zh = {
  'papers.notADocx': '这不是 DOCX 文件。请用 Word 或 WPS 打开，另存为 DOCX 后再上传。',
  'papers.noTable': '文件中没有找到所需的表格。表头应有：{expected}。',
  'papers.tooManyRows': '文件中的表格超过 {limit} 行的上限。请拆成几个文件上传。',
  'papers.codeTwice':
    '第 {row} 行与第 {first} 行的编号都是 {code}。以第 {first} 行为原任务，第 {row} 行按新增处理，请核对。',
  'papers.codeUnreadable': '第 {row} 行的编号“{code}”无法识别，已按新增处理。如是原有任务，请改回原编号。',
  'papers.codeRestored': '第 {row} 行的编号已被删改，按文档中保留的标记认定为 {code}，请核对。',
} as const
