import type { zh } from './messages.zh.ts'

/** Words of the encryption of columns. */
export const en = {
  'platform.protect.badCipher': 'DAQIAO_CIPHER is "{named}", which is none of the choices. Set one of them: {choices}.',
  'platform.protect.keysUnreadable':
    'The key file {file} cannot be opened or is not whole, so encrypted data cannot be read and nothing was started. Restore the file from its backup, or check the right to read it.',
  'platform.protect.keysNotWritable':
    'The key file {file} cannot be written, so the new key is not in force. Check the rights of the folder and try again.',
  'platform.protect.keysLost':
    'The database holds encrypted data, but the key file {file} is not there. Nothing was started, so that no new key takes the place of the old one. Restore the key file from its backup, or name its place with DAQIAO_KEYS_FILE.',
  'platform.protect.keyMissing':
    'This was encrypted with version {version} of the keys, which is not in the key file, so it cannot be shown. Have the administrator restore the key file from its backup; everything else is as it was.',
  'platform.protect.changed':
    'This is not what was encrypted: it may have been changed behind the system, so it cannot be shown. Have the administrator look into the audit and enter it anew; everything else is as it was.',
} satisfies Record<keyof typeof zh, string>
