/** Words of the platform: errors that any module may answer, and what every page shares. */
export const zh = {
  'platform.product': '大桥',
  'platform.forbidden':
    '您当前的岗位不能做这一步（{action}）。如确需办理，请联系本单位管理员调整岗位，或切换到有权限的岗位。',
  'platform.signInFirst': '登录已过期或尚未登录，请先登录。您填写的内容仍保留在页面上。',
  'platform.otherSite': '这个请求来自其他网站，已被拒绝。请在大桥页面内操作。',
  'platform.noSuchPage': '没有这个地址。请从左侧菜单重新进入。',
  'platform.invalidInput': '提交的内容有误：{field}（{problem}）。请改正后再提交。',
  'platform.bodyTooLarge': '提交的内容超过 {megabytes} MB，请减小后再试。',
  'platform.bug': '系统出现意外错误，您的操作没有生效。请稍后重试；若仍不行，请把编号 {number} 告诉管理员。',
  'platform.offline': '连不上服务器。请检查网络，稍后重试；已填写的内容不会丢失。',
  'platform.databaseGone': '数据库暂时连不上，请稍后重试。',
  'platform.dataFromNewerVersion': '数据目录由更新版本的大桥写入，本版本不能打开。请换用新版本程序，数据没有被改动。',
  'platform.noPost': '这个账号目前没有在任的岗位。请联系管理员。',
  'platform.usernameForm': '用户名只能用 2 到 40 位小写字母、数字、点、下划线或短横线。',
  'platform.usernameTaken': '用户名“{username}”已被使用，请换一个。',
  'platform.passwordTooShort': '密码至少 {length} 位。',
  'platform.setupLinkUsed': '这个设置链接已经用过或已过期。请在服务器上重新启动以获得新链接。',
  'platform.changedMeanwhile': '这条内容已被他人修改，您的修改没有保存。请查看最新内容后再改；您填写的内容仍在页面上。',
  'platform.calendarEnds': '工作日历只到 {last}，之后的年份还没有国务院放假通知，暂不能计算。',
  'platform.folderNotWritable': '数据目录 {folder} 不能写入。请换一个目录（设置 DAQIAO_DATA），或修改目录权限后重试。',
  'platform.folderInUse':
    '数据目录 {folder} 正被另一个大桥进程（{pid}）使用。请先停止它，或为新进程指定别的目录（DAQIAO_DATA）。',
  'platform.portTaken': '端口 {port} 已被占用。请停止占用它的程序，或换一个端口，例如：PORT=5191 npm start',
  'platform.proxiesWrong':
    '环境变量 DAQIAO_PROXIES 中的“{entry}”不是地址或网段。请按“10.0.0.1,10.1.0.0/16”的形式填写前置代理的地址。',
  'platform.resetSampleOnly': '只有示例城市的数据可以重置；真实城市的数据不会被清除。',
  'action.platform.me': '查看当前登录人',
  'action.platform.choosePost': '切换岗位',
  'action.platform.setUp': '用一次性链接设置账号',
  'action.platform.health': '查看服务状态',
} as const
