/** Words of the encryption of columns. */
export const zh = {
  'platform.protect.badCipher': 'DAQIAO_CIPHER 设为“{named}”，不在可选范围内。请改为其中之一：{choices}。',
  'platform.protect.keysUnreadable':
    '密钥文件 {file} 打不开或内容不完整，加密的数据不能读取，因此没有启动。请从备份恢复这个文件，或检查读取权限。',
  'platform.protect.keysNotWritable': '密钥文件 {file} 不能写入，新密钥没有生效。请检查目录权限后重试。',
  'platform.protect.keysLost':
    '数据库里有加密的数据，但没有找到密钥文件 {file}。没有启动，以免用新密钥盖掉旧的。请从备份恢复密钥文件，或用 DAQIAO_KEYS_FILE 指明位置。',
  'platform.protect.keyMissing':
    '这项内容用第 {version} 版密钥加密，而密钥文件里没有这一版，因此不能显示。请管理员从备份恢复密钥文件；其他内容不受影响。',
  'platform.protect.changed':
    '这项内容与加密时不一致，可能被绕过系统改动过，因此不能显示。请管理员查看审计并重新录入；其他内容不受影响。',
  'platform.protect.usage': 'daqiao keys status|rotate [--city PACK]：查看或更换加密密钥',
  'platform.protect.statusFile': '密钥文件：{file}',
  'platform.protect.statusVersion': '第 {version} 版　{cipher}　{madeAt} 生成　{rows} 项在用',
  'platform.protect.statusPlace': '  {place}：第 {version} 版 {rows} 项',
  'platform.protect.statusPlain': '  {place}：{rows} 项尚未加密，下次启动时加密',
  'platform.protect.statusUnknown': '  {place}：{rows} 项用第 {version} 版加密，而密钥文件里没有这一版，不能读取',
  'platform.protect.statusRotating': '换到第 {version} 版的工作没有做完，再运行一次 keys rotate 会接着做。',
  'platform.protect.rotated':
    '已换用第 {version} 版密钥，重新加密 {rows} 行。旧密钥留在文件里，以便读取旧的数据库备份；请立即备份密钥文件。',
  'platform.protect.rotationStopped': '换到第 {version} 版的工作被中断，已重新加密 {rows} 行。再运行一次会接着做。',
  'platform.protect.rotationUnreadable': '有 {count} 项读不出来，保持原样。请用 keys status 查看。',
  'action.key-version-added': '生成了新的加密密钥',
  'action.keys-rotated': '换用了新的加密密钥',
} as const
