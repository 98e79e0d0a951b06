import { z } from 'zod'
import { Approval } from '#platform/approvals/contract.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { audiences, bulletinStates } from './rules.ts'

const Id = z.object({ id: z.uuid() })
const Version = z.number().int().positive()
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const text = {
  audience: z.enum(audiences),
  /** Name of the unit that issues it, as it signs. */
  issuer: z.string().trim().min(1).max(60),
  /** What the office says to the numbers; may be empty. */
  words: z.string().trim().max(2000),
}
export const DraftBulletin = z.object({ periodId: z.uuid(), ...text })
export type DraftBulletin = z.output<typeof DraftBulletin>
export const ReviseBulletin = z.object({ version: Version, ...text })
export type ReviseBulletin = z.output<typeof ReviseBulletin>

export const Bulletin = z.object({
  id: z.string(),
  state: z.enum(bulletinStates),
  ...text,
  draftedByName: z.string(),
  draftedAt: z.string(),
  approvedByName: z.string().nullable(),
  approvedAt: z.string().nullable(),
  /** 诉求通报〔2026〕9号; null before it is approved. */
  number: z.string().nullable(),
  /** Whether the approved paper is written and can be had. */
  isWritten: z.boolean(),
  version: Version,
})
export type Bulletin = z.output<typeof Bulletin>

export const BulletinRow = z.object({
  periodId: z.string(),
  month: z.string(),
  closedByName: z.string(),
  closedAt: z.string(),
  /** Null while nobody has drafted one. */
  bulletin: Bulletin.nullable(),
  /** What waits for a second person; null where nothing does. */
  waiting: Approval.nullable(),
})
export type BulletinRow = z.output<typeof BulletinRow>

export const BulletinList = z.object({
  /** Closed months, the newest first; for who neither drafts nor approves, those with an approved bulletin. */
  rows: z.array(BulletinRow),
  /** Whether the actor may draft and ask for approval. */
  mayKeep: z.boolean(),
  /** Whether the actor reads drafts. */
  seesDrafts: z.boolean(),
  /** As the last bulletin was signed, or the unit of the actor. */
  issuer: z.string(),
})
export type BulletinList = z.output<typeof BulletinList>

const Done = z.object({ id: z.string() })

export const bulletinApi = {
  list: endpoint({
    method: 'get',
    path: '/requests/bulletins',
    summary: 'Closed months with their bulletins, the newest first',
    answer: BulletinList,
  }),
  draft: endpoint({
    method: 'post',
    path: '/requests/bulletins',
    summary: 'Draft the bulletin of a closed month',
    body: DraftBulletin,
    answer: Done,
  }),
  revise: endpoint({
    method: 'post',
    path: '/requests/bulletins/:id/revise',
    summary: 'Change a draft for which nobody is asked yet',
    params: Id,
    body: ReviseBulletin,
    answer: Done,
  }),
  propose: endpoint({
    method: 'post',
    path: '/requests/bulletins/:id/proposals',
    summary: 'Ask a second person to approve a draft; its contents stay as they are now',
    params: Id,
    body: z.object({ version: Version }),
    answer: z.object({ approvalId: z.string() }),
  }),
  draftPaper: endpoint({
    method: 'get',
    path: '/requests/bulletins/:id/draft',
    summary: 'The draft as DOCX, marked as one on every page',
    params: Id,
    answer: docx,
  }),
  paper: endpoint({
    method: 'get',
    path: '/requests/bulletins/:id/paper',
    summary: 'The approved bulletin as DOCX, as it was written once',
    params: Id,
    answer: docx,
  }),
}
