/** Facts this part announces; `subject` is the alert, the account or the channel. */
export interface AlertEvents {
  'alert-acknowledged': { kind: string; subjectKind: string; subjectId: string }
  /** Which fields; no address stands in an event. */
  'alert-settings-changed': { changed: string[] }
  'alert-channel-tested': { channel: string }
}
export type AlertEvent = keyof AlertEvents
