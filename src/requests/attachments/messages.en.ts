import type { zh } from './messages.zh.ts'

export const en = {
  'requests.attachment.oneFile': 'One file at a time: send them one after the other.',
  'requests.attachment.empty': '“{name}” is empty. Choose another file.',
  'requests.attachment.tooLarge':
    '“{name}” is larger than {megabytes} MB. Make it smaller and send it again; a photo can be reduced in size.',
  'requests.attachment.tooMany':
    'A request holds {most} files at most, so this one was not added. Put papers together into one file, or explain by telephone.',
  'requests.attachment.tooMuch':
    'Too much was uploaded by code today, so the file was not kept. Send it tomorrow, make photos smaller, or sign in with the account of your firm.',
  'requests.attachment.wrongKind':
    '“{name}” is no file that can be attached. Photos (JPG, PNG, WebP), PDF, Word (docx), Excel (xlsx) and text (txt, csv) can.',
  'requests.attachment.heic':
    '“{name}” is a HEIC photo and holds the place where it was taken, so it was not kept. Send a JPG: on an iPhone choose “Most Compatible” under Settings, Camera, Formats, or send a screenshot.',
  'requests.attachment.lyingName':
    '“{name}” is really a {kind} file, so it was not kept. Give it the right ending and send it again.',
  'requests.attachment.damaged':
    'The file is damaged or did not arrive whole, so it was not kept. Open it to check, then send it again.',
  'requests.attachment.macros':
    'The file holds macros or something else that runs, so it was not kept. Save it without macros, or as PDF, and send that.',
  'requests.attachment.infected':
    'A virus was found in the file, so it was not kept. Clean it first, then send it from a machine that is not infected.',
  'requests.attachment.gone': 'There is no such file, or it belongs to another request. Reload the page.',
  'requests.timeline.request-attached': 'A file was added',
  'action.requests.attach': 'add a file to a request',
  'action.requests.attachment': 'download a file of a request',
  'action.request-attached': 'added a file to a request',
} satisfies Record<keyof typeof zh, string>
