import { Textarea, TextInput } from '@mantine/core'
import type { Request } from '../../core/api/contract'
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
  return (
    <>
      <TunnelSecret
        name="ngrok.authtoken"
        of="ngrok"
        noun="authtoken"
        hint="Copy it from the ngrok dashboard, under Your Authtoken."
        clears="This closes the ngrok tunnel. The domain and all bookings stay."
      />
      <TunnelText
        form={form}
        name="ngrokDomain"
        label="ngrok domain"
        description="Optional. A domain that ngrok reserved for you; otherwise it gives the one of your account."
        placeholder="your-name.ngrok-free.dev"
      />
    </>
  )
}

function CloudflaredFields({ form }: { form: SettingsForm }) {
  return (
    <>
      <TunnelSecret
        name="cloudflared.token"
        of="Cloudflare tunnel"
        noun="token"
        hint="Optional. The token of a named tunnel, whose public hostname leads to the receiver. Without one you get a quick tunnel, for trying out."
        clears="This closes the named tunnel. A quick tunnel with another address takes its place."
      />
      <TunnelText
        form={form}
        name="cloudflaredAddress"
        label="Public hostname"
        description="The named tunnel’s address, as it is set at Cloudflare. A quick tunnel needs none."
        placeholder="https://hooks.example.com"
        wrong={WHOLE_ADDRESS}
      />
      <TunnelText
        form={form}
        name="cloudflaredProgram"
        label="Program"
        description="Where cloudflared lies, if it is not found by its name."
        placeholder="cloudflared"
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
        description="The program on the first line, then each of its words on a line of its own, without quotes. {port} stands for the receiver’s port."
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
      <TunnelText
        form={form}
        name="commandAddress"
        label="Public address of the command"
        description="If it is always the same. {1} in it stands for what the pattern finds."
        placeholder="https://tunnel.example.com"
        wrong={WHOLE_ADDRESS}
      />
      <TunnelText
        form={form}
        name="commandPattern"
        label="Pattern"
        description="A regular expression that finds the address, or its first group a part of it, in what the command writes."
        placeholder="https://[a-z0-9.-]+"
      />
    </>
  )
}

/** One text of the tunnel's settings; the core takes off the spaces around it. */
function TunnelText({
  form,
  name,
  wrong,
  ...field
}: {
  form: SettingsForm
  name: 'ngrokDomain' | 'cloudflaredAddress' | 'cloudflaredProgram' | 'commandAddress' | 'commandPattern'
  label: string
  description: string
  placeholder: string
  /** What to enter instead, where the core's own words do not say it. */
  wrong?: string
}) {
  const { tunnel } = form.value
  const error = form.errorAt(`tunnel.${name}`)
  return (
    <TextInput
      {...field}
      value={tunnel[name]}
      onChange={(event) => {
        form.set('tunnel', { ...tunnel, [name]: event.currentTarget.value })
      }}
      error={error && (wrong ?? error)}
    />
  )
}

/** The secret of a tunnel, which belongs to no provider. */
function TunnelSecret(props: {
  name: Request<'secret.clear'>['name']
  of: string
  noun: string
  hint: string
  clears: string
}) {
  const console = useConsole()
  return (
    <SecretField {...props} clear={() => console.changeWorkspace('secret.clear', { name: props.name })} />
  )
}
