import { Button, Loader, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { IconPlugX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Empty } from './components/empty'
import { Failure } from './components/failure'
import { Shell } from './shell/shell'
import type { Console } from './state/console'
import { ConsoleContext, useConsole, useShown } from './state/use-console'
import { colorSchemeManager, cssVariables, theme } from './theme'

/** The whole console over one state. `env` is `test` where transitions and portals would be in the way. */
export function App({ console, env = 'default' }: { console: Console; env?: 'default' | 'test' }) {
  useEffect(() => console.start(), [console])
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      cssVariablesResolver={cssVariables}
      env={env}
    >
      {/* At the foot of the sidebar, where it covers no form, no dialog and nothing of the drawer. */}
      <Notifications
        position="bottom-left"
        autoClose={5000}
        limit={1}
        containerWidth={360}
        transitionDuration={0}
        classNames={{ root: 'toasts' }}
      />
      <Failure>
        <ConsoleContext value={console}>
          <Opening />
        </ConsoleContext>
      </Failure>
    </MantineProvider>
  )
}

function Opening() {
  const console = useConsole()
  const isThere = useShown((state) => state.workspace !== null)
  const error = useShown((state) => state.workspaceError)
  if (isThere) return <Shell />
  return (
    <main className="screen">
      {error === null ? (
        <Loader aria-label="Opening the workspace" />
      ) : (
        <div role="alert">
          <Empty icon={IconPlugX} title="The workspace could not be opened">
            <p>{error}</p>
            <Button
              onClick={() => {
                void console.readWorkspace()
                void console.readLeads()
              }}
            >
              Try again
            </Button>
          </Empty>
        </div>
      )}
    </main>
  )
}
