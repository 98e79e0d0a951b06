import type { Temporal } from 'temporal-polyfill'

/** What one cell of a sheet holds. Text stays text: `null` is an empty cell, never `''`. */
export type CellValue = string | number | boolean | Temporal.PlainDate | null

/** A cell that holds an error of its spreadsheet (#REF!); its value is null. */
export interface CellFault {
  /** 0 for column A. */
  column: number
  code: string
}

/** One row that holds at least one value. */
export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. In a CSV: the record. */
  row: number
  /** By column, from A; columns without a value are null, those after the last value are absent. */
  cells: CellValue[]
  faults?: CellFault[]
}

/** Cells shown as one; all numbers from 1, both ends included. */
export interface MergedRange {
  fromRow: number
  toRow: number
  fromColumn: number
  toColumn: number
}

/** What is known once a sheet has been read to its end. */
export interface SheetEnd {
  /** Name of the sheet; empty for a CSV. */
  name: string
  rows: number
  merged: MergedRange[]
}

/** Bounds of what is read; beyond them reading stops with a message, whatever the file claims of itself. */
export interface SheetLimits {
  fileBytes: number
  /** All parts of the file together once unpacked. */
  unpackedBytes: number
  rows: number
  columns: number
}

/** 200,000 rows of a registry, with room. */
export const defaultLimits: SheetLimits = {
  fileBytes: 64 * 2 ** 20,
  unpackedBytes: 512 * 2 ** 20,
  rows: 200_000,
  columns: 512,
}

/** Letters of a column: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}

/** Column of a reference such as AB12, from 0; -1 when it has no letters. */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** Row of a reference such as AB12, from 1; 0 when it has no digits. */
export const rowOf = (reference: string): number => Number(/\d+/.exec(reference)?.[0] ?? 0)
