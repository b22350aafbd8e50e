import type { SettingsPatch } from '../../core/api/contract'
import type { Parts } from './parts'

/** What was typed for a new lead. */
export interface LeadText {
  firstName: string
  lastName: string
  company: string
  emails: string
  phones: string
  zone: string
}

/** What was typed and not sent or saved yet. It outlasts the place where it was typed, until the app ends. */
export interface Drafts {
  /** To a lead, by its id. */
  drafts: Readonly<Record<string, string>>
  newLead: LeadText | null
  /** By the id of the section. */
  settingsEdits: Readonly<Record<string, SettingsPatch>>
}

export interface DraftActions {
  setDraft: (leadId: string, text: string) => void
  setNewLead: (text: LeadText | null) => void
  setSettingsEdits: (section: string, edits: SettingsPatch) => void
  /** For another workspace, to which none of them belongs. */
  forgetDrafts: () => void
}

export const NO_DRAFTS: Drafts = { drafts: {}, newLead: null, settingsEdits: {} }

export function draftActions({ get, set }: Parts): DraftActions {
  return {
    setDraft(leadId, text) {
      set({ drafts: { ...get().drafts, [leadId]: text } })
    },
    setNewLead(newLead) {
      set({ newLead })
    },
    setSettingsEdits(section, edits) {
      set({ settingsEdits: { ...get().settingsEdits, [section]: edits } })
    },
    forgetDrafts() {
      set(NO_DRAFTS)
    },
  }
}
