/** Words of files of requests. */
export const zh = {
  'requests.attachment.oneFile': '一次只能传一个文件，请逐个上传。',
  'requests.attachment.empty': '“{name}”是空文件，请重新选择。',
  'requests.attachment.tooLarge': '“{name}”超过 {megabytes} MB。请压缩后再传，照片可以缩小尺寸。',
  'requests.attachment.tooMany': '一件诉求最多附 {most} 个文件，没有再加。请把材料合并后再传，或在电话里说明。',
  'requests.attachment.tooMuch':
    '今天凭查询码上传的文件已经太多，没有再存。请明天再传，或把照片缩小、材料合并，也可以登录企业账号上传。',
  'requests.attachment.wrongKind':
    '“{name}”不是可以附的文件。可以附照片（JPG、PNG、WebP）、PDF、Word（docx）、Excel（xlsx）和文本（txt、csv）。',
  'requests.attachment.heic':
    '“{name}”是 HEIC 照片，里面带着拍摄地点，没有保存。请换成 JPG 再传：苹果手机在“设置—相机—格式”里选“兼容性最佳”，或截屏后上传。',
  'requests.attachment.lyingName': '“{name}”的内容其实是 {kind} 文件，与名称不符，没有保存。请用正确的后缀命名后再传。',
  'requests.attachment.damaged': '文件已损坏或没有传完整，没有保存。请打开确认后再传一次。',
  'requests.attachment.macros': '文件里有宏或可运行的内容，没有保存。请另存为不带宏的文件，或导出为 PDF 再传。',
  'requests.attachment.infected': '文件里查出病毒，没有保存。请先杀毒，再从没有感染的电脑或手机上传。',
  'requests.attachment.gone': '没有这个附件，或它不属于这件诉求。请刷新页面。',
  'requests.timeline.request-attached': '附了文件',
  'action.requests.attach': '给诉求附文件',
  'action.requests.attachment': '下载诉求附件',
  'action.request-attached': '给诉求附了文件',
} as const
