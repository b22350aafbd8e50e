import type { SettingsPatch } from '../../core/api/methods/workspace-methods'
import type { Slot } from '../../core/domain/slot'
import type { Parts } from './parts'

/** A message that Slotkeeper worded, for a person to begin with, and the times that it offers. */
export interface Beginning {
  text: string
  slots: Slot[]
}

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
  /** What the draft to a lead was begun with. */
  begun: Readonly<Record<string, Beginning>>
  /** What waits because another draft to the lead stands in its place. */
  waiting: Readonly<Record<string, Beginning>>
  newLead: LeadText | null
  /** By the id of the section. */
  settingsEdits: Readonly<Record<string, SettingsPatch>>
}

export interface DraftActions {
  setDraft: (leadId: string, text: string) => void
  /** Begins a draft; another one is never overwritten, the beginning waits then. */
  beginDraft: (leadId: string, beginning: Beginning) => void
  /** Decides about the beginning that waits. */
  replaceDraft: (leadId: string) => void
  keepDraft: (leadId: string) => void
  setNewLead: (text: LeadText | null) => void
  setSettingsEdits: (section: string, edits: SettingsPatch) => void
  /** For another workspace, to which none of them belongs. */
  forgetDrafts: () => void
}

export const NO_DRAFTS: Drafts = { drafts: {}, begun: {}, waiting: {}, newLead: null, settingsEdits: {} }

export function draftActions({ get, set }: Parts): DraftActions {
  const begin = (leadId: string, beginning: Beginning) => {
    const { drafts, begun, waiting } = get()
    set({
      drafts: { ...drafts, [leadId]: beginning.text },
      begun: { ...begun, [leadId]: beginning },
      waiting: without(waiting, leadId),
    })
  }
  return {
    setDraft(leadId, text) {
      set({ drafts: { ...get().drafts, [leadId]: text } })
      if (text !== '') return
      // What is written next is begun with nothing, and nothing is in its way.
      set({ begun: without(get().begun, leadId), waiting: without(get().waiting, leadId) })
    },
    beginDraft(leadId, beginning) {
      const { drafts, waiting } = get()
      const draft = drafts[leadId]?.trim() ?? ''
      if (draft === '' || draft === beginning.text.trim()) begin(leadId, beginning)
      else set({ waiting: { ...waiting, [leadId]: beginning } })
    },
    replaceDraft(leadId) {
      const beginning = get().waiting[leadId]
      if (beginning) begin(leadId, beginning)
    },
    keepDraft(leadId) {
      set({ waiting: without(get().waiting, leadId) })
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

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
