import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { WorkspaceView } from '../../core/api/views'
import type { Console, ConsoleState } from './console'

export const ConsoleContext = createContext<Console | null>(null)

/** The console's actions and its client. */
export function useConsole(): Console {
  const console = useContext(ConsoleContext)
  if (!console) throw new Error('This component stands outside the console.')
  return console
}

/** A part of what is shown. */
export function useShown<T>(select: (state: ConsoleState) => T): T {
  return useStore(useConsole().store, select)
}

/** The workspace, for everything that is shown only once it was read. */
export function useWorkspace(): WorkspaceView {
  const workspace = useShown((state) => state.workspace)
  if (!workspace) throw new Error('The workspace was not read yet.')
  return workspace
}
