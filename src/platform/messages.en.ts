import type { zh } from './messages.zh.ts'

export const en = {
  'platform.product': 'Daqiao',
  'platform.forbidden':
    'Your present post may not do this ({action}). Ask your administrator to change the post, or switch to a post that may.',
  'platform.signInFirst':
    'You are not signed in, or the session has ended. Sign in first; what you typed stays on the page.',
  'platform.otherSite': 'This request came from another site and was refused. Work inside the Daqiao pages.',
  'platform.noSuchPage': 'There is no such address. Start again from the menu.',
  'platform.invalidInput': 'Something in the form is wrong: {field} ({problem}). Correct it and send again.',
  'platform.bodyTooLarge': 'The content is larger than {megabytes} MB. Make it smaller and try again.',
  'platform.bug':
    'Something unexpected went wrong and nothing was changed. Try again later; if it persists, give the number {number} to your administrator.',
  'platform.offline': 'The server cannot be reached. Check the network and try again; what you typed is kept.',
  'platform.scannerDown':
    'The virus scanner does not answer, so the file was not kept; what is on the page is still there. Send it again in a few minutes; if that fails, tell the system administrator.',
  'platform.infected':
    'A virus was found in the file ({found}), so it was not kept. Clean it first, then send it from a machine that is not infected.',
  'platform.databaseGone': 'The database cannot be reached at the moment. Try again later.',
  'platform.dataFromNewerVersion':
    'The data folder was written by a newer version of Daqiao, which this version cannot open. Use the newer version; the data was not touched.',
  'platform.noPost': 'This account holds no post at present. Ask your administrator.',
  'platform.whichCity': 'This server serves several cities. Say first which one you turn to.',
  'platform.noSuchCity': 'This server does not serve that city. Check the address or ask the administrator.',
  'platform.noSuchAccount': 'There is no account with the user name {username}. Check the name.',
  'platform.passwordUsage': 'Usage: npm run -s daqiao -- password USERNAME [--city PACK]',
  'platform.passwordMade':
    'Initial password of {username} (shown only now; to be changed at sign-in; its sessions and second factor are ended):\n{initialPassword}',
  'action.password-reset-at-machine': 'set a password anew at the machine',
  'platform.usernameForm': 'A user name has 2 to 40 lower-case letters, digits, dots, underscores or dashes.',
  'platform.usernameTaken': 'The user name "{username}" is taken. Choose another.',
  'platform.passwordTooShort': 'A password has at least {length} characters.',
  'platform.setupSamePerson':
    '"{name}" is an administrator of this city already. System, security and audit administrator must be three different people: hand the link to somebody else.',
  'platform.setupLinkUsed': 'This set-up link was used already or has expired. Restart the server for a new one.',
  'platform.changedMeanwhile':
    'Somebody else has changed this meanwhile, so your change was not saved. Look at the newest state and change again; what you typed is still on the page.',
  'platform.calendarEnds':
    'The working-day calendar ends on {last}; later years have no State Council notice yet and cannot be computed.',
  'platform.folderNotWritable':
    'The data folder {folder} cannot be written. Choose another (DAQIAO_DATA) or change its permissions.',
  'platform.folderInUse':
    'The data folder {folder} is in use by another Daqiao process ({pid}). Stop it first, or give this one another folder (DAQIAO_DATA).',
  'platform.portTaken': 'Port {port} is taken. Stop what uses it, or choose another: PORT=5191 npm start',
  'platform.proxiesWrong':
    'DAQIAO_PROXIES names "{entry}", which is no address or network. Write the proxies in front like this: 10.0.0.1,10.1.0.0/16',
  'platform.digestUnknown': 'DAQIAO_DIGEST cannot be "{wanted}". Set it to sm3 or sha256.',
  'platform.noData':
    'There is no database in the data folder {folder}. Check --city and DAQIAO_DATA, or start Daqiao once first.',
  'platform.localFailed': 'The command did not finish. Look into the log of the running Daqiao, then try again.',
  'platform.tooMany':
    'Too many requests in a short time. Wait {seconds} seconds and try again; what you typed is kept.',
  'platform.unreadableText':
    '"{field}" holds a character that cannot be stored (an empty or a broken one). Take it out, or type the text again.',
  'platform.fileNameTooLong':
    'The name of the file is longer than {longest} characters. Shorten it and choose the file again.',
  'platform.resetSampleOnly': 'Only the sample city can be reset; the data of a real city is never taken away.',
  'action.platform.me': 'see who is signed in',
  'action.platform.choosePost': 'switch to another post',
  'action.platform.setUpLink': 'see whom a one-time link is for',
  'action.platform.setUp': 'set up an account with a one-time link',
  'action.platform.live': 'follow what happens',
  'action.platform.health': 'see whether the service answers',
  'action.platform.openApi': 'read the description of the API',
} satisfies Record<keyof typeof zh, string>
