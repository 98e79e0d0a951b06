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
  'platform.protect.usage':
    'daqiao keys status|rotate [--city PACK]: look at the keys of the encryption, or change them',
  'platform.protect.statusFile': 'Key file: {file}',
  'platform.protect.statusVersion': 'Version {version}  {cipher}  made {madeAt}  {rows} values',
  'platform.protect.statusPlace': '  {place}: version {version}, {rows} values',
  'platform.protect.statusPlain': '  {place}: {rows} values are not encrypted yet; the next start encrypts them',
  'platform.protect.statusUnknown':
    '  {place}: {rows} values are encrypted with version {version}, which is not in the key file; they cannot be read',
  'platform.protect.statusRotating':
    'The change to version {version} was not finished; run keys rotate again to go on with it.',
  'platform.protect.rotated':
    'Version {version} of the keys is in use; {rows} rows were encrypted anew. Old keys stay in the file, for old backups of the database. Back the key file up now.',
  'platform.protect.rotationStopped':
    'The change to version {version} was cut off after {rows} rows. Run it again to go on with it.',
  'platform.protect.rotationUnreadable': '{count} values could not be read and stay as they are. See keys status.',
  'action.key-version-added': 'made a new encryption key',
  'action.keys-rotated': 'changed to a new encryption key',
} satisfies Record<keyof typeof zh, string>
