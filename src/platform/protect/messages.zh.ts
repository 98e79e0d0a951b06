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
} as const
