import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What reading such a file can say. */
export const eutecticMessages = declareMessages({})
