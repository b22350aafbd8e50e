import { Textarea, TextInput } from '@mantine/core'
import { useConsole } from '../state/use-console'
import { SecretField } from './secret-field'
import type { SettingsForm } from './use-settings-form'

const WHOLE_ADDRESS = 'Enter a whole address such as https://example.com.'

/** What the chosen way to the receiver asks for (T8). */
export function TunnelFields({ form }: { form: SettingsForm }) {
  const { kind } = form.value.tunnel
  if (kind === 'ngrok') return <NgrokFields form={form} />
  if (kind === 'cloudflared') return <CloudflaredFields form={form} />
  if (kind === 'command') return <CommandFields form={form} />
  return (
    <TextInput
      label="Public address"
      description="Where the internet reaches the receiver. Leave it empty when there is none."
      placeholder="https://example.com"
      value={form.value.publicWebhookUrl}
      onChange={(event) => {
        form.set('publicWebhookUrl', event.currentTarget.value.trim())
      }}
      error={form.errorAt('publicWebhookUrl') ? `${WHOLE_ADDRESS} Or leave it empty.` : null}
    />
  )
}

function NgrokFields({ form }: { form: SettingsForm }) {
  const console = useConsole()
  const { tunnel } = form.value
  return (
    <>
      <SecretField
        name="ngrok.authtoken"
        of="ngrok"
        noun="authtoken"
        hint="Copy it from the ngrok dashboard, under Your Authtoken."
        clears="This closes the ngrok tunnel. The domain and all bookings stay."
        clear={() => console.changeWorkspace('secret.clear', { name: 'ngrok.authtoken' })}
      />
      <TextInput
        label="ngrok domain"
        description="Optional. A domain that ngrok reserved for you; otherwise it gives the one of your account."
        placeholder="your-name.ngrok-free.dev"
        value={tunnel.ngrokDomain}
        onChange={(event) => {
          form.set('tunnel', { ...tunnel, ngrokDomain: event.currentTarget.value.trim() })
        }}
        error={form.errorAt('tunnel.ngrokDomain')}
      />
    </>
  )
}

function CloudflaredFields({ form }: { form: SettingsForm }) {
  const console = useConsole()
  const { tunnel } = form.value
  return (
    <>
      <SecretField
        name="cloudflared.token"
        of="Cloudflare tunnel"
        noun="token"
        hint="Optional. The token of a named tunnel, whose public hostname leads to the receiver. Without one you get a quick tunnel, for trying out."
        clears="This closes the named tunnel. A quick tunnel with another address takes its place."
        clear={() => console.changeWorkspace('secret.clear', { name: 'cloudflared.token' })}
      />
      <TextInput
        label="Public hostname"
        description="The named tunnel’s address, as it is set at Cloudflare. A quick tunnel needs none."
        placeholder="https://hooks.example.com"
        value={tunnel.cloudflaredAddress}
        onChange={(event) => {
          form.set('tunnel', { ...tunnel, cloudflaredAddress: event.currentTarget.value.trim() })
        }}
        error={form.errorAt('tunnel.cloudflaredAddress') ? WHOLE_ADDRESS : null}
      />
      <TextInput
        label="Program"
        description="Where cloudflared lies, if it is not found by its name."
        placeholder="cloudflared"
        value={tunnel.cloudflaredProgram}
        onChange={(event) => {
          form.set('tunnel', { ...tunnel, cloudflaredProgram: event.currentTarget.value })
        }}
        error={form.errorAt('tunnel.cloudflaredProgram')}
      />
    </>
  )
}

function CommandFields({ form }: { form: SettingsForm }) {
  const { tunnel } = form.value
  return (
    <>
      <Textarea
        label="Command"
        description="The program and its words, each on a line of its own: no shell reads them. {port} stands for the receiver’s port."
        placeholder={'ssh\n-N\n-R\n80:127.0.0.1:{port}\nyou@tunnel.example.com'}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        value={tunnel.command.join('\n')}
        onChange={(event) => {
          const { value } = event.currentTarget
          form.set('tunnel', { ...tunnel, command: value === '' ? [] : value.split('\n') })
        }}
        error={form.errorAt('tunnel.command')}
      />
      <TextInput
        label="Public address of the command"
        description="If it is always the same. {1} in it stands for what the pattern finds."
        placeholder="https://tunnel.example.com"
        value={tunnel.commandAddress}
        onChange={(event) => {
          form.set('tunnel', { ...tunnel, commandAddress: event.currentTarget.value.trim() })
        }}
        error={form.errorAt('tunnel.commandAddress') ? WHOLE_ADDRESS : null}
      />
      <TextInput
        label="Pattern"
        description="A regular expression that finds the address, or its first group a part of it, in what the command writes."
        placeholder="https://[a-z0-9.-]+"
        value={tunnel.commandPattern}
        onChange={(event) => {
          form.set('tunnel', { ...tunnel, commandPattern: event.currentTarget.value })
        }}
        error={form.errorAt('tunnel.commandPattern')}
      />
    </>
  )
}
