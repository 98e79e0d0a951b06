/** Most files of one request, and most bytes of one file. */
export const mostAttachments = 6
export const mostAttachmentBytes = 10_000_000

/** What may be attached: photos, papers and tables. */
export const attachmentKinds = ['jpeg', 'png', 'heic', 'webp', 'pdf', 'docx', 'xlsx', 'txt', 'csv'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]
