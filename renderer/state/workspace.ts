import type { Answer, Request } from '../../core/api/contract'
import type { WorkspaceView } from '../../core/api/views'
import type { MethodsAnswering, Parts } from './parts'
import { newTickets } from './tickets'

export interface WorkspaceActions {
  readWorkspace: () => Promise<void>
  workspaceChanged: (view: WorkspaceView) => void
  /** Runs a command that answers with the workspace, and shows the workspace that it answers with. */
  changeWorkspace: <M extends MethodsAnswering<WorkspaceView>>(
    method: M,
    request: Request<M>,
  ) => Promise<Answer<WorkspaceView>>
}

export function workspaceActions({ client, get, set }: Parts): WorkspaceActions {
  const tickets = newTickets()

  const readWorkspace = async (): Promise<void> => {
    const ticket = tickets.take()
    const answer = await client.call('workspace.get', {})
    if (answer.ok) {
      if (tickets.accept(ticket)) set({ workspace: answer.value, workspaceError: null })
    } else if (!get().workspace) {
      set({ workspaceError: answer.error.message })
    }
  }

  return {
    readWorkspace,
    workspaceChanged(view) {
      if (tickets.accept(tickets.take())) set({ workspace: view, workspaceError: null })
    },
    async changeWorkspace(method, request) {
      const ticket = tickets.take()
      const answer: Answer<WorkspaceView> = await client.call(method, request)
      if (!answer.ok) return answer
      if (tickets.accept(ticket)) set({ workspace: answer.value, workspaceError: null })
      // What overtook this answer may have been told before the change was made.
      else await readWorkspace()
      return answer
    },
  }
}
